import type { Case } from "../case.js";
import { aggregate } from "./aggregate.js";
import { array } from "./array.js";
import { cast } from "./cast.js";
import { castComparison } from "./cast-comparison.js";
import { comparison } from "./comparison.js";
import { conditional } from "./conditional.js";
import { date } from "./date.js";
import { failure } from "./failure.js";
import { generator } from "./generator.js";
import { hashing } from "./hash.js";
import { interval } from "./interval.js";
import { join } from "./join.js";
import { json } from "./json.js";
import { lambda } from "./lambda.js";
import { literal } from "./literal.js";
import { map } from "./map.js";
import { math } from "./math.js";
import { number } from "./number.js";
import { pattern } from "./pattern.js";
import { query } from "./query.js";
import { regex } from "./regex.js";
import { select } from "./select.js";
import { statistic } from "./statistic.js";
import { struct } from "./struct.js";
import { text } from "./text.js";
import { textCode } from "./text-code.js";
import { textPart } from "./text-part.js";
import { time } from "./time.js";
import { timeField } from "./time-field.js";
import { timestamp } from "./timestamp.js";
import { window } from "./window.js";

/** Every case, by family; a family is a file here and one in `recorded/`. */
export const families: { readonly [family: string]: readonly Case[] } = {
  aggregate,
  array,
  cast,
  "cast-comparison": castComparison,
  comparison,
  conditional,
  failure,
  hash: hashing,
  generator,
  date,
  interval,
  join,
  json,
  literal,
  lambda,
  map,
  math,
  number,
  pattern,
  query,
  regex,
  select,
  statistic,
  struct,
  text,
  "text-code": textCode,
  "text-part": textPart,
  time,
  "time-field": timeField,
  timestamp,
  window,
};
