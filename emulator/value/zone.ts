import { DiagnosticError, error } from "../../generator/diagnostic/index.js";

/** Java's three-letter zones: those that are a plain offset, and those that mean a region. */
const shortOffsets: Readonly<Record<string, number>> = { EST: -18_000, HST: -36_000, MST: -25_200 };
const shortRegions = new Set(
  "ACT AET AGT ART AST BET BST CAT CNT CST CTT EAT ECT IET IST JST MIT NET NST PLT PNT PRT PST SST VST".split(" "),
);

const maximumOffset = 18 * 3600;

/**
 * The offset from UTC in seconds of a zone as Spark reads it at the end of a timestamp: `Z`, `+2`, `+02:00`, `UTC+2`, `GMT`;
 * null when there is no such zone. `zoneOffset("-03:30")` is -12600.
 *
 * A region such as `Europe/Berlin` is refused with `value/zone-region`: its offset comes from a time zone database that differs
 * between machines, and messages carry offsets.
 */
export function zoneOffset(zone: string): number | null {
  if (zone === "Z") return 0;
  // Spark reads `+2:00` and `+02:0` too, by rewriting them.
  const id = zone.replace(/([+-])([0-9]):/, "$10$2:").replace(/([+-])([0-9][0-9]):([0-9])$/, "$1$2:0$3");
  const short = shortOffsets[id];
  if (short !== undefined) return short;
  if (id === "UTC" || id === "GMT" || id === "UT") return 0;
  if (id.startsWith("+") || id.startsWith("-")) return offsetOf(id);
  const prefix = /^(?:UTC|GMT|UT)([+-].*)$/s.exec(id);
  if (prefix?.[1] !== undefined) return offsetOf(prefix[1]);
  if (shortRegions.has(id) || isRegion(id)) refuseRegion(zone);
  return null;
}

function offsetOf(text: string): number | null {
  const found = /^([+-])(?:([0-9])|([0-9]{2})(?:([0-9]{2})([0-9]{2})?|:([0-9]{2})(?::([0-9]{2}))?)?)$/.exec(text);
  if (found === null) return null;
  const [, sign, hour, hours, minutes, seconds, colonMinutes, colonSeconds] = found;
  const minute = Number(minutes ?? colonMinutes ?? 0);
  const second = Number(seconds ?? colonSeconds ?? 0);
  const offset = Number(hour ?? hours) * 3600 + minute * 60 + second;
  if (minute > 59 || second > 59 || offset > maximumOffset) return null;
  return sign === "-" ? -offset : offset;
}

/** Would Java know it? Its names are compared with case and none is all lower case, Intl's are compared without. */
function isRegion(id: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9~/._+-]+$/.test(id) || id === id.toLowerCase()) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: id });
    return true;
  } catch {
    return false;
  }
}

function refuseRegion(zone: string): never {
  throw new DiagnosticError([
    error("value/zone-region", `a timestamp in the time zone "${zone}" cannot be read here as Spark reads it`, {
      notes: ["its offset depends on the time zone database of the machine"],
      fix: 'write the offset in the data, as in "2024-05-01T10:00:00+02:00"',
    }),
  ]);
}
