import type { Aggregate, Num, Numeric } from "../column/index.js";
import { expressionOf, Handle } from "../column/index.js";
import { DiagnosticError, error } from "../diagnostic/index.js";
import { type ColumnType, type Expression, isNumeric, literal, types } from "../ir/index.js";
import { overRows } from "./over-rows.js";
import { aggregateOf, apply, type Callable, wrongOperand } from "./row.js";
import { atom, sqlAtom } from "./sql.js";

type OfOne = (column: Num<Numeric | null>) => Aggregate<"double" | null>;
type OfTwo = (y: Num<Numeric | null>, x: Num<Numeric | null>) => Aggregate<"double" | null>;

function numbers(name: string, count: number) {
  return (args: readonly Expression[]): ColumnType => {
    for (let i = 0; i < count; i++) {
      const given = args[i];
      if (!given || !isNumeric(given.type)) throw wrongOperand(name, i, "a number", given);
    }
    return types.double;
  };
}

/** A moment of one column. Spark updates it row by row, and to be equal to the last digit the emulator does as it does. */
function moment(name: string): Callable<OfOne> {
  return aggregateOf<OfOne>({
    name,
    type: numbers(name, 1),
    nulls: "always",
    duckdb: (parts, written) => overRows("moment", parts, written, { measure: name }),
  });
}

/** `stddev_samp(x)`, also called `stddev`: the standard deviation of a sample; NULL for fewer than two values. `stddevSamp(o.amount)` */
export const stddevSamp = moment("stddev_samp");
/** `stddev_pop(x)`: the standard deviation of a whole population. `stddevPop(o.amount)` */
export const stddevPop = moment("stddev_pop");
/** `var_samp(x)`, also called `variance`: the variance of a sample; NULL for fewer than two values. `varSamp(o.amount)` */
export const varSamp = moment("var_samp");
/** `var_pop(x)`: the variance of a whole population. `varPop(o.amount)` */
export const varPop = moment("var_pop");
/** `skewness(x)` of a whole population; NULL when all values are equal. `skewness(o.amount)` */
export const skewness = moment("skewness");
/** `kurtosis(x)` of a whole population, 0 for a normal distribution; NULL when all values are equal. `kurtosis(o.amount)` */
export const kurtosis = moment("kurtosis");

/** A moment of the pairs in which neither is NULL. */
function pairs(name: string): Callable<OfTwo> {
  return aggregateOf<OfTwo>({
    name,
    type: numbers(name, 2),
    nulls: "always",
    duckdb: (parts, written) => overRows("pairs", parts, written, { measure: name }),
  });
}

/** `corr(x, y)`: Pearson's coefficient of correlation. `corr(o.amount, o.quantity)` */
export const corr = pairs("corr");
/** `covar_pop(x, y)`: the covariance of a whole population. `covarPop(o.amount, o.quantity)` */
export const covarPop = pairs("covar_pop");
/** `covar_samp(x, y)`: the covariance of a sample; NULL for fewer than two pairs. `covarSamp(o.amount, o.quantity)` */
export const covarSamp = pairs("covar_samp");
/** `regr_slope(y, x)`: the slope of the line that fits the points best. `regrSlope(o.amount, o.quantity)` */
export const regrSlope = pairs("regr_slope");
/** `regr_intercept(y, x)`: where that line meets x = 0. `regrIntercept(o.amount, o.quantity)` */
export const regrIntercept = pairs("regr_intercept");
/** `regr_r2(y, x)`: the coefficient of determination. `regrR2(o.amount, o.quantity)` */
export const regrR2 = pairs("regr_r2");
/** `regr_sxx(y, x)`: the sum of squares of x, from pairs without NULL. `regrSxx(o.amount, o.quantity)` */
export const regrSxx = pairs("regr_sxx");
/** `regr_sxy(y, x)`: the sum of products, from pairs without NULL. `regrSxy(o.amount, o.quantity)` */
export const regrSxy = pairs("regr_sxy");
/** `regr_syy(y, x)`: the sum of squares of y, from pairs without NULL. `regrSyy(o.amount, o.quantity)` */
export const regrSyy = pairs("regr_syy");

/** `regr_count(y, x)`: the number of pairs without NULL. `regrCount(o.amount, o.quantity)` */
export const regrCount = aggregateOf<(y: Num<Numeric | null>, x: Num<Numeric | null>) => Aggregate<"bigint">>({
  name: "regr_count",
  type: (args) => {
    numbers("regr_count", 2)(args);
    return types.bigint;
  },
  nulls: "never",
  duckdb: ([y = atom(""), x = atom("")], { aggregated }) =>
    aggregated(atom("count(*)"), sqlAtom`(${y}) IS NOT NULL AND (${x}) IS NOT NULL`),
});

type Share = "percentile" | "percentile_cont" | "percentile_disc";

function shareOf(name: Share): (column: Num<Numeric | null>, share: number) => Aggregate<"double" | null> {
  const { row } = aggregateOf<unknown>({
    name,
    type: numbers(name, 1),
    nulls: "always",
    ...(name !== "percentile" && {
      databricks: ([value = atom(""), share = atom("")]) => sqlAtom`${atom(name)}(${share}) WITHIN GROUP (ORDER BY ${value})`,
    }),
    duckdb: (parts, written) => {
      const [, share] = written.arguments;
      if (share?.kind !== "literal") throw wrongOperand(name, 1, "a number that is written out", share);
      return overRows("percentile", parts.slice(0, 1), written, { share: Number(share.value), discrete: name === "percentile_disc" });
    },
  });
  const call = (column: Num<Numeric | null>, share: number): Aggregate<"double" | null> => {
    if (typeof share !== "number" || !(share >= 0 && share <= 1)) {
      throw new DiagnosticError([
        error("function/operand", `operand 2 of ${name} is a number from 0 to 1 that is written out`, {
          fix: `write it as in ${name}(…, 0.9)`,
        }),
      ]);
    }
    return new Handle(apply(row, [expressionOf(column), literal(share, types.double)])) as unknown as Aggregate<"double" | null>;
  };
  return Object.assign(call, { row });
}

/** `percentile(x, share)`: exact; between two values it lies on the line from one to the other. `percentile(o.amount, 0.95)` */
export const percentile = shareOf("percentile");
/** `percentile_cont(share) WITHIN GROUP (ORDER BY x)`: the same as `percentile`. `percentileCont(o.amount, 0.5)` */
export const percentileCont = shareOf("percentile_cont");
/** `percentile_disc(share) WITHIN GROUP (ORDER BY x)`: the first value that has so large a share up to it. `percentileDisc(o.amount, 0.5)` */
export const percentileDisc = shareOf("percentile_disc");

/** `median(x)`: the value in the middle, or the mean of the two. `median(o.amount)` */
export const median = aggregateOf<OfOne>({
  name: "median",
  type: numbers("median", 1),
  nulls: "always",
  duckdb: (parts, written) => overRows("percentile", parts, written, { share: 0.5, discrete: false }),
});

/** `percentile_approx(x, share)`: an estimate whose error depends on how Spark cuts the data, so the emulator refuses it. */
export const percentileApprox = aggregateOf<
  <T extends Numeric | null>(column: Num<T>, share: Num<"double" | "decimal">) => Aggregate<T | null>
>({
  name: "percentile_approx",
  type: (args) => {
    numbers("percentile_approx", 2)(args);
    return args[0]?.type ?? types.double;
  },
  nulls: "always",
  duckdb: { refuse: "the estimate depends on how Spark cuts the data; use percentile, which is exact" },
});
