import { flagOf, type Parameter, type ParameterTable } from "../../simulators/parameters.js";
import { defaults } from "../folders.js";
import { findSimulators, loadSimulator } from "../simulators.js";
import { pathOf, type Surroundings, shownPath } from "../surroundings.js";
import { UsageCommand } from "../usage.js";

const description = "Write the input of a pipeline as its sources would. Run again, it adds what is missing, and goes on when --days grew.";

interface Options {
  readonly out?: string;
  readonly speed: string;
  readonly [parameter: string]: string | undefined;
}

/** The options of a simulator come from its table of parameters, so the command line says which simulator before it is parsed. */
export async function simulateCommand(words: readonly string[], surroundings: Surroundings): Promise<UsageCommand> {
  const command = new UsageCommand("simulate")
    .summary("write the input of a pipeline as its sources would")
    .description(description)
    .argument("<pipeline>", `one of ${findSimulators().join(", ")}`)
    .option("--out <folder>", "the folder that stands for the outside world (default: .sluice/<pipeline>/input)")
    .option("--speed <factor>", "simulated time per real time; 10 is ten times real time, max does not wait at all", "max")
    .action(async (pipeline: string, { out, speed, ...parameters }: Options) => {
      const { findPipeline } = await import("../../generator/build/index.js");
      const simulator = await loadSimulator(findPipeline(pipeline).name);
      const { readSpeed } = await import("../../simulators/clock.js");
      const { simulateInto } = await import("../simulation.js");
      const folder = pathOf(surroundings, out ?? defaults.input(pipeline));
      const outcome = await simulateInto(folder, simulator, { parameters, speed: readSpeed(speed) }, surroundings);
      await surroundings.results.write(`${shownPath(surroundings, folder)}: ${outcome}\n`);
    });
  const name = simulatorAmong(words);
  if (name !== undefined) return addParameters(command, (await loadSimulator(name)).parameters);
  // The name of the pipeline is what is wrong then, and the action says so; what belongs to its simulator is unknown.
  if (words[0] === "simulate" && operand(words.slice(1)) !== undefined) command.allowUnknownOption().allowExcessArguments();
  return command.addHelpText("after", "\nMore options belong to the simulator: npx sluice simulate <pipeline> --help\n");
}

function simulatorAmong([command, ...words]: readonly string[]): string | undefined {
  const name = command === "simulate" ? operand(words) : undefined;
  return name !== undefined && findSimulators().includes(name) ? name : undefined;
}

/** The first word that is neither an option nor the value of one. Every option of the command but --help has a value. */
function operand(words: readonly string[]): string | undefined {
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? "";
    if (!word.startsWith("-")) return word;
    if (!word.includes("=") && word !== "--help" && word !== "-h" && word !== "--") at++;
  }
  return undefined;
}

function addParameters(command: UsageCommand, parameters: ParameterTable): UsageCommand {
  for (const [name, parameter] of Object.entries(parameters)) {
    command.option(`${flagOf(name)} <${parameter.type === "choice" ? "choice" : "number"}>`, helpOf(parameter));
  }
  return command;
}

function helpOf(parameter: Parameter): string {
  const choices = parameter.type === "choice" ? `: ${parameter.choices.join(", ")}` : "";
  return `${parameter.help}${choices} (default: ${parameter.default})`;
}
