import { DiagnosticError, error } from "../../generator/diagnostic/index.js";

/** How far a zone is ahead of UTC, in seconds, when its clocks show a time, in seconds since 1970-01-01T00:00:00 on the same clocks. */
export type Zone = (localSeconds: number) => number;

export const utc: Zone = () => 0;

/** The time zone of a session: `sessionZone("Europe/Berlin")`. Throws `settings/time-zone`. */
export function sessionZone(id: string): Zone {
  if (id === "UTC") return utc;
  const zone = region(id) ?? zoneOf(id);
  if (zone !== undefined) return zone;
  throw new DiagnosticError([
    error("settings/time-zone", `no time zone "${id}"`, { fix: 'write an IANA name, as in "Europe/Berlin" or "UTC"' }),
  ]);
}

/** How far a session's zone is ahead of UTC at an instant, in seconds: `sessionClock("Europe/Berlin")(0)` is 3600. Throws `settings/time-zone`. */
export function sessionClock(id: string): (utcSeconds: number) => number {
  if (id === "UTC") return utc;
  return offsets(id) ?? sessionZone(id);
}

/** Java's three-letter zones. */
const shortNames: Readonly<Record<string, string>> = {
  ...{ EST: "-05:00", HST: "-10:00", MST: "-07:00" },
  ...{ ACT: "Australia/Darwin", AET: "Australia/Sydney", AGT: "America/Argentina/Buenos_Aires", ART: "Africa/Cairo" },
  ...{ AST: "America/Anchorage", BET: "America/Sao_Paulo", BST: "Asia/Dhaka", CAT: "Africa/Harare", CNT: "America/St_Johns" },
  ...{ CST: "America/Chicago", CTT: "Asia/Shanghai", EAT: "Africa/Addis_Ababa", ECT: "Europe/Paris" },
  ...{ IET: "America/Indiana/Indianapolis", IST: "Asia/Kolkata", JST: "Asia/Tokyo", MIT: "Pacific/Apia", NET: "Asia/Yerevan" },
  ...{ NST: "Pacific/Auckland", PLT: "Asia/Karachi", PNT: "America/Phoenix", PRT: "America/Puerto_Rico" },
  ...{ PST: "America/Los_Angeles", SST: "Pacific/Guadalcanal", VST: "Asia/Ho_Chi_Minh" },
};

/**
 * A zone as Spark reads it at the end of a timestamp, `Z`, `+2`, `+02:00`, `UTC+2`, `GMT`, `Europe/Berlin`; undefined when there is
 * no such zone. `zoneOf("-03:30")?.(0)` is -12600.
 *
 * Older names of regions, such as `US/Pacific`, are refused with `value/zone-region`: here they are known whatever their case, to Java
 * they are not.
 */
export function zoneOf(zone: string): Zone | undefined {
  if (zone === "Z" || zone === "UTC" || zone === "GMT" || zone === "UT") return utc;
  // Spark reads `+2:00` and `+02:0` too, by rewriting them.
  const id = zone.replace(/([+-])([0-9]):/, "$10$2:").replace(/([+-])([0-9][0-9]):([0-9])$/, "$1$2:0$3");
  const short = shortNames[id];
  if (short !== undefined) return fixed(short) ?? region(short);
  const offset = /^(?:UTC|GMT|UT)?([+-].*)$/s.exec(id)?.[1];
  if (offset !== undefined) return fixed(offset);
  if (!/^[A-Za-z][A-Za-z0-9~/._+-]+$/.test(id) || id === id.toLowerCase()) return undefined;
  const found = region(id);
  if (found !== undefined && !Intl.supportedValuesOf("timeZone").includes(id)) refuseRegion(zone);
  return found;
}

function fixed(text: string): Zone | undefined {
  const found = /^([+-])(?:([0-9])|([0-9]{2})(?:([0-9]{2})([0-9]{2})?|:([0-9]{2})(?::([0-9]{2}))?)?)$/.exec(text);
  if (found === null) return undefined;
  const [, sign, hour, hours, minutes, seconds, colonMinutes, colonSeconds] = found;
  const minute = Number(minutes ?? colonMinutes ?? 0);
  const second = Number(seconds ?? colonSeconds ?? 0);
  const offset = (Number(hour ?? hours) * 3600 + minute * 60 + second) * (sign === "-" ? -1 : 1);
  return minute > 59 || second > 59 || Math.abs(offset) > 18 * 3600 ? undefined : () => offset;
}

const regions = new Map<string, Zone | undefined>();

function region(id: string): Zone | undefined {
  if (!regions.has(id)) regions.set(id, openRegion(id));
  return regions.get(id);
}

function openRegion(id: string): Zone | undefined {
  const offsetAt = offsets(id);
  if (offsetAt === undefined) return undefined;
  // Clocks jump at most once in two days: one of the offsets before and after holds. When clocks are put back a time comes twice, and
  // when they are put forward it does not come at all: either way Java goes by the offset before.
  return (local) => {
    const before = offsetAt(local - 86_400);
    const after = offsetAt(local + 86_400);
    if (before === after || offsetAt(local - before) === before) return before;
    return offsetAt(local - after) === after ? after : before;
  };
}

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
  return (seconds) => {
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
      notes: ["it is an older or a misspelt name of a region, which Java may know or not"],
      fix: 'write the offset in the data, as in "2024-05-01T10:00:00+02:00"',
    }),
  ]);
}
