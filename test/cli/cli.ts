import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { runCli } from "../../cli/cli.js";

export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

interface Options {
  readonly signal?: AbortSignal;
  readonly color?: boolean;
  /** Hears of everything as it is written. */
  readonly heard?: (text: string) => void;
}

/** Runs a command line in this process, in a folder that stands for the user's. Not a terminal, so progress is plain lines. */
export async function cli(folder: string, line: string | readonly string[], { signal, color = false, heard }: Options = {}): Promise<Said> {
  const said = { out: "", err: "" };
  const channel = (name: keyof typeof said) => ({
    write: async (text: string) => {
      said[name] += text;
      heard?.(text);
    },
    color,
    redraws: false,
  });
  const words = typeof line === "string" ? line.split(" ") : line;
  const code = await runCli(words, {
    folder,
    results: channel("out"),
    messages: channel("err"),
    load: (url) => import(url),
    signal: signal ?? new AbortController().signal,
  });
  return { code, ...said };
}

/** A folder of its own for a test file, removed at its end. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "sluice-cli-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
