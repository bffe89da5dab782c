/** Division as Spark has it: by zero an error, or NULL without ANSI. */
export type Divide = (a: number, b: number) => number | null;

type Pair = readonly [first: number, second: number];

/** Sums of powers of the distance from the mean, updated row by row as Spark's `CentralMomentAgg` does, so that all digits are equal. */
interface Moments {
  n: number;
  avg: number;
  m2: number;
  m3: number;
  m4: number;
}

function momentsOf(values: readonly number[]): Moments {
  const at: Moments = { n: 0, avg: 0, m2: 0, m3: 0, m4: 0 };
  for (const value of values) {
    at.n += 1;
    const delta = value - at.avg;
    const deltaN = delta / at.n;
    at.avg += deltaN;
    at.m2 += delta * (delta - deltaN);
    const delta2 = delta * delta;
    const deltaN2 = deltaN * deltaN;
    at.m3 = at.m3 - 3 * deltaN * at.m2 + delta * (delta2 - deltaN2);
    at.m4 = at.m4 - 4 * deltaN * at.m3 - 6 * deltaN2 * at.m2 + delta * (delta * delta2 - deltaN * deltaN2);
  }
  return at;
}

const measures: { readonly [name: string]: (of: Moments, divide: Divide) => number | null } = {
  stddev_pop: ({ n, m2 }) => Math.sqrt(m2 / n),
  stddev_samp: ({ n, m2 }) => (n === 1 ? null : Math.sqrt(m2 / (n - 1))),
  var_pop: ({ n, m2 }) => m2 / n,
  var_samp: ({ n, m2 }) => (n === 1 ? null : m2 / (n - 1)),
  skewness: ({ n, m2, m3 }, divide) => (m2 === 0 ? null : divide(Math.sqrt(n) * m3, Math.sqrt(m2 * m2 * m2))),
  kurtosis: ({ n, m2, m4 }, divide) => {
    const ratio = m2 === 0 ? null : divide(n * m4, m2 * m2);
    return ratio === null ? null : ratio - 3;
  },
};

/** A moment of the values of a group or a frame. */
export function momentOf(name: string, divide: Divide): (values: readonly number[]) => number | null {
  const measure = measures[name];
  if (!measure) throw new TypeError(`no moment ${name}`);
  return (values) => (values.length === 0 ? null : measure(momentsOf(values), divide));
}

/** The same of pairs, as Spark's `PearsonCorrelation` and `Covariance` have it. */
interface PairMoments {
  n: number;
  xAvg: number;
  yAvg: number;
  ck: number;
  xMk: number;
  yMk: number;
}

function pairMoments(pairs: readonly Pair[]): PairMoments {
  const at: PairMoments = { n: 0, xAvg: 0, yAvg: 0, ck: 0, xMk: 0, yMk: 0 };
  for (const [x, y] of pairs) {
    at.n += 1;
    const dx = x - at.xAvg;
    const dy = y - at.yAvg;
    at.xAvg += dx / at.n;
    at.yAvg += dy / at.n;
    at.ck += dx * (y - at.yAvg);
    at.xMk += dx * (x - at.xAvg);
    at.yMk += dy * (y - at.yAvg);
  }
  return at;
}

type Measure = (pairs: readonly Pair[], divide: Divide) => number | null;

const correlation: Measure = (pairs, divide) => {
  const { n, ck, xMk, yMk } = pairMoments(pairs);
  return n === 1 || xMk === 0 || yMk === 0 ? null : divide(ck, Math.sqrt(xMk * yMk));
};

const squares =
  (index: 0 | 1): Measure =>
  (pairs) =>
    momentsOf(pairs.map((pair) => pair[index])).m2;

/** The line through the points (x, y), of which y is the first of each pair. */
function line(pairs: readonly Pair[], finish: (slope: number, of: PairMoments) => number): number | null {
  const of = pairMoments(pairs.map(([y, x]) => [x, y] as const));
  const { m2 } = momentsOf(pairs.map(([, x]) => x));
  return of.n < 2 || m2 === 0 ? null : finish(of.ck / m2, of);
}

const pairMeasures: { readonly [name: string]: Measure } = {
  corr: correlation,
  covar_pop: (pairs) => pairMoments(pairs).ck / pairs.length,
  covar_samp: (pairs) => (pairs.length === 1 ? null : pairMoments(pairs).ck / (pairs.length - 1)),
  regr_sxy: (pairs) => pairMoments(pairs).ck,
  regr_sxx: squares(1),
  regr_syy: squares(0),
  regr_r2: (pairs, divide) => {
    const { ck, xMk, yMk } = pairMoments(pairs);
    if (yMk === 0) return null;
    if (xMk === 0) return 1;
    const corr = divide(ck, Math.sqrt(xMk * yMk));
    return corr === null ? null : corr * corr;
  },
  regr_slope: (pairs) => line(pairs, (slope) => slope),
  regr_intercept: (pairs) => line(pairs, (slope, { xAvg, yAvg }) => yAvg - slope * xAvg),
};

/** A moment of pairs; see `momentOf`. */
export function pairsOf(name: string, divide: Divide): (pairs: readonly Pair[]) => number | null {
  const measure = pairMeasures[name];
  if (!measure) throw new TypeError(`no moment ${name}`);
  return (pairs) => (pairs.length === 0 ? null : measure(pairs, divide));
}
