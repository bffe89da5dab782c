import { civilOf } from "./civil.js";

/** A date as Spark prints it: `2024-02-29`, `-0044-03-15`, `+10000-01-01`. */
export function printDate(days: number): string {
  const { year, month, day } = civilOf(days);
  const digits = String(Math.abs(year)).padStart(4, "0");
  return `${year < 0 ? "-" : year > 9999 ? "+" : ""}${digits}-${two(month)}-${two(day)}`;
}

const microsOfDay = 86_400_000_000n;

/** What a wall clock shows: date, `hh:mm:ss`, six digits of a second. */
export function wallOf(micros: bigint): { readonly date: string; readonly clock: string; readonly fraction: string } {
  const rest = ((micros % microsOfDay) + microsOfDay) % microsOfDay;
  const ofDay = Number(rest);
  const seconds = Math.floor(ofDay / 1_000_000);
  return {
    date: printDate(Number((micros - rest) / microsOfDay)),
    clock: `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`,
    fraction: String(ofDay % 1_000_000).padStart(6, "0"),
  };
}

/** A wall clock's time as Spark casts it to STRING: `2024-02-29 12:00:00.5`, without the zeros at its end. */
export function printWall(micros: bigint): string {
  const { date, clock, fraction } = wallOf(micros);
  const digits = fraction.replace(/0+$/, "");
  return `${date} ${clock}${digits === "" ? "" : `.${digits}`}`;
}

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}
