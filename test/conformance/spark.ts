import { type ChildProcessByStdio, spawn } from "node:child_process";
import { createInterface, type Interface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import type { SparkField } from "./type-text.js";
import type { SparkJson } from "./value.js";

/** What is asked of Spark; see oracle.py. */
export interface Request {
  readonly conf?: { readonly [key: string]: string };
  /** Temporary views to make before, by name. */
  readonly views?: { readonly [name: string]: string };
  readonly sql: string;
  /** Analyse only. */
  readonly plan?: true;
}

export interface SparkError {
  readonly error: string;
  readonly state: string | null;
  readonly message: string;
}

export type Answer = { readonly schema: { readonly fields: readonly SparkField[] }; readonly rows: readonly SparkJson[] } | SparkError;

export interface Version {
  readonly spark: string;
  readonly java: string;
  readonly configuration: { readonly [key: string]: string };
}

/** One session of real Spark, in a process of its own. Requests are answered one after the other. */
export class Spark {
  readonly #process: ChildProcessByStdio<Writable, Readable, null>;
  readonly #lines: AsyncIterator<string>;
  readonly #reader: Interface;
  readonly version: Version;

  private constructor(
    process: ChildProcessByStdio<Writable, Readable, null>,
    reader: Interface,
    lines: AsyncIterator<string>,
    version: Version,
  ) {
    this.#process = process;
    this.#reader = reader;
    this.#lines = lines;
    this.version = version;
  }

  /** Starts Spark with a Python that has PySpark. Takes 5 to 10 seconds. */
  static async start(python: string): Promise<Spark> {
    const child = spawn(python, [fileURLToPath(new URL("./oracle.py", import.meta.url))], { stdio: ["pipe", "pipe", "ignore"] });
    const reader = createInterface({ input: child.stdout });
    const lines = reader[Symbol.asyncIterator]();
    const first = await lines.next();
    if (first.done) throw new Error(`${python} test/conformance/oracle.py ended before it began; run it by hand to see why`);
    return new Spark(child, reader, lines, JSON.parse(first.value) as Version);
  }

  async ask(request: Request): Promise<Answer> {
    this.#process.stdin.write(`${JSON.stringify(request)}\n`);
    const line = await this.#lines.next();
    if (line.done) throw new Error(`Spark ended on ${request.sql}`);
    return JSON.parse(line.value) as Answer;
  }

  stop(): void {
    this.#process.stdin.end();
    this.#reader.close();
  }
}
