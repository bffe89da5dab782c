import { mkdir, realpath, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, resolve } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { DiagnosticError, error, fromRepository } from "../../generator/diagnostic/index.js";
import { run, select, text, transaction } from "../database.js";
import { createLayout, stateFormat } from "./layout.js";

/** Makes a state in memory the session's database. */
export async function createInMemory(connection: DuckDBConnection, pipeline: string): Promise<void> {
  await run(connection, `ATTACH ':memory:' AS state`);
  await run(connection, "USE state");
  await transaction(connection, () => createLayout(connection, pipeline));
}

/**
 * State files this process has open. DuckDB's lock is one of POSIX, which belongs to the process: it does not keep a second session of
 * this process out, and closing the file anywhere in the process would give the lock away.
 */
const held = new Set<string>();

/** Closes the state file; its lock is free again. */
export type Release = () => Promise<void>;

/**
 * Opens or creates the state file as the session's database. Nothing is written to a file that is not this pipeline's. Throws
 * `state/…`.
 */
export async function openState(connection: DuckDBConnection, state: string, pipeline: string): Promise<Release> {
  const path = await canonical(state);
  return hold(
    path,
    async () => {
      if (await exists(path)) await check(connection, path, pipeline);
      else await create(connection, path, pipeline);
      await attach(connection, path, "write");
    },
    connection,
  );
}

/** Opens an existing state file to read from it. Throws `state/…`. */
export async function openStateToRead(connection: DuckDBConnection, state: string, pipeline: string): Promise<Release> {
  const path = await canonical(state);
  return hold(
    path,
    async () => {
      if (!(await exists(path))) throw missing(path, pipeline);
      await check(connection, path, pipeline);
      await attach(connection, path, "read");
    },
    connection,
  );
}

/** One name for one file, however it was reached. */
async function canonical(state: string): Promise<string> {
  const path = resolve(state);
  return realpath(path).catch(() => path);
}

async function hold(path: string, open: () => Promise<void>, connection: DuckDBConnection): Promise<Release> {
  if (held.has(path)) throw inUse(path, "this process has it open");
  held.add(path);
  const release = (): void => void held.delete(path);
  try {
    await open();
  } catch (failure) {
    release();
    throw failure;
  }
  return async () => {
    try {
      await detach(connection);
    } catch (failure) {
      // What was committed is in the log beside the file and is taken from there the next time.
      throw unwritable(path, failure);
    } finally {
      release();
    }
  };
}

async function exists(path: string): Promise<boolean> {
  try {
    const found = await stat(path);
    if (!found.isFile()) throw notAStateFile(path, "it is a folder");
    return true;
  } catch (failure) {
    if (failure instanceof DiagnosticError) throw failure;
    if (failure instanceof Error && "code" in failure && failure.code === "ENOENT") return false;
    throw unwritable(path, failure);
  }
}

/** A new file gets its name only when it is complete, so that a killed process leaves a state file or none. */
async function create(connection: DuckDBConnection, path: string, pipeline: string): Promise<void> {
  const draft = `${path}.new`;
  try {
    await mkdir(dirname(path), { recursive: true });
    // A log without its database would be replayed into the new one.
    for (const leftover of [draft, `${draft}.wal`, `${path}.wal`]) await rm(leftover, { force: true });
    await attach(connection, draft, "write");
    await transaction(connection, () => createLayout(connection, pipeline));
    await detach(connection);
    await rename(draft, path);
  } catch (failure) {
    throw failure instanceof DiagnosticError ? failure : unwritable(path, failure);
  }
}

async function attach(connection: DuckDBConnection, path: string, access: "read" | "write"): Promise<void> {
  try {
    await run(connection, `ATTACH ${text(path)} AS state${access === "read" ? " (READ_ONLY)" : ""}`);
  } catch (failure) {
    throw explain(path, failure);
  }
  await run(connection, "USE state");
}

async function detach(connection: DuckDBConnection): Promise<void> {
  await run(connection, "USE memory");
  await run(connection, "DETACH state");
}

/** Looks before anything may be written: opening a foreign database for writing would already fold its log into it. */
async function check(connection: DuckDBConnection, path: string, pipeline: string): Promise<void> {
  await attach(connection, path, "read");
  try {
    const [known] = await select(
      connection,
      "SELECT count(*) AS n FROM duckdb_tables() WHERE database_name = 'state' AND schema_name = '_sluice' AND table_name = 'meta'",
    );
    if (known?.n !== 1n) throw notAStateFile(path, "it is a DuckDB database that Sluice did not make");
    const [version] = await select(connection, "SELECT format FROM _sluice.meta");
    const format = Number(version?.format);
    if (format > stateFormat) throw newerFormat(path, format);
    const [owner] = await select(connection, "SELECT pipeline FROM _sluice.meta");
    if (owner?.pipeline !== pipeline) throw otherPipeline(path, String(owner?.pipeline), pipeline);
  } finally {
    await detach(connection);
  }
}

function explain(path: string, failure: unknown): DiagnosticError {
  const reason = failure instanceof Error ? failure.message : String(failure);
  const holder = /held in (.*?) \(PID (\d+)\)/.exec(reason);
  if (holder) return inUse(path, `process ${holder[2]} (${basename(holder[1] ?? "")}) has it open`);
  if (reason.includes("lock on file")) return inUse(path, "another process has it open");
  if (reason.includes("not a valid DuckDB database")) return notAStateFile(path, "it is no DuckDB database");
  if (/read a database file with version number|storage version/.test(reason)) return newerDuckdb(path, reason);
  if (/Corrupt|Could not read enough bytes|Serialization|replaying WAL/.test(reason)) return notAStateFile(path, "it is damaged", reason);
  return unwritable(path, failure);
}

const another = "give another --state, or move this file away to begin with an empty one";

function inUse(path: string, why: string): DiagnosticError {
  return new DiagnosticError([
    error("state/in-use", `the state file ${fromRepository(path)} is in use: ${why}`, {
      fix: "wait until that is done, or close the client that reads it",
    }),
  ]);
}

function notAStateFile(path: string, why: string, reason?: string): DiagnosticError {
  return new DiagnosticError([
    error("state/not-a-state-file", `${fromRepository(path)} is not a state file: ${why}`, {
      notes: reason === undefined ? [] : [reason],
      fix: another,
    }),
  ]);
}

function newerFormat(path: string, format: number): DiagnosticError {
  return new DiagnosticError([
    error("state/newer-format", `the state file ${fromRepository(path)} has format ${format}, and this Sluice reads up to ${stateFormat}`, {
      fix: `use the Sluice that wrote it; or ${another}`,
    }),
  ]);
}

function newerDuckdb(path: string, reason: string): DiagnosticError {
  return new DiagnosticError([
    error("state/newer-format", `the state file ${fromRepository(path)} was written by a newer DuckDB`, {
      notes: [reason],
      fix: `use the Sluice that wrote it; or ${another}`,
    }),
  ]);
}

function otherPipeline(path: string, owner: string, pipeline: string): DiagnosticError {
  return new DiagnosticError([
    error("state/other-pipeline", `the state file ${fromRepository(path)} belongs to the pipeline "${owner}", not to "${pipeline}"`, {
      fix: another,
    }),
  ]);
}

function missing(path: string, pipeline: string): DiagnosticError {
  return new DiagnosticError([
    error("state/missing", `there is no state file ${fromRepository(path)}`, { fix: `run the pipeline first: npx sluice run ${pipeline}` }),
  ]);
}

function unwritable(path: string, failure: unknown): DiagnosticError {
  const reason = failure instanceof Error ? failure.message : String(failure);
  return new DiagnosticError([
    error("state/unwritable", `the state file ${fromRepository(path)} cannot be opened for writing`, {
      notes: [reason],
      fix: "give a --state in a folder you may write to",
    }),
  ]);
}
