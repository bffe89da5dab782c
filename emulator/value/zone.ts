import { DiagnosticError, error } from "../../generator/diagnostic/index.js";
import { fixedOffset, zoneRegion } from "../../generator/functions/java/zone-id.js";

/** How far a zone is ahead of UTC, in seconds, when its clocks show a time, in seconds since 1970-01-01T00:00:00 on the same clocks. */
export type Zone = (localSeconds: number) => number;

export const utc: Zone = () => 0;

/** A zone's clocks, asked from both sides. */
export interface Clocks {
  /** How far they are ahead of UTC at an instant, in seconds since 1970 UTC. */
  readonly offsetAt: (seconds: number) => number;
  /** How far they are ahead when they show a time. Of two offsets, and where there is none, it is the one before the clocks jump. */
  readonly offsetOf: Zone;
}

const utcClocks: Clocks = { offsetAt: () => 0, offsetOf: utc };

/** The time zone of a session: `sessionZone("Europe/Berlin")`. Throws `settings/time-zone`. */
export function sessionZone(id: string): Zone {
  if (id === "UTC") return utc;
  return sessionClocks(id).offsetOf;
}

/** How far a session's zone is ahead of UTC at an instant, in seconds: `sessionClock("Europe/Berlin")(0)` is 3600. Throws `settings/time-zone`. */
export function sessionClock(id: string): (utcSeconds: number) => number {
  return sessionClocks(id).offsetAt;
}

/** The clocks of a session. Throws `settings/time-zone`. */
export function sessionClocks(id: string): Clocks {
  if (id === "UTC") return utcClocks;
  // Intl takes a name in any case; what a pipeline's settings are checked for is that.
  const clocks = clocksOf(id) ?? region(id);
  if (clocks !== undefined) return clocks;
  throw new DiagnosticError([
    error("settings/time-zone", `no time zone "${id}"`, { fix: 'write an IANA name, as in "Europe/Berlin" or "UTC"' }),
  ]);
}

/**
 * A zone as Spark reads it at the end of a timestamp, `Z`, `+2`, `+02:00`, `UTC+2`, `GMT`, `Europe/Berlin`; undefined when there is
 * no such zone. `zoneOf("-03:30")?.(0)` is -12600. Those of the area SystemV, which only Java has, are refused with `value/zone-region`.
 */
export function zoneOf(zone: string): Zone | undefined {
  return clocksOf(zone)?.offsetOf;
}

/** As `zoneOf`, from both sides. */
export function clocksOf(zone: string): Clocks | undefined {
  const fixed = fixedOffset(zone);
  if (fixed === 0) return utcClocks;
  if (fixed !== undefined) return { offsetAt: () => fixed, offsetOf: () => fixed };
  const id = zoneRegion(zone);
  if (id === undefined && zone.startsWith("SystemV/")) refuseRegion(zone);
  return id === undefined ? undefined : region(id);
}

/** The instant at which a day begins, in seconds since 1970 UTC: the first its clocks show, midnight or what comes after a gap. */
export function startOfDay(day: number, { offsetAt, offsetOf }: Clocks): number {
  const midnight = day * 86_400;
  const offset = offsetOf(midnight);
  const instant = midnight - offset;
  if (offsetAt(instant) === offset) return instant;
  // Midnight is skipped: find when the clocks jump.
  let before = instant - 86_400;
  let after = instant;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (offsetAt(middle) === offset) before = middle;
    else after = middle;
  }
  return after;
}

const regions = new Map<string, Clocks | undefined>();

function region(id: string): Clocks | undefined {
  if (!regions.has(id)) regions.set(id, openRegion(id));
  return regions.get(id);
}

function openRegion(id: string): Clocks | undefined {
  const offsetAt = offsets(id);
  if (offsetAt === undefined) return undefined;
  // Clocks jump at most once in two days: one of the offsets before and after holds. When clocks are put back a time comes twice, and
  // when they are put forward it does not come at all: either way Java goes by the offset before.
  const offsetOf = (local: number): number => {
    const before = offsetAt(local - 86_400);
    const after = offsetAt(local + 86_400);
    if (before === after || offsetAt(local - before) === before) return before;
    return offsetAt(local - after) === after ? after : before;
  };
  return { offsetAt, offsetOf };
}

/** Years after which the rules for summer time only repeat, every 400 years, and before which there were none; in seconds since 1970. */
const repeating = 253_402_300_800;
const cycle = 12_622_780_800;
const beforeZones = -30_000_000_000;

/** Offset of a region at a moment, in seconds since 1970 UTC. Days without a change are remembered. */
function offsets(id: string): ((seconds: number) => number) | undefined {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat("en-US", { timeZone: id, timeZoneName: "longOffset" });
  } catch {
    return undefined;
  }
  const ask = (seconds: number): number => {
    const [, sign, hours = "0", minutes = "0", rest = "0"] = /GMT([+-])(\d+):(\d+)(?::(\d+))?$/.exec(format.format(seconds * 1000)) ?? [];
    return (Number(hours) * 3600 + Number(minutes) * 60 + Number(rest)) * (sign === "-" ? -1 : 1);
  };
  const days = new Map<number, number | undefined>();
  return (given) => {
    const seconds = given >= repeating ? repeating + ((given - repeating) % cycle) : Math.max(given, beforeZones);
    const day = Math.floor(seconds / 86_400);
    if (!days.has(day)) {
      const first = ask(day * 86_400);
      days.set(day, first === ask((day + 1) * 86_400) ? first : undefined);
    }
    return days.get(day) ?? ask(seconds);
  };
}

function refuseRegion(zone: string): never {
  throw new DiagnosticError([
    error("value/zone-region", `a timestamp in the time zone "${zone}" cannot be read here as Spark reads it`, {
      notes: ["only Java has zones of this area"],
      fix: 'write the offset in the data, as in "2024-05-01T10:00:00+02:00"',
    }),
  ]);
}
