import {
  type DuckDBConnection,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBInstance,
  DuckDBListValue,
  DuckDBMapValue,
  DuckDBStructValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  type DuckDBValue,
} from "@duckdb/node-api";

/** A connection with Spark's session: the time zone, and the order of NULLs. */
export async function connect(): Promise<DuckDBConnection> {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  await connection.run("SET TimeZone = 'UTC'");
  await connection.run("SET VARIABLE sluice_now = TIMESTAMPTZ '2024-02-29 12:00:00+00'");
  return connection;
}

/** The rows of a query, values in the form that record.py writes Spark's in. */
export async function rowsOf(connection: DuckDBConnection, query: string): Promise<readonly (readonly unknown[])[]> {
  const reader = await connection.runAndReadAll(query);
  return reader.getRows().map((row) => row.map(plain));
}

function plain(value: DuckDBValue): unknown {
  if (value === null || typeof value === "boolean" || typeof value === "string") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : String(value);
  if (typeof value === "bigint") return value <= 2n ** 53n && value >= -(2n ** 53n) ? Number(value) : String(value);
  if (value instanceof DuckDBDecimalValue) return value.toString();
  if (value instanceof DuckDBTimestampTZValue) return instantText(value.micros);
  if (value instanceof DuckDBTimestampValue) return instantText(value.micros);
  if (value instanceof DuckDBDateValue) return new Date(value.days * 86_400_000).toISOString().slice(0, 10);
  if (value instanceof DuckDBListValue) return value.items.map(plain);
  if (value instanceof DuckDBStructValue) return Object.fromEntries(Object.entries(value.entries).map(([name, one]) => [name, plain(one)]));
  if (value instanceof DuckDBMapValue) return Object.fromEntries(value.entries.map(({ key, value: one }) => [String(key), plain(one)]));
  throw new TypeError(`a value of another kind: ${String(value)}`);
}

/** `2024-02-29T12:00:00.000000`, in UTC. */
function instantText(micros: bigint): string {
  const second = micros / 1_000_000n - (micros % 1_000_000n < 0n ? 1n : 0n);
  const fraction = micros - second * 1_000_000n;
  return `${new Date(Number(second) * 1000).toISOString().slice(0, 19)}.${String(fraction).padStart(6, "0")}`;
}
