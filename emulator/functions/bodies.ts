import { arithmeticBodies } from "./arithmetic.js";
import type { Body } from "./body.js";
import { jsonBodies } from "./json.js";
import { textBodies } from "./text.js";
import { textPartBodies } from "./text-part.js";

/** Every function of JavaScript by the name that rows of the function table call it by. One file a family. */
export const bodies: { readonly [name: string]: Body } = { ...arithmeticBodies, ...jsonBodies, ...textBodies, ...textPartBodies };
