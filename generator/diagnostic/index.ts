export { type Code, codes, type Explanation } from "./codes.js";
export { type Diagnostic, DiagnosticError, error, type Note, type Severity, throwErrors, warning } from "./diagnostic.js";
export { fromRepository, type Place, repository, type Trace, trace } from "./place.js";
export { nearest } from "./nearest.js";
