import { DiagnosticError } from "../generator/diagnostic/index.js";
import { readArtefacts } from "./artefacts.js";
import { readEnvironments } from "./environment.js";
import { deployment } from "./environments.js";
import { synthesize } from "./synthesize.js";

// What `cdktf.json` runs: the stacks of every environment for every pipeline, into cdktf.out.
try {
  synthesize({ environments: readEnvironments(deployment), artefacts: await readArtefacts() });
} catch (failure) {
  if (!(failure instanceof DiagnosticError)) throw failure;
  for (const { code, message, at, notes, fix } of failure.diagnostics) {
    const more = [
      ...(at ? [`at ${at.file}:${at.line}`] : []),
      ...notes.map((note) => note.message),
      ...(fix === undefined ? [] : [`fix: ${fix}`]),
    ];
    process.stderr.write(`error ${code}: ${message}\n${more.map((line) => `  ${line}\n`).join("")}`);
  }
  process.exitCode = 1;
}
