import type { Case } from "../case.js";
import { text } from "./text.js";

/** Every case, by family; a family is a file here and one in `recorded/`. */
export const families: { readonly [family: string]: readonly Case[] } = { text };
