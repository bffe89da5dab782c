import * as z from "zod";
import {
  dayName,
  dayOfMonth,
  dayOfWeek,
  dayOfYear,
  extract,
  hour,
  minute,
  month,
  monthName,
  quarter,
  second,
  timestampNtz,
  weekday,
  weekOfYear,
  year,
} from "#generator";
import { type Case, scalar } from "../case.js";
import { days, each, instants, walls, zones } from "./time-values.js";

const at = z.iso.datetime();
const date = z.iso.date();
const dayFields = [year, quarter, month, dayOfMonth, dayOfWeek, weekday, dayOfYear, weekOfYear] as const;
const clockFields = [hour, minute, second] as const;
const dayUnits = ["year", "yearofweek", "quarter", "month", "week", "day", "dayofweek", "dayofweek_iso", "doy"] as const;

export const timeField: readonly Case[] = [
  ...[...dayFields, dayName, monthName].flatMap((field) => [
    scalar({ x: date }, (r) => field(r.x), each(days)),
    scalar({ t: at }, (r) => field(r.t), each(instants)),
    scalar({ w: timestampNtz() }, (r) => field(r.w), each(walls)),
  ]),
  ...clockFields.flatMap((field) => [
    scalar({ t: at }, (r) => field(r.t), each(instants)),
    scalar({ w: timestampNtz() }, (r) => field(r.w), each(walls)),
  ]),
  ...dayUnits.flatMap((unit) => [
    scalar({ x: date }, (r) => extract(unit, r.x), each(days)),
    scalar({ t: at }, (r) => extract(unit, r.t), each(instants)),
    scalar({ w: timestampNtz() }, (r) => extract(unit, r.w), each(walls)),
  ]),
  ...(["hour", "minute"] as const).flatMap((unit) => [
    scalar({ t: at }, (r) => extract(unit, r.t), each(instants)),
    scalar({ w: timestampNtz() }, (r) => extract(unit, r.w), each(walls)),
  ]),
  scalar({ t: at }, (r) => extract("second", r.t), each(instants)),
  scalar({ w: timestampNtz() }, (r) => extract("second", r.w), each(walls)),
  ...zones.flatMap((zone) =>
    [year, dayOfYear, weekOfYear, hour, minute, second].map((field) => scalar({ t: at }, (r) => field(r.t), each(instants), { zone })),
  ),
  scalar({ t: at }, (r) => extract("second", r.t), each(instants), { zone: "America/New_York" }),
  scalar({ t: at }, (r) => r.t.hour(), each(instants), { zone: "Europe/Berlin", ansi: false }),
];
