import { DiagnosticError } from "../../generator/diagnostic/index.js";
import { type ColumnType, isInteger } from "../../generator/ir/index.js";
import type { Value } from "../row.js";
import { type Body, SparkError } from "./body.js";
import { type CastTable, misfit } from "./cast-call.js";
import { numberCasts } from "./cast-number.js";
import { textCasts } from "./cast-text.js";
import { timeCasts } from "./cast-time.js";

const casts: CastTable = { ...textCasts, ...numberCasts, ...timeCasts };

function family(type: ColumnType): string {
  return isInteger(type) ? "integer" : type.kind;
}

export const castBodies: { readonly [name: string]: Body } = {
  cast: {
    compile: ({ takes, gives, parameters, ansi, timeZone }) => {
      const [from = gives] = takes;
      const pair = `${family(from)}>${family(gives)}`;
      const make = casts[pair];
      if (!make) throw new TypeError(`no cast ${pair}`);
      const attempt = parameters.attempt === true;
      const convert = make({ from, to: gives, attempt, legacy: !ansi && !attempt, timeZone, ...misfit(from, gives, ansi && !attempt) });
      return refusing(convert as (value: Value) => Value);
    },
  },
};

/** Values that are not known here as Spark knows them are refused by the readers of `emulator/value`. */
function refusing(convert: (value: Value) => Value): (value: Value) => Value {
  return (value) => {
    try {
      return convert(value);
    } catch (failure) {
      if (!(failure instanceof DiagnosticError)) throw failure;
      throw new SparkError("EMULATOR_REFUSES", failure.diagnostics.map((one) => one.message).join("; "));
    }
  };
}
