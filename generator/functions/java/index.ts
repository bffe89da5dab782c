export { parsePattern } from "./parse.js";
export {
  type CharacterSet,
  type Group,
  type Look,
  type Node,
  namedSets,
  type Pattern,
  PatternFault,
  type Repeat,
  unlimited,
} from "./pattern.js";
export { quoteRegex } from "./quote.js";
export { parseReplacement, ReplacementFault, type ReplacementPart } from "./replacement.js";
export { RefusedPattern } from "./state.js";
export { widthOf } from "./width.js";
