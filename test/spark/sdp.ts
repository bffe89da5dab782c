import { type ChildProcessByStdio, spawn } from "node:child_process";
import { createInterface, type Interface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import type { SparkField } from "../conformance/type-text.js";
import type { SparkJson } from "../conformance/value.js";
import { connectPort } from "./connect-port.js";

/** What a session does; see sdp.py. */
interface Answers {
  readonly sql: { readonly [name: string]: never };
  readonly update: { readonly events: readonly string[] };
  readonly rows: { readonly schema: { readonly fields: readonly SparkField[] }; readonly rows: readonly SparkJson[] };
}

export interface Update {
  /** Names and texts of SQL files. */
  readonly update: readonly (readonly [name: string, text: string])[];
  readonly conf: { readonly [key: string]: string };
  readonly database: string;
  /** Where checkpoints are: an absolute path with its scheme. */
  readonly storage: string;
  /** Analyse only. */
  readonly dry?: boolean;
}

interface Requests {
  readonly sql: { readonly sql: string };
  readonly update: Update;
  readonly rows: { readonly rows: string; readonly without?: readonly string[] };
}

/** Where Spark stands and leaves files; what only a new session can be told; more of the environment. */
export type SessionOptions = readonly [home: string, conf: { readonly [key: string]: string }, env?: NodeJS.ProcessEnv];

interface Failure {
  readonly error: string;
  readonly message: string;
}

/** What Spark said when a request failed. */
export class SparkFailure extends Error {
  readonly condition: string;
  constructor({ error, message }: Failure, asked: string) {
    super(`${error}: ${message}\n${asked.slice(0, 2000)}`);
    this.condition = error;
  }
}

/** One warm session of Spark with declarative pipelines, in a process of its own. */
export class Sdp {
  readonly #process: ChildProcessByStdio<Writable, Readable, null>;
  readonly #reader: Interface;
  readonly #lines: AsyncIterator<string>;

  private constructor(process: ChildProcessByStdio<Writable, Readable, null>) {
    this.#process = process;
    this.#reader = createInterface({ input: process.stdout });
    this.#lines = this.#reader[Symbol.asyncIterator]();
  }

  /** Takes 10 seconds and more. */
  static async start(python: string, ...[home, conf, env = {}]: SessionOptions): Promise<Sdp> {
    await connectPort();
    const script = fileURLToPath(new URL("./sdp.py", import.meta.url));
    const child = spawn(python, [script], {
      cwd: home,
      env: { ...process.env, ...env, SLUICE_SPARK_CONF: JSON.stringify(conf) },
      stdio: ["pipe", "pipe", "ignore"],
    });
    const session = new Sdp(child);
    await session.#next(script);
    return session;
  }

  sql(sql: string): Promise<Answers["sql"]> {
    return this.#ask<"sql">({ sql });
  }

  /** An update, a new graph each time; the checkpoints carry it on. Throws `SparkFailure` when a flow fails. */
  update(update: Update): Promise<Answers["update"]> {
    return this.#ask<"update">(update);
  }

  rows(table: string, without: readonly string[] = []): Promise<Answers["rows"]> {
    return this.#ask<"rows">({ rows: table, without });
  }

  stop(): Promise<void> {
    const ended = new Promise<void>((resolve) => this.#process.once("exit", () => resolve()));
    this.#process.stdin.end();
    this.#reader.close();
    return ended;
  }

  async #ask<K extends keyof Requests>(request: Requests[K]): Promise<Answers[K]> {
    const text = JSON.stringify(request);
    this.#process.stdin.write(`${text}\n`);
    const answer = await this.#next(text);
    if ("error" in answer) throw new SparkFailure(answer as unknown as Failure, text);
    return answer as Answers[K];
  }

  async #next(asked: string): Promise<object> {
    const line = await this.#lines.next();
    if (line.done) throw new Error(`Spark ended on ${asked.slice(0, 500)}; run test/spark/sdp.py by hand to see why`);
    return JSON.parse(line.value) as object;
  }
}
