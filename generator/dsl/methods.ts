import { expressionOf, Handle, handleOf } from "../column/index.js";
import { DiagnosticError, error } from "../diagnostic/index.js";
import {
  comparison,
  element,
  type FunctionRow,
  invoke,
  list,
  number,
  pattern,
  quoteRegex,
  text,
  time,
  timeField,
} from "../functions/index.js";
import { cast, castTargets, type Expression, printType, typeNamed, typeWords } from "../ir/index.js";

/** Fluent methods that are a row of the function table with the column as first operand. */
const rows: { readonly [method: string]: FunctionRow } = {
  eq: comparison.eq.row,
  ne: comparison.ne.row,
  lt: comparison.lt.row,
  lte: comparison.lte.row,
  gt: comparison.gt.row,
  gte: comparison.gte.row,
  eqNullSafe: comparison.eqNullSafe.row,
  isNull: comparison.isNull.row,
  isNotNull: comparison.isNotNull.row,
  and: comparison.and.row,
  or: comparison.or.row,
  not: comparison.not.row,
  plus: number.plus.row,
  minus: number.minus.row,
  times: number.times.row,
  dividedBy: number.dividedBy.row,
  negated: number.negated.row,
  trim: text.trim.row,
  length: text.length.row,
  concat: text.concat.row,
  startsWith: text.startsWith.row,
  contains: text.contains.row,
  size: list.size.row,
  at: element.get.row,
  hour: timeField.hour.row,
};

/** Methods whose operands need arranging first. */
const others: { readonly [method: string]: (this: Handle, ...args: never[]) => Handle } = {
  in(this: Handle, values: readonly unknown[]): Handle {
    return invoke(comparison.isIn.row, [this, ...values]);
  },
  split(this: Handle, separator: unknown): Handle {
    if (typeof separator !== "string" || separator === "") {
      throw new DiagnosticError([
        error("function/operand", "split takes a separator of at least one character", { fix: 'write it out, as in .split(",")' }),
      ]);
    }
    return invoke(pattern.split.row, [this, quoteRegex(separator)]);
  },
  truncatedTo(this: Handle, unit: string): Handle {
    return invoke(time.dateTrunc.row, [unit, this]);
  },
  toDate(this: Handle): Handle {
    return converted(expressionOf(this), "date", false);
  },
  cast(this: Handle, word: string): Handle {
    return converted(expressionOf(this), word, false);
  },
  tryCast(this: Handle, word: string): Handle {
    return converted(expressionOf(this), word, true);
  },
};

function converted(from: Expression, word: string, attempt: boolean): Handle {
  const to = typeNamed(word);
  if (!to) {
    throw new DiagnosticError([
      error("function/operand", `"${word}" is no type that values are cast to`, {
        fix: `types are ${typeWords.join(", ")} and decimal(precision,scale)`,
      }),
    ]);
  }
  const allowed = castTargets(from.type);
  if (allowed.includes(to.kind)) return handleOf(cast(from, to, attempt));
  if (allowed.length === 0) {
    throw new DiagnosticError([
      error("function/operand", `cast takes one value, not ${printType(from.type)}`, {
        fix: "cast its fields or elements, or write it as text with to_json",
      }),
    ]);
  }
  throw new DiagnosticError([
    error("function/operand", `Spark does not cast ${printType(from.type)} to ${printType(to)}`, {
      fix: `${printType(from.type)} can be cast to ${allowed.join(", ")}`,
    }),
  ]);
}

for (const [name, row] of Object.entries(rows)) {
  Object.defineProperty(Handle.prototype, name, {
    value(this: Handle, ...args: unknown[]): Handle {
      return handleOf(expressionOf(invoke(row, [this, ...args])));
    },
  });
}
for (const [name, method] of Object.entries(others)) Object.defineProperty(Handle.prototype, name, { value: method });
