import { DuckDBBlobValue, DuckDBDateValue, DuckDBTimestampTZValue, DuckDBTimestampValue } from "@duckdb/node-api";
import { type Diagnostic, DiagnosticError, error } from "../../generator/diagnostic/index.js";
import { type ColumnType, printType, type Schema, type SimpleKind } from "../../generator/ir/type.js";
import { corruptRecord } from "../json/schema.js";
import type { Lines } from "../outside/outside.js";
import type { Row, Value } from "../row.js";
import { parseDate } from "../value/date.js";
import { parseDecimal } from "../value/decimal.js";
import { parseFloating, parseInteger } from "../value/java-number.js";
import { parseLegacyTimestamp, parseTimestampNtz } from "../value/timestamp.js";
import { sessionZone, type Zone } from "../value/zone.js";
import { CsvTokenizer, none } from "./csv-tokens.js";
import { inputError } from "./error.js";
import { readLines } from "./lines.js";

/** Spark's options of the CSV source, with its defaults. */
export interface CsvOptions {
  /** Is the first line of each file that is not blank a header? Its names are not looked at, as with `enforceSchema`. Default false. */
  readonly header?: boolean;
  /** One character, default `,`. */
  readonly sep?: string;
  /** One character, default `"`; `""` for none. */
  readonly quote?: string;
  /** One character, default `\`; `""` for none. */
  readonly escape?: string;
  /** The text of NULL, default `""`. */
  readonly nullValue?: string;
  /** What a quoted empty value is, default `""`, which is NULL unless `nullValue` is something else. */
  readonly emptyValue?: string;
  /** The time zone of the session, that of timestamps without an offset. Default `UTC`. */
  readonly timeZone?: string;
}

const mostColumns = 20_480;

/**
 * The rows of a CSV file as Spark's `csv` source reads it with a schema, mode PERMISSIVE, `multiLine` false: a bad or
 * missing value is NULL, one too many is dropped, and the line is in `_corrupt_record` when the schema has it.
 *
 * Throws `input/unsupported-schema`, `input/unsupported-option`, `input/not-utf8`, `input/too-many-columns` and `value/…`.
 * `readCsv("items.csv", schema, { header: true })` yields `[[1, "a"]]` for the lines `id,name` and `1,a`.
 */
export async function* readCsv(path: string, schema: Schema, options: CsvOptions = {}, heard?: Lines): AsyncGenerator<readonly Row[]> {
  const read = compileCsvLine(schema, options);
  let header = options.header ?? false;
  let line = 0;
  for await (const lines of readLines(path)) {
    const rows: Row[] = [];
    for (const text of lines) {
      line++;
      if (isBlank(text)) continue;
      if (header) {
        header = false;
        continue;
      }
      const row = read(text);
      if (row === null) {
        throw inputError(
          "input/too-many-columns",
          `the line has more than ${mostColumns} values`,
          { file: path, line },
          {
            fix: "look at the options sep and quote",
          },
        );
      }
      heard?.(line);
      rows.push(row);
    }
    yield rows;
  }
}

/** Reads one line that is not blank; null when it has too many values to be read at all. */
function compileCsvLine(schema: Schema, options: CsvOptions): (line: string) => Row | null {
  check(schema, options);
  const { sep = ",", quote = '"', escape: escapeCharacter = "\\", nullValue = "", emptyValue = "" } = options;
  const tokenizer = new CsvTokenizer({
    separator: sep,
    quote: quote || none,
    escapeCharacter: escapeCharacter || none,
    missing: nullValue,
    empty: emptyValue,
  });
  const corrupt = schema.findIndex((field) => field.name === corruptRecord);
  const zone = sessionZone(options.timeZone ?? "UTC");
  const columns = schema.flatMap((field, index) => (index === corrupt ? [] : [{ index, parse: parserOf(field.type, zone) }]));
  return (line) => {
    const texts = tokenizer.split(line);
    if (texts.length > mostColumns) return null;
    const row: Value[] = new Array(schema.length).fill(null);
    let good = texts.length === columns.length;
    for (let i = 0; i < columns.length; i++) {
      const text = texts[i];
      const column = columns[i];
      if (text === undefined || column === undefined || text === nullValue) continue;
      const value = column.parse(text);
      row[column.index] = value;
      good &&= value !== null;
    }
    if (!good && corrupt >= 0) row[corrupt] = line;
    return row;
  };
}

function check(schema: Schema, options: CsvOptions): void {
  const found: Diagnostic[] = [];
  for (const { name, type } of schema) {
    if (type.kind === "array" || type.kind === "map" || type.kind === "struct") {
      const fix = "read the column as STRING and parse it";
      found.push(error("input/unsupported-schema", `column "${name}" is ${printType(type)}, which CSV has no values of`, { fix }));
    } else if (name === corruptRecord && type.kind !== "string") {
      const message = `column "${corruptRecord}" is ${printType(type)}, but takes the text of malformed lines`;
      found.push(error("input/unsupported-schema", message, { fix: "declare it as STRING" }));
    }
  }
  if (schema.every((field) => field.name === corruptRecord)) {
    const message = `a CSV file is read with no column but "${corruptRecord}", which Spark refuses`;
    found.push(error("input/unsupported-schema", message, { fix: "read the lines with the text format" }));
  }
  const characters = { sep: options.sep ?? ",", quote: options.quote ?? '"', escape: options.escape ?? "\\" };
  for (const [name, value] of Object.entries(characters)) {
    if (value.length === 1 ? !"\0\r\n".includes(value) : value === "" && name !== "sep") continue;
    found.push(error("input/unsupported-option", `option ${name} is ${JSON.stringify(value)}`, { fix: "give it one character" }));
  }
  if (characters.sep === characters.quote || characters.sep === characters.escape) {
    const message = `option sep is ${JSON.stringify(characters.sep)}, and so is quote or escape`;
    found.push(error("input/unsupported-option", message, { fix: "give them different characters" }));
  }
  if (found.length > 0) throw new DiagnosticError(found);
}

/** Spark drops lines in which Java's `trim` leaves nothing. */
function isBlank(line: string): boolean {
  for (let i = 0; i < line.length; i++) if (line.charCodeAt(i) > 0x20) return false;
  return true;
}

type Parse = (text: string) => Value;

function parserOf(type: ColumnType, zone: Zone): Parse {
  if (type.kind === "decimal") return (text) => parseDecimal(text.replaceAll(",", ""), type.precision, type.scale);
  if (type.kind === "array" || type.kind === "map" || type.kind === "struct") throw new Error(`no CSV value is ${printType(type)}`);
  return type.kind === "timestamp" ? timestamp(zone) : simple[type.kind];
}

function integer(bits: number): Parse {
  const most = 2n ** BigInt(bits - 1) - 1n;
  return (text) => {
    const value = parseInteger(text, -most - 1n, most);
    return value === null || bits === 64 ? value : Number(value);
  };
}

function floating(single: boolean): Parse {
  return (text) => {
    if (text === "Inf") return Number.POSITIVE_INFINITY;
    return text === "-Inf" ? Number.NEGATIVE_INFINITY : parseFloating(text, single);
  };
}

function wrapped<T>(parse: (text: string) => T | null, wrap: (value: T) => Value): Parse {
  return (text) => {
    const value = parse(text);
    return value === null ? null : wrap(value);
  };
}

function timestamp(zone: Zone): Parse {
  return wrapped(
    (text) => parseLegacyTimestamp(text, zone),
    (micros) => new DuckDBTimestampTZValue(micros),
  );
}

const simple: { readonly [K in Exclude<SimpleKind, "timestamp">]: Parse } = {
  boolean: (text) => (/^true$/i.test(text) ? true : /^false$/i.test(text) ? false : null),
  tinyint: integer(8),
  smallint: integer(16),
  int: integer(32),
  bigint: integer(64),
  float: floating(true),
  double: floating(false),
  string: (text) => text,
  binary: (text) => new DuckDBBlobValue(Buffer.from(text)),
  date: wrapped(
    (text) => parseDate(text) ?? parseDate(text.replaceAll("GMT", "")),
    (days) => new DuckDBDateValue(days),
  ),
  timestamp_ntz: wrapped(
    (text) => parseTimestampNtz(text, true),
    (micros) => new DuckDBTimestampValue(micros),
  ),
};
