import { DiagnosticError, printDiagnostics } from "../generator/diagnostic/index.js";
import { readArtefacts } from "./artefacts.js";
import { readEnvironments } from "./environment.js";
import { deployment } from "./environments.js";
import { synthesize } from "./synthesize.js";

// What `cdktf.json` runs: the stacks of every environment for every pipeline, into cdktf.out.
try {
  synthesize({ environments: readEnvironments(deployment), artefacts: await readArtefacts() });
} catch (failure) {
  if (!(failure instanceof DiagnosticError)) throw failure;
  process.stderr.write(printDiagnostics(failure.diagnostics, { color: false }));
  process.exitCode = 1;
}
