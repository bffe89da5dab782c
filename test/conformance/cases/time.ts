import * as z from "zod";
import { addInterval, timestampAdd } from "#generator";
import { type Case, scalar } from "../case.js";

const amounts = [
  ["2024-03-09T17:00:00Z", 90_000_000_000],
  ["2024-11-02T16:00:00Z", 90_000_000_000],
  ["2024-03-10T17:00:00Z", -90_000_000_000],
  ["2024-03-09T17:00:00Z", 24],
  ["2024-11-02T16:00:00Z", 1500],
  ["2024-11-03T17:00:00Z", -24],
  ["2024-03-09T17:00:00Z", 86_400],
  ["2024-03-09T17:00:00Z", 86_400_000],
  [null, 24],
  ["2024-03-09T17:00:00Z", null],
] as const;
const shape = { t: z.iso.datetime(), n: z.int64() };
const zone = "America/New_York";

/** Hours, and days of 24 hours, over a change of the clocks. */
export const time: readonly Case[] = [
  scalar(shape, (r) => timestampAdd("microsecond", r.n, r.t), amounts, { zone }),
  scalar(shape, (r) => timestampAdd("millisecond", r.n, r.t), amounts, { zone }),
  scalar(shape, (r) => timestampAdd("second", r.n, r.t), amounts, { zone }),
  scalar(shape, (r) => timestampAdd("minute", r.n, r.t), amounts, { zone }),
  scalar(shape, (r) => timestampAdd("hour", r.n, r.t), amounts, { zone }),
  scalar(shape, (r) => timestampAdd("day", r.n, r.t), amounts, { zone }),
  scalar(shape, (r) => timestampAdd("week", r.n, r.t), amounts, { zone }),
  scalar(shape, (r) => addInterval(r.t, "24 hours"), amounts, { zone }),
  scalar(shape, (r) => addInterval(r.t, "25 hours"), amounts, { zone }),
  scalar(shape, (r) => addInterval(r.t, "1440 minutes 1 second"), amounts, { zone }),
  scalar(shape, (r) => timestampAdd("minute", r.n, r.t), [
    ["2024-03-09T17:00:00Z", 150_000_000_000],
    ["2024-03-09T17:00:00Z", 1440],
  ]),
];
