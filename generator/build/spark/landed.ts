import * as ir from "../../ir/index.js";
import { identifier, sparkText } from "../../sql/index.js";

/** The database of the landed tables; never that of the datasets, so that no name is taken twice. */
export function landedDatabase(pipeline: string): string {
  return pipeline.toLowerCase() === "raw" ? "landed" : "raw";
}

/** Where the files of a source land, inside the landing folder: as in the input folder of `sluice run`, but for the records of topics. */
export function landingPath(source: ir.Source): string {
  switch (source.kind) {
    case "topic":
      return `topics/${source.topic}`;
    case "landing":
      return `files/${source.zone}`;
    case "reference":
      return `files/${source.zone}/${source.path}`;
  }
}

/** The table in place of a source. */
export function landed(source: ir.Source, pipeline: string): ir.TableSource {
  return { kind: "table", name: source.name, table: [landedDatabase(pipeline), source.name] };
}

/** The statement that makes the table over what landed. */
export function landedTable(source: ir.Source, { name: pipeline, settings }: ir.Pipeline): string {
  const { table } = landed(source, pipeline);
  const columns = (source.kind === "topic" ? ir.sourceSchema(source) : source.columns).map(
    (one) => `  ${identifier(one.name)} ${ir.printType(one.type)}`,
  );
  const options = optionsOf(source, settings.timeZone).map(([key, value]) => `  ${key} ${value}`);
  return [
    `CREATE TABLE IF NOT EXISTS ${table.map(identifier).join(".")} (`,
    columns.join(",\n"),
    ")",
    `USING ${source.kind === "topic" ? "json" : source.format.kind}`,
    `OPTIONS (\n${options.join(",\n")}\n);`,
  ].join("\n");
}

function optionsOf(source: ir.Source, timeZone: string): readonly (readonly [string, string])[] {
  const path = ["path", `'\${landing}/${sparkText(landingPath(source)).text.slice(1)}`] as const;
  const kind = source.kind === "topic" ? "json" : source.format.kind;
  const format: readonly (readonly [string, string])[] = [
    ...(source.kind !== "topic" && source.format.kind === "csv"
      ? ([
          ["header", `'${source.format.header}'`],
          ["sep", sparkText(source.format.separator).text],
        ] as const)
      : []),
    // A table reads times without a zone in that of the session which looks it up, and that is not the pipeline's.
    ...(kind === "text"
      ? []
      : ([
          ["mode", "'PERMISSIVE'"],
          ["timeZone", sparkText(timeZone).text],
        ] as const)),
  ];
  if (source.kind === "reference") return [path, ...format];
  return [
    path,
    ...format,
    ...(source.kind === "landing" && source.glob !== undefined ? [["pathGlobFilter", sparkText(source.glob).text] as const] : []),
    ["recursiveFileLookup", "'true'"],
    // Spark's default would pass over a file that is a week older than the newest one read, without a word.
    ["maxFileAge", "'36500d'"],
  ];
}
