import type { DuckDBConnection, DuckDBResult } from "@duckdb/node-api";
import { run } from "../database.js";
import type { Session } from "../session.js";
import { createInMemory, openState, openStateToRead } from "./file.js";
import { loadState, type State } from "./state.js";

/** In place of a path: the state lives in memory and goes with its session. */
const inMemory = ":memory:";

/** A state that is open to be read. */
export interface OpenState {
  readonly state: State;
  readonly execute: (sql: string) => Promise<DuckDBResult>;
  readonly close: () => Promise<void>;
}

/** Where the state of a pipeline is kept between updates. */
export interface Store {
  /** Does it outlive the process? */
  readonly durable: boolean;
  /** Where DuckDB may put what does not fit in memory. */
  readonly spill?: string;
  /** Works on the state as the session's database. Throws `state/…`. */
  update<T>(session: Session, work: (state: State) => Promise<T>): Promise<T>;
  /** Throws `state/…`. */
  read(session: Session): Promise<OpenState>;
}

/** Keeps the state of a pipeline at a path, or in memory. */
export function openStore(place: string, pipeline: string): Store {
  return place === inMemory ? memoryStore(pipeline) : fileStore(place, pipeline);
}

function fileStore(path: string, pipeline: string): Store {
  return {
    durable: true,
    spill: `${path}.tmp`,
    update: async ({ connection }, work) => {
      const release = await openState(connection, path, pipeline);
      try {
        return await work(await loadState(connection));
      } finally {
        await release();
      }
    },
    read: async ({ connection }) => {
      const close = await openStateToRead(connection, path, pipeline);
      try {
        return { state: await loadState(connection), execute: (sql) => connection.stream(sql), close };
      } catch (failure) {
        await close();
        throw failure;
      }
    },
  };
}

function memoryStore(pipeline: string): Store {
  let kept: Promise<State> | undefined;
  let reader: Promise<DuckDBConnection> | undefined;

  async function create({ connection }: Session): Promise<State> {
    await createInMemory(connection, pipeline);
    return loadState(connection);
  }

  async function openReader(session: Session): Promise<DuckDBConnection> {
    const connection = await session.connect();
    await run(connection, "USE state");
    return connection;
  }

  return {
    durable: false,
    update: async (session, work) => {
      kept ??= create(session);
      try {
        return await work(await kept);
      } catch (failure) {
        // What is kept may be half changed; the database is whole.
        kept = loadState(session.connection);
        throw failure;
      }
    },
    read: async (session) => {
      kept ??= create(session);
      const state = await kept;
      reader ??= openReader(session);
      const connection = await reader;
      // Whole results: a second one would end the first if it were still being read.
      return { state, execute: (sql) => connection.run(sql), close: async () => undefined };
    },
  };
}
