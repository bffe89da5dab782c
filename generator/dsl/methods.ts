import { Handle, handleOf } from "../column/index.js";
import { DiagnosticError, error } from "../diagnostic/index.js";
import { comparison, type FunctionRow, invoke, list, number, text, time } from "../functions/index.js";
import { cast, type ColumnType, decimalType, types } from "../ir/index.js";

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
  split: text.split.row,
  size: list.size.row,
  at: list.get.row,
  hour: time.hour.row,
};

/** Methods whose operands need arranging first. */
const others: { readonly [method: string]: (this: Handle, ...args: never[]) => Handle } = {
  in(this: Handle, values: readonly unknown[]): Handle {
    return invoke(comparison.isIn.row, [this, ...values]);
  },
  truncatedTo(this: Handle, unit: string): Handle {
    return invoke(time.dateTrunc.row, [unit, this]);
  },
  toDate(this: Handle): Handle {
    return new Handle(cast(this.expression, types.date));
  },
  cast(this: Handle, word: string): Handle {
    return handleOf(cast(this.expression, castType(word)));
  },
  tryCast(this: Handle, word: string): Handle {
    return handleOf(cast(this.expression, castType(word), true));
  },
};

const words: { readonly [word: string]: ColumnType } = {
  string: types.string,
  int: types.int,
  bigint: types.bigint,
  double: types.double,
  date: types.date,
  timestamp: types.timestamp,
};

function castType(word: string): ColumnType {
  const decimal = /^decimal\((\d+), ?(\d+)\)$/.exec(word);
  if (decimal) {
    const [precision, scale] = [Number(decimal[1]), Number(decimal[2])];
    if (precision >= 1 && precision <= 38 && scale <= precision) return decimalType(precision, scale);
  }
  const type = words[word];
  if (type) return type;
  throw new DiagnosticError([
    error("function/operand", `"${word}" is no type that values are cast to`, { fix: `types are ${Object.keys(words).join(", ")} and decimal(precision,scale)` }),
  ]);
}

for (const [name, row] of Object.entries(rows)) {
  Object.defineProperty(Handle.prototype, name, {
    value(this: Handle, ...args: unknown[]): Handle {
      return handleOf(invoke(row, [this, ...args]).expression);
    },
  });
}
for (const [name, method] of Object.entries(others)) Object.defineProperty(Handle.prototype, name, { value: method });
