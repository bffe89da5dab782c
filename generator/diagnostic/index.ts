export { type Code, codes } from "./codes.js";
export { type Diagnostic, DiagnosticError, error, type Note, throwErrors, warning } from "./diagnostic.js";
export { nearest } from "./nearest.js";
export { fromRepository, type Place, placeOf, repository, type Trace, trace } from "./place.js";
export { printDiagnostics } from "./print.js";
export { cut, palette, printable, widthOf } from "./terminal.js";
