import { raisedBy } from "../../emulator/condition.js";
import { openSession, type Session, setClock } from "../../emulator/session.js";
import type { SessionSettings } from "../../emulator/session-settings.js";
import { DiagnosticError } from "../../generator/diagnostic/index.js";
import * as ir from "../../generator/ir/index.js";
import { duckdbName, writeDuckdbQuery } from "../../generator/sql/index.js";
import type { Case, Input } from "./case.js";
import { inDuckdb, queryFor } from "./input.js";
import type { Emulated } from "./outcome.js";
import { type Canonical, ofDuckdb } from "./value.js";

/** What the emulator gives for a case: an outcome a row or a run, or the sentence with which it refuses to write the query at all. */
export type EmulatedCase = { readonly refused: string } | { readonly outcomes: readonly Emulated[]; readonly sql: string };

const sessions = new Map<string, Promise<Session>>();

function sessionFor({ zone = "UTC", ansi = true }: Case): Promise<Session> {
  const key = `${zone} ${ansi}`;
  const open = sessions.get(key) ?? openedSession({ timeZone: zone, ansi });
  sessions.set(key, open);
  return open;
}

async function openedSession(settings: SessionSettings): Promise<Session> {
  const session = await openSession(settings);
  await setClock(session.connection, new Date());
  return session;
}

/** Closes what `emulate` opened. */
export async function closeSessions(): Promise<void> {
  for (const session of sessions.values()) (await session).close();
  sessions.clear();
}

/** Runs a case as the emulator would run it in a flow. */
export async function emulate(one: Case): Promise<EmulatedCase> {
  const session = await sessionFor(one);
  const relation = one.relation();
  let sql: string;
  try {
    sql = writeDuckdbQuery(relation, {
      source: () => "",
      dataset: (read) => duckdbName(read.dataset),
      ansi: session.ansi,
      timeZone: session.timeZone,
      javascript: session.javascript,
    });
  } catch (failure) {
    if (failure instanceof DiagnosticError) return { refused: failure.diagnostics.map((told) => told.message).join("\n") };
    throw failure;
  }
  const outcomes: Emulated[] = [];
  for (const inputs of one.runs) {
    const whole = await run(session, inputs, sql, relation.schema);
    const [input] = inputs;
    if (one.result !== "row" || !input) {
      outcomes.push("rows" in whole ? { value: one.result === "list" ? whole.rows : sorted(whole.rows) } : whole);
    } else if ("rows" in whole) outcomes.push(...whole.rows.map(([value]) => ({ value: value ?? null })));
    else {
      for (const row of input.rows) {
        const alone = await run(session, [{ ...input, rows: [row] }], sql, relation.schema);
        outcomes.push("rows" in alone ? { value: alone.rows[0]?.[0] ?? null } : alone);
      }
    }
  }
  return { outcomes, sql };
}

type Rows = readonly (readonly Canonical[])[];

/** Rows as a set. */
export function sorted(rows: Rows): Rows {
  return [...rows].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

async function run(
  { connection }: Session,
  inputs: readonly Input[],
  sql: string,
  schema: ir.Schema,
): Promise<{ readonly rows: Rows } | Emulated> {
  for (const input of inputs) {
    await connection.run(`CREATE OR REPLACE TEMP TABLE ${duckdbName(input.name)} AS ${queryFor(input, inDuckdb)}`);
  }
  try {
    const reader = await connection.runAndReadAll(sql);
    return { rows: reader.getRows().map((row) => row.map((value, i) => ofDuckdb(value, schema[i]?.type ?? ir.types.string))) };
  } catch (failure) {
    const message = failure instanceof Error ? failure.message : String(failure);
    const raised = raisedBy(message);
    if (!raised) return { error: `not Spark's: ${message}`, state: null };
    if (raised.condition === "EMULATOR_REFUSES") return { refused: raised.message };
    return { error: raised.condition, state: raised.state };
  }
}
