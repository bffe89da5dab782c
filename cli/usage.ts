import { Command, type ErrorOptions } from "commander";
import { type Code, DiagnosticError, error, nearest } from "../generator/diagnostic/index.js";

/** A command whose mistakes of use are diagnostics like all others. */
export class UsageCommand extends Command {
  override createCommand(name?: string): UsageCommand {
    return new UsageCommand(name);
  }

  override error(message: string, { code = "" }: ErrorOptions = {}): never {
    const mistake = mistakes[code];
    if (!mistake) throw new TypeError(`commander says ${code}: ${message}`);
    // What the user typed, between commander's quotes.
    const typed = [...message.matchAll(/'([^']*)'/g)].map(([, word = ""]) => word);
    const { message: text, fix, notes } = mistake.describe(this, typed);
    throw new DiagnosticError([error(mistake.code, text, { notes: notes ?? [], fix })]);
  }
}

interface Description {
  readonly message: string;
  readonly notes?: readonly string[];
  readonly fix: string;
}

interface Mistake {
  readonly code: Extract<Code, `cli/${string}`>;
  readonly describe: (command: Command, typed: readonly string[]) => Description;
}

/** By the code of commander's error. */
const mistakes: Readonly<Record<string, Mistake>> = {
  "commander.unknownCommand": {
    code: "cli/unknown-command",
    describe: (command, [name = ""]) => {
      const names = command.commands.map((one) => one.name());
      return { message: `no command "${name}"`, notes: [`there are ${names.join(", ")}`], fix: guess(name, names) ?? helpOf(command) };
    },
  },
  "commander.unknownOption": {
    code: "cli/unknown-option",
    describe: (command, [word = ""]) => {
      const [flag = ""] = word.split("=");
      const flags = command.options.flatMap((option) => option.long ?? []);
      const notes = flags.length > 0 ? [`there are ${flags.join(", ")}`] : [];
      return { message: `${command.name()} has no option ${flag}`, notes, fix: guess(flag, flags) ?? helpOf(command) };
    },
  },
  "commander.missingArgument": {
    code: "cli/missing-argument",
    describe: (command, [name = ""]) => ({ message: `${command.name()} needs a <${name}>`, fix: usageOf(command) }),
  },
  "commander.optionMissingArgument": {
    code: "cli/missing-argument",
    describe: (command, [flags = ""]) => ({ message: `${flags.split(" ")[0]} of ${command.name()} needs a value`, fix: `write ${flags}` }),
  },
  "commander.excessArguments": {
    code: "cli/too-many-arguments",
    describe: (command) => ({ message: `${command.name()} does not take "${extraOf(command)}"`, fix: usageOf(command) }),
  },
  "commander.conflictingOption": {
    code: "cli/option-conflict",
    describe: (_command, [one = "", other = ""]) => ({
      message: `${one.split(" ")[0]} and ${other.split(" ")[0]} exclude each other`,
      fix: "give one of them",
    }),
  },
};

function guess(word: string, words: readonly string[]): string | undefined {
  const meant = nearest(word, words);
  return meant && `did you mean "${meant}"?`;
}

function helpOf(command: Command): string {
  return `see npx ${pathOf(command)} --help`;
}

function usageOf(command: Command): string {
  return `write npx ${pathOf(command)} ${command.usage()}`;
}

function pathOf(command: Command): string {
  return command.parent ? `${pathOf(command.parent)} ${command.name()}` : command.name();
}

function extraOf(command: Command): string {
  return command.args.slice(command.registeredArguments.length).join(" ");
}
