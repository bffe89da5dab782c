import * as z from "zod";
import {
  big,
  dec,
  decimal,
  div,
  double,
  mod,
  pmod,
  positive,
  tinyint,
  tryAdd,
  tryDivide,
  tryMod,
  tryMultiply,
  trySubtract,
} from "#generator";
import { type Case, type CaseOptions, scalar } from "../case.js";
import { edgePairs, type Kind, kinds } from "./number-values.js";

/** A column of any number, so that one case serves every pair of types. */
interface Num {
  plus(other: unknown): unknown;
  minus(other: unknown): unknown;
  times(other: unknown): unknown;
  dividedBy(other: unknown): unknown;
  negated(): unknown;
}
type Operator = (a: Num, b: Num) => unknown;
/** Their signatures are those of numbers, which `Num` is one of at run time. */
const free = (called: unknown): Operator => called as Operator;

const basic: readonly Operator[] = [(a, b) => a.plus(b), (a, b) => a.minus(b), (a, b) => a.times(b), (a, b) => a.dividedBy(b), free(mod)];
const whole: readonly Operator[] = [free(pmod), free(div)];
const tries: readonly Operator[] = [tryAdd, trySubtract, tryMultiply, tryDivide, tryMod].map(free);

/** Operators on columns of two types: `ip` is INT with DECIMAL(10,2). */
function crossed(pairs: string, operators: readonly Operator[], options: CaseOptions = {}): readonly Case[] {
  return pairs.split(" ").flatMap((pair) => {
    const [x, y] = [...pair] as [Kind, Kind];
    return operators.map((of) =>
      scalar(
        { [`${x}1`]: kinds[x].type, [`${y}2`]: kinds[y].type },
        (r) => of((r as Record<string, Num>)[`${x}1`] as Num, (r as Record<string, Num>)[`${y}2`] as Num),
        edgePairs(x, y),
        options,
      ),
    );
  });
}

const impossible = { partly: "a quotient of more than 39 digits is an error of Java's, without a condition" };

const p = decimal(10, 2);
const w = decimal(38, 0);

export const number: readonly Case[] = [
  ...crossed("tt ss ii bb ti ib if bd ff fd dd pp ip bp qw wn pd pf", basic),
  ...crossed("vn", basic.slice(0, 4)),
  ...crossed("tt ii bb pp qp dd", [free(pmod)]),
  ...crossed("tt ib bb pp nq", [free(div)]),
  ...crossed("wv", [free(mod), ...whole], impossible),
  ...crossed("tt ii bb dd pp wn", tries),
  ...crossed("tt ss ii bb ti dd pp wn", [...basic, free(pmod)], { ansi: false }),
  ...crossed("ib bb pp", [free(div)], { ansi: false }),
  // Literals: by their digits beside a decimal, INT elsewhere.
  scalar({ p }, (r) => r.p.plus(1), [["1.05"], ["99999999.99"], [null]]),
  scalar({ p }, (r) => r.p.plus(-12), [["1.05"], ["99999999.99"], [null]]),
  scalar({ p }, (r) => r.p.times(100), [["1.05"], ["99999999.99"], [null]]),
  scalar({ p }, (r) => r.p.dividedBy(7), [["1.05"], ["99999999.99"], ["-0.01"], [null]]),
  scalar({ p }, (r) => r.p.plus(big(5n).negated()), [["1.05"], [null]]),
  scalar({ p }, (r) => r.p.minus(dec("0.005")), [["1.05"], [null], ["-99999999.99"]]),
  scalar({ p }, (r) => r.p.times(double(0.1)), [["1.05"], [null], ["-99999999.99"]]),
  scalar({ w }, (r) => r.w.dividedBy(7), [["1"], ["99999999999999999999999999999999999999"], [null]]),
  scalar({ w }, (r) => r.w.plus(1), [["1"], ["99999999999999999999999999999999999999"], [null]]),
  scalar({ w }, (r) => r.w.dividedBy(7), [["1"], ["99999999999999999999999999999999999999"], [null]], { ansi: false }),
  scalar({ t: tinyint() }, (r) => r.t.plus(1), [[1], [127], [null]]),
  scalar({ i: z.int32() }, (r) => r.i.plus(1), [[1], [2147483647], [null]]),
  scalar({ b: z.int64() }, (r) => r.b.minus(1), [[1], ["-9223372036854775808"], [null]]),
  scalar({ d: z.float64() }, (r) => r.d.plus(0), [[1], ["-0.0"], ["NaN"], [null]]),
  scalar({ d: z.float64() }, (r) => r.d.dividedBy(3), [[1], ["-0.0"], ["NaN"], [null]]),
  scalar({ i: z.int32() }, (r) => r.i.plus(double(0.5)), [[1], [2147483647], [null]]),
  // The overflow must not be lost when a constant could be moved to the other side.
  scalar({ i: z.int32() }, (r) => r.i.plus(2147483647).gt(5), [[1], [0], [-1], [null]]),
  scalar({ i: z.int32() }, (r) => r.i.times(2).eq(4), [[2], [1073741824], [null]]),
  scalar({ i: z.int32() }, (r) => r.i.minus(r.i.times(r.i.minus(1))), [[3], [65536], [null]]),
  scalar({ d: z.float64(), e: z.float64() }, (r) => r.d.dividedBy(r.d.dividedBy(r.e.plus(1))), [
    [3, 1],
    [3, -1],
    [0, 3],
    [null, 1],
  ]),
  ...(["t", "s", "i", "b", "p", "n", "f", "d"] as const).flatMap((kind) => {
    const rows = [[null], ...kinds[kind].edges.map((one) => [one])];
    const column = { [kind]: kinds[kind].type };
    const of = (r: unknown): Num => (r as Record<string, Num>)[kind] as Num;
    return [
      scalar(column, (r) => of(r).negated(), rows),
      scalar(column, (r) => of(r).negated(), rows, { ansi: false }),
      scalar(column, (r) => (positive as unknown as (one: Num) => unknown)(of(r)), rows),
    ];
  }),
];
