import { aggregateBodies } from "./aggregate.js";
import { arithmeticBodies } from "./arithmetic.js";
import { arrayBodies } from "./array.js";
import type { Body } from "./body.js";
import { calendarBodies } from "./calendar.js";
import { castBodies } from "./cast.js";
import { hashBodies } from "./hash.js";
import { jsonBodies } from "./json.js";
import { mapBodies } from "./map.js";
import { mathBodies } from "./math.js";
import { regexBodies } from "./regex.js";
import { textBodies } from "./text.js";
import { textCodeBodies } from "./text-code.js";
import { textPartBodies } from "./text-part.js";
import { timeBodies } from "./time.js";

/** Every function of JavaScript by the name that rows of the function table call it by. One file a family. */
export const bodies: { readonly [name: string]: Body } = {
  ...aggregateBodies,
  ...arithmeticBodies,
  ...castBodies,
  ...arrayBodies,
  ...hashBodies,
  ...jsonBodies,
  ...mapBodies,
  ...mathBodies,
  ...textBodies,
  ...regexBodies,
  ...textCodeBodies,
  ...textPartBodies,
  ...calendarBodies,
  ...timeBodies,
};
