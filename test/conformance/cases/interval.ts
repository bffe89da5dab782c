import * as z from "zod";
import { addInterval, hour, subtractInterval, timestampNtz } from "#generator";
import { type Case, scalar } from "../case.js";
import { days, each, instants, walls } from "./time-values.js";

const at = z.iso.datetime();
const date = z.iso.date();
const lengths = [
  ...[
    "1 day",
    "1 day 2 hours",
    "24 hours",
    "1 hour",
    "30 minutes",
    "1 month",
    "1 year 2 months",
    "2 weeks",
    "1.5 seconds",
    "1 microsecond",
  ],
  ...["-1 day", "-3 months", "49 hours 30 minutes", "1 millisecond", "0 days", "-0.5 seconds"],
];

export const interval: readonly Case[] = [
  ...lengths.flatMap((length) => [
    scalar({ t: at }, (r) => addInterval(r.t, length), each(instants)),
    scalar({ t: at }, (r) => addInterval(r.t, length), each(instants), { zone: "America/New_York" }),
    scalar({ t: at }, (r) => subtractInterval(r.t, length), each(instants), { zone: "America/Sao_Paulo" }),
    scalar({ w: timestampNtz() }, (r) => addInterval(r.w, length), each(walls), { zone: "America/New_York" }),
    scalar({ w: timestampNtz() }, (r) => subtractInterval(r.w, length), each(walls)),
    scalar({ d: date }, (r) => addInterval(r.d, length), each(days)),
    scalar({ d: date }, (r) => subtractInterval(r.d, length), each([...days, "2018-11-05"]), { zone: "America/Sao_Paulo" }),
  ]),
  scalar({ t: at }, (r) => addInterval(addInterval(r.t, "1 month"), "-1 day"), each(instants), {
    zone: "Australia/Lord_Howe",
    ansi: false,
  }),
  scalar({ t: at }, (r) => hour(subtractInterval(r.t, "5 hours")).plus(1), each(instants)),
  scalar({ t: at }, (r) => addInterval(r.t, "100000 years"), [["2024-01-01T00:00:00Z"], ["2024-02-29T00:00:00Z"]]),
  scalar({ t: at }, (r) => addInterval(r.t, "1000000 years"), [["2024-01-01T00:00:00Z"], [null]], {
    partly: "Spark fails without a condition where a timestamp overflows",
  }),
  scalar({ d: date }, (r) => addInterval(r.d, "10000000 years"), [["2024-01-01"], [null]]),
];
