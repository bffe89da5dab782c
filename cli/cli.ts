import { arch, platform } from "node:process";
import { CommanderError } from "commander";
import { DiagnosticError } from "../generator/diagnostic/index.js";
import { Interrupted } from "./interrupted.js";
import { buildProgram } from "./program.js";
import { report, type Surroundings } from "./surroundings.js";
import { version } from "./version.js";

/** 2 is kept for `plan` and `drift`: changes are there. */
export const exitCodes = { done: 0, user: 1, bug: 3, interrupted: 130 } as const;

/**
 * Runs one command line, without the name of the program, and gives the exit code: 0 done, 1 the user's problem, 3 a bug of Sluice,
 * 130 interrupted.
 *
 * `process.exitCode = await runCli(["check"], surroundings)`
 */
export async function runCli(words: readonly string[], surroundings: Surroundings): Promise<number> {
  try {
    const program = await buildProgram(words, surroundings);
    await program.parseAsync([...words], { from: "user" });
    return exitCodes.done;
  } catch (failure) {
    // Help and its like: commander has written it already.
    if (failure instanceof CommanderError) return failure.exitCode;
    if (failure instanceof DiagnosticError) {
      await report(surroundings, failure.diagnostics);
      return exitCodes.user;
    }
    if (failure instanceof Interrupted) {
      await surroundings.messages.write(`${failure.message}\n`);
      return exitCodes.interrupted;
    }
    await surroundings.messages.write(describeBug(failure));
    return exitCodes.bug;
  }
}

/** What is printed of an exception that nobody expected. */
export function describeBug(failure: unknown): string {
  const stack = failure instanceof Error ? (failure.stack ?? failure.message) : String(failure);
  return [
    "✘ this is a bug in Sluice, not a mistake of yours",
    "",
    ...stack.split("\n").map((line) => `    ${line.trimEnd()}`),
    "",
    `    sluice ${version()}, node ${process.versions.node}, ${platform}-${arch}`,
    "    Please report it with the lines above and what you did.",
    "",
  ].join("\n");
}
