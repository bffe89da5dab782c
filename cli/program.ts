import { buildCommand } from "./command/build.js";
import { checkCommand } from "./command/check.js";
import { demoCommand } from "./command/demo.js";
import { explainCommand } from "./command/explain.js";
import { graphCommand } from "./command/graph.js";
import { rowsCommand } from "./command/rows.js";
import { runCommand } from "./command/run.js";
import { simulateCommand } from "./command/simulate.js";
import { versionCommand } from "./command/version.js";
import type { Surroundings } from "./surroundings.js";
import { UsageCommand } from "./usage.js";
import { version } from "./version.js";

const description = "Databricks pipelines as typed code: compiled to Lakeflow SQL, run here with DLT's semantics.";

const order = `
In this order it goes:
  npx sluice check                    what is wrong with the pipelines
  npx sluice simulate pos --days 10   input for one of them
  npx sluice run pos                  an update: whatever is new in the input
  npx sluice rows pos sales_by_hour   what came out
  npx sluice build                    notebooks for Databricks
`;

/** All commands. The options of `simulate` depend on the simulator, so the words of the command line are looked at. */
export async function buildProgram(words: readonly string[], surroundings: Surroundings): Promise<UsageCommand> {
  const { results, messages } = surroundings;
  const program = new UsageCommand("sluice").description(description).version(`sluice ${version()}`).addHelpText("after", order);
  const commands = [
    checkCommand(surroundings),
    buildCommand(surroundings),
    await simulateCommand(words, surroundings),
    runCommand(surroundings),
    rowsCommand(surroundings),
    graphCommand(surroundings),
    explainCommand(surroundings),
    demoCommand(surroundings),
    versionCommand(surroundings),
  ];
  for (const command of commands) program.addCommand(command);
  for (const command of [program, ...commands]) {
    command.exitOverride().configureOutput({
      writeOut: (text: string) => void results.write(text),
      writeErr: (text: string) => void messages.write(text),
      getOutHasColors: () => results.color,
      getErrHasColors: () => messages.color,
    });
  }
  return program;
}
