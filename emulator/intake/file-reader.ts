import { type DuckDBConnection, DuckDBTimestampTZValue } from "@duckdb/node-api";
import type { LandingSource } from "../../generator/ir/index.js";
import { run, select, text } from "../database.js";
import type { ArrivedFile, Outside } from "../outside/outside.js";
import type { Row } from "../row.js";
import { stateTables } from "../state/layout.js";
import type { ConsumedFile, StreamReader } from "./reader.js";
import type { Stage } from "./stage.js";

/** Files a micro-batch takes at most: Auto Loader's own default of maxFilesPerTrigger. */
const microBatchFiles = 1000;

/** Which of a flow's streams a consumed file belongs to. */
export interface FileOwner {
  readonly dataset: string;
  readonly flow: string;
  readonly stream: string;
}

/**
 * Reads the files of a zone that the flow has not read yet, whole ones: a micro-batch takes files until it has enough rows. The path is
 * a file's identity, as in Auto Loader without allowOverwrites, so files that changed since are told to `changed` and not read again.
 */
export async function openFileReader(
  connection: DuckDBConnection,
  outside: Outside,
  source: LandingSource,
  owner: FileOwner,
  stage: Stage,
  changed: (files: readonly ArrivedFile[]) => void,
): Promise<StreamReader> {
  const consumed = await consumedFiles(connection, owner);
  const arrived = await outside.files(source);
  const waiting = arrived.filter((file) => !consumed.has(file.path));
  const others = arrived.filter((file) => {
    const before = consumed.get(file.path);
    return before !== undefined && (before.size !== file.size || before.modified !== file.modified.toISOString());
  });
  if (others.length > 0) changed(others);
  const position = { kind: "files" } as const;

  return {
    start: position,
    waits: () => waiting.length > 0,
    take: async (limit) => {
      const taken: ConsumedFile[] = [];
      let rows = 0;
      async function* read(): AsyncGenerator<readonly Row[]> {
        while (rows < limit && taken.length < microBatchFiles) {
          const file = waiting.shift();
          if (!file) return;
          const origin = [uriPath(`${source.zone}/${file.path}`), new DuckDBTimestampTZValue(BigInt(file.modified.getTime()) * 1000n)];
          for await (const batch of outside.readFile(source, file)) {
            rows += batch.length;
            yield batch.map((row) => [...row, ...origin]);
          }
          taken.push({ path: file.path, size: file.size, modified: file.modified.toISOString() });
        }
      }
      await stage.fill(read());
      return taken.length > 0 ? { position, consumed: taken } : undefined;
    },
  };
}

async function consumedFiles(
  connection: DuckDBConnection,
  { dataset, flow, stream }: FileOwner,
): Promise<ReadonlyMap<string, ConsumedFile>> {
  const rows = await select(
    connection,
    `SELECT path, size, modified FROM ${stateTables.consumedFile}
     WHERE lower(dataset) = lower(${text(dataset)}) AND lower(flow) = lower(${text(flow)}) AND source = ${text(stream)}`,
  );
  return new Map(rows.map((row) => [String(row.path), { path: String(row.path), size: Number(row.size), modified: String(row.modified) }]));
}

/** Remembers files as consumed, in the transaction that writes their rows. */
export async function saveConsumedFiles(
  connection: DuckDBConnection,
  { dataset, flow, stream }: FileOwner,
  files: readonly ConsumedFile[],
): Promise<void> {
  const owner = [dataset, flow, stream].map(text).join(", ");
  const values = files.map(({ path, size, modified }) => `(${owner}, ${text(path)}, ${size}, ${text(modified)})`);
  if (values.length > 0) await run(connection, `INSERT INTO ${stateTables.consumedFile} VALUES ${values.join(", ")}`);
}

/** A path as Spark's `_metadata.file_path` shows it: what may not stand in a URI is percent-encoded, letters of other alphabets are kept. */
function uriPath(path: string): string {
  return path.replaceAll(/[^\w\-!.~'()*;:@&=+$,/\u0080-\u{10ffff}]|[\p{Cc}\p{Z}]/gu, (one) => {
    const bytes = [...Buffer.from(one)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`);
    return bytes.join("");
  });
}
