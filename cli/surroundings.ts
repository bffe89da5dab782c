import { isAbsolute, relative, resolve } from "node:path";
import { type Diagnostic, printDiagnostics } from "../generator/diagnostic/index.js";

/** What a command knows of the world outside. */
export interface Surroundings {
  /** Paths on the command line are relative to it. */
  readonly folder: string;
  /** Where results go. */
  readonly results: Channel;
  /** Where progress and diagnostics go. */
  readonly messages: Channel;
  /** Imports the TypeScript of a pipeline; as `loadPipeline` does when left out. */
  readonly load?: (url: string) => Promise<unknown>;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
}

export interface Channel {
  /** Kept when more can be taken, so that a long result does not pile up in memory. */
  readonly write: (text: string) => Promise<void>;
  readonly color: boolean;
  /** Is it a terminal whose lines can be drawn again? */
  readonly redraws: boolean;
}

/** A path of the command line, absolute. */
export function pathOf({ folder }: Surroundings, path: string): string {
  return resolve(folder, path);
}

/** A path as it can be given back on the command line: relative when it lies below the folder. */
export function shownPath({ folder }: Surroundings, path: string): string {
  const inside = relative(folder, path);
  return inside === "" || inside.startsWith("..") || isAbsolute(inside) ? path : inside;
}

export async function report({ messages }: Surroundings, diagnostics: readonly Diagnostic[]): Promise<void> {
  if (diagnostics.length > 0) await messages.write(printDiagnostics(diagnostics, messages));
}

type Environment = Readonly<Record<string, string | undefined>>;

/** A stream of the process as a channel; see https://no-color.org for what `NO_COLOR` asks. */
export function channelOf(stream: NodeJS.WriteStream, environment: Environment): Channel {
  const { NO_COLOR = "", FORCE_COLOR = "", CI = "", TERM } = environment;
  const isTerminal = stream.isTTY === true && TERM !== "dumb";
  return {
    write: (text) => writeAll(stream, text),
    color: NO_COLOR === "" && (FORCE_COLOR === "" ? isTerminal : FORCE_COLOR !== "0"),
    redraws: isTerminal && CI === "",
  };
}

async function writeAll(stream: NodeJS.WriteStream, text: string): Promise<void> {
  if (!stream.write(text)) await new Promise<void>((drained) => stream.once("drain", drained));
}
