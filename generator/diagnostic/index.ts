export { type Code, codes, type Explanation } from "./codes.js";
export { type Diagnostic, DiagnosticError, error, type Note, type Severity, throwErrors, warning } from "./diagnostic.js";
export { nearest } from "./nearest.js";
export { fromRepository, type Place, placeOf, repository, type Trace, trace } from "./place.js";
export { type PrintOptions, printDiagnostics } from "./print.js";
export { cut, type Palette, palette, printable, type Style, widthOf } from "./terminal.js";
