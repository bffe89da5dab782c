import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { DiagnosticError, error } from "../generator/diagnostic/index.js";
import type { JavaScriptFunction } from "../generator/functions/index.js";
import { run, text } from "./database.js";
import { registerFunction } from "./functions/register.js";
import type { SessionSettings } from "./session-settings.js";

/**
 * An in-memory DuckDB that a state file is attached to for the length of an update. It lives longer than that, so that functions and
 * settings are there again at once; and whatever the state file is called, its schema `_sluice` cannot be mistaken for a catalog.
 */
export interface Session {
  readonly connection: DuckDBConnection;
  /** One more connection, for a reader beside it: on one connection the next statement would end a result that is still being read. */
  readonly connect: () => Promise<DuckDBConnection>;
  /** `spark.sql.ansi.enabled` */
  readonly ansi: boolean;
  /** `spark.sql.session.timeZone` */
  readonly timeZone: string;
  /** Name of a function of JavaScript, registered when it is first asked for. */
  readonly javascript: (wanted: JavaScriptFunction) => string;
  readonly close: () => void;
}

/**
 * Opens a session with the pipeline's settings. Nothing is downloaded or loaded behind the user's back. `spill` is where DuckDB may
 * put what does not fit in memory. Throws `settings/time-zone`.
 */
export async function openSession({ timeZone, ansi }: SessionSettings, spill?: string): Promise<Session> {
  const instance = await DuckDBInstance.create(":memory:", {
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    // Spark sorts NULL first when ascending and last when descending.
    default_null_order: "NULLS_FIRST_ON_ASC_LAST_ON_DESC",
    // From the values of a table DuckDB knows that `a + b` is never NULL, and computes neither `(a + b) IS NULL` nor `count(a + b)`: their
    // overflow, an error on Spark, was lost.
    disabled_optimizers: "statistics_propagation",
    ...(spill !== undefined && { temp_directory: spill }),
  });
  const connections: DuckDBConnection[] = [];
  const connect = async (): Promise<DuckDBConnection> => {
    const connection = await instance.connect();
    connections.push(connection);
    await setTimeZone(connection, timeZone);
    return connection;
  };
  const close = (): void => {
    for (const connection of connections) connection.closeSync();
    instance.closeSync();
  };
  try {
    const connection = await connect();
    return { connection, connect, ansi, timeZone, javascript: functionsOf(connection, { timeZone, ansi }), close };
  } catch (failure) {
    close();
    throw failure;
  }
}

async function setTimeZone(connection: DuckDBConnection, timeZone: string): Promise<void> {
  try {
    await run(connection, `SET TimeZone = ${text(timeZone)}`);
  } catch (failure) {
    throw new DiagnosticError([
      error("settings/time-zone", `no time zone "${timeZone}"`, {
        notes: [failure instanceof Error ? failure.message : String(failure)],
        fix: 'write an IANA name, as in "Europe/Berlin" or "UTC"',
      }),
    ]);
  }
}

/** Registers functions of JavaScript with a connection, each once however often it is asked for, and gives their names. */
export function functionsOf(connection: DuckDBConnection, settings: SessionSettings): Session["javascript"] {
  const known = new Map<string, string>();
  return (wanted) => {
    const key = JSON.stringify(wanted);
    const before = known.get(key);
    if (before !== undefined) return before;
    const name = `_sluice_${wanted.body}_${known.size}`;
    registerFunction(connection, name, wanted, settings);
    known.set(key, name);
    return name;
  };
}

/** How a query asks for the time of its micro-batch. */
export const clock = "getvariable('sluice_now')";

/** What `clock` gives from here on: one instant for a whole micro-batch, however many statements it takes. */
export async function setClock(connection: DuckDBConnection, now: Date): Promise<void> {
  await run(connection, `SET VARIABLE sluice_now = TIMESTAMPTZ ${text(now.toISOString().replace("T", " ").replace("Z", "+00"))}`);
}
