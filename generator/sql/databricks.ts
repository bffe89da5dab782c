import { atom, callOf, levels, type Sql, sparkText } from "../functions/index.js";
import * as ir from "../ir/index.js";
import type { Dialect } from "./dialect.js";
import { sparkOrder } from "./order.js";

/** Words that Spark's ANSI mode may reserve. */
const reserved = new Set(
  (
    "all and anti any as asc authorization between both by case cast check collate column constraint create cross current_date current_time " +
    "current_timestamp current_user desc distinct drop else end escape except exists false fetch filter for foreign from full grant group having " +
    "identifier in inner insert intersect into is join lateral leading left like limit minus natural not null offset on only or order outer overlaps primary " +
    "references right select semi session_user set some stream table then time to trailing true union unique unknown update user using values " +
    "when where window with"
  ).split(" "),
);

/** An identifier, in backticks where Spark would not take it bare. */
export function identifier(name: string): string {
  return reserved.has(name.toLowerCase()) ? `\`${name}\`` : ir.printName(name);
}

/**
 * Databricks SQL of a pipeline with these sources. Databricks replaces a notebook's `${key}` by the pipeline's configuration, inside
 * literals too.
 */
export function databricks(sources: readonly (ir.Source | ir.TableSource)[]): Dialect {
  const declared = new Map(sources.map((one) => [one.name, one]));
  return {
    name: "databricks",
    identifier,
    literal: writeLiteral,
    type: ir.printType,
    cast: (part, _from, to, attempt) => atom(`${attempt ? "try_cast" : "CAST"}(${part.text} AS ${ir.printType(to)})`),
    struct: (fields) =>
      callOf(
        "named_struct",
        fields.map((one) => atom(`${sparkText(one.name).text}, ${one.value.text}`)),
      ),
    lambda: (parameters, body) => atom(`${parameters.length === 1 ? parameters[0] : `(${parameters.join(", ")})`} -> ${body.text}`),
    source: (read) => {
      const source = declared.get(read.source);
      if (!source) throw new TypeError(`source ${read.source} is not declared`);
      if (source.kind === "table") return readTable(source, read);
      return source.kind === "topic" ? readKafka(source, read) : readFiles(source, read);
    },
    dataset: (read) => (read.mode === "stream" ? `STREAM(${identifier(read.dataset)})` : identifier(read.dataset)),
    explode: (list, { alias, as, key, position, outer }) => {
      const names = [position, key, as].filter((name) => name !== undefined).join(", ");
      const generator = `${position === undefined ? "explode" : "posexplode"}(${list.text})`;
      return `LATERAL VIEW ${outer ? "OUTER " : ""}${generator} ${alias} AS ${names}`;
    },
    joins: {
      inner: "JOIN",
      left: "LEFT JOIN",
      right: "RIGHT JOIN",
      full: "FULL JOIN",
      semi: "LEFT SEMI JOIN",
      anti: "LEFT ANTI JOIN",
      cross: "CROSS JOIN",
    },
    values: (rows, alias, columns) => `${rows} AS ${alias}(${columns.join(", ")})`,
    key: (part) => part,
    levels: (groupBy) => groupBy,
    limit: (query, { keys, count, offset }) =>
      `${query}\nORDER BY ${sparkOrder(keys)}\nLIMIT ${count}${offset > 0 ? ` OFFSET ${offset}` : ""}`,
    watermark: (column, { amount, unit }) =>
      `WATERMARK ${column} DELAY OF INTERVAL ${amount} ${unit.toUpperCase()}${amount === 1 ? "" : "S"}`,
    materialized: "",
    ansi: true,
    javascript: ({ body }) => {
      throw new TypeError(`${body} is a function of the emulator`);
    },
  };
}

function writeLiteral({ value, type }: ir.Literal): Sql {
  if (value === null) return atom(`CAST(NULL AS ${ir.printType(type)})`);
  switch (type.kind) {
    case "string":
      return sparkText(String(value));
    case "boolean":
      return atom(value === true ? "TRUE" : "FALSE");
    case "int":
      return signed(String(value));
    case "bigint":
      return signed(`${value}L`);
    case "date":
      return atom(`DATE '${value}'`);
    case "timestamp":
      return atom(`TIMESTAMP '${value}'`);
    case "timestamp_ntz":
      return atom(`TIMESTAMP_NTZ '${value}'`);
    case "binary":
      return atom(`X'${value}'`);
    default:
      return atom(`CAST('${value}' AS ${ir.printType(type)})`);
  }
}

function signed(text: string): Sql {
  return { text, level: text.startsWith("-") ? levels.unary : levels.atom };
}

/** A `${key}` of the pipeline's configuration, as a literal, with a text after it. */
function bound(key: string, after = ""): string {
  return `'\${${key}}${sparkText(after).text.slice(1)}`;
}

/** A call with named arguments, one a line. */
function tableFunction(name: string, stream: boolean, args: readonly (readonly [string, string])[], first?: string): string {
  const lines = [...(first === undefined ? [] : [first]), ...args.map(([key, value]) => `${key} => ${value}`)];
  return `${stream ? "STREAM " : ""}${name}(\n${lines.map((line) => `  ${line}`).join(",\n")}\n)`;
}

/** `read_kafka`: key and value are BINARY there. */
function readKafka(source: ir.TopicSource, read: ir.SourceRead) {
  const binary: ir.Slot = { type: ir.types.binary, nullable: true, proven: false };
  const text = (name: string): ir.Expression => ir.cast({ kind: "column", input: 0, name, ...binary }, ir.types.string);
  const from = tableFunction("read_kafka", read.mode === "stream", [
    ["bootstrapServers", bound(ir.bindingKeys.bootstrapServers)],
    ["subscribe", sparkText(source.topic).text],
    ["startingOffsets", sparkText(source.startingOffsets).text],
    ...authentication(source.authentication),
  ]);
  return {
    from,
    columns: read.schema.map(({ name }) => ({
      name,
      value: name === "key" || name === "value" ? text(name) : ir.column(read.schema, name),
    })),
  };
}

const loginModules = {
  PLAIN: "kafkashaded.org.apache.kafka.common.security.plain.PlainLoginModule",
  "SCRAM-SHA-512": "kafkashaded.org.apache.kafka.common.security.scram.ScramLoginModule",
} as const;

/** How the reader proves who it is. Secrets are read by `secret(…)` when the flow runs; their values are never in the text. */
function authentication(how: ir.KafkaAuthentication): readonly (readonly [string, string])[] {
  if (how.kind === "service_credential") return [["serviceCredential", bound(ir.bindingKeys.serviceCredential)]];
  const read = (value: ir.Secret | string): string =>
    typeof value === "string" ? sparkText(value).text : `secret(${sparkText(value.scope).text}, ${sparkText(value.key).text})`;
  const jaas = `'${loginModules[how.mechanism]} required username="' || ${read(how.username)} || '" password="' || ${read(how.password)} || '";'`;
  return [
    ["`kafka.security.protocol`", "'SASL_SSL'"],
    ["`kafka.sasl.mechanism`", `'${how.mechanism}'`],
    ["`kafka.sasl.jaas.config`", jaas],
  ];
}

/** `read_files`: Auto Loader when streamed. The declared columns are its schema, so nothing is inferred and nothing evolves silently. */
function readFiles(source: ir.LandingSource | ir.ReferenceSource, read: ir.SourceRead) {
  const { format } = source;
  const ddl = source.columns.map((one) => `${ir.printName(one.name)} ${ir.printType(one.type)}`).join(", ");
  const from = tableFunction(
    "read_files",
    read.mode === "stream",
    [
      ["format", `'${format.kind}'`],
      ["schema", sparkText(ddl).text],
      ...(format.kind === "csv"
        ? ([
            ["header", `${format.header}`],
            ["sep", sparkText(format.separator).text],
          ] as const)
        : []),
      ...(source.kind === "landing" && source.glob !== undefined ? ([["pathGlobFilter", sparkText(source.glob).text]] as const) : []),
      ...(source.kind === "landing" ? ([["includeExistingFiles", "true"]] as const) : []),
      ...(format.kind === "text" ? [] : ([["mode", "'PERMISSIVE'"]] as const)),
      ["schemaEvolutionMode", "'none'"],
    ],
    source.kind === "reference" ? bound(ir.bindingKeys.zone(source.zone), `/${source.path}`) : bound(ir.bindingKeys.zone(source.zone)),
  );
  return { from, columns: fileColumns(read) };
}

/** A table over files: it has the columns of the source, and which file a row came from. */
function readTable({ table }: ir.TableSource, read: ir.SourceRead) {
  const name = table.map(identifier).join(".");
  return { from: read.mode === "stream" ? `STREAM(${name})` : name, columns: fileColumns(read) };
}

function fileColumns(read: ir.SourceRead): readonly ir.Named[] {
  const metadata = {
    kind: "column",
    input: 0,
    name: "_metadata",
    type: ir.structType(read.schema.filter(isFileField)),
    nullable: false,
    proven: true,
  } as const;
  return read.schema.map((one) => ({
    name: one.name,
    value: isFileField(one) ? ir.field(metadata, one.name) : ir.column(read.schema, one.name),
  }));
}

function isFileField(field: ir.Field): boolean {
  return field.origin === "file_path" || field.origin === "file_modification_time";
}
