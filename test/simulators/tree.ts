import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { onTestFinished } from "vitest";

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "simulators-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Every file below a folder: path, text, modification time where it is part of what is promised. */
export function tree(folder: string): Readonly<Record<string, string>> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(
    paths.map((path) => {
      const name = relative(folder, path);
      const modified = name.startsWith("files/") ? `${statSync(path).mtime.toISOString()}\n` : "";
      return [name, modified + readFileSync(path, "utf8")];
    }),
  );
}

/** One line of a partition file, as any reader sees it. */
export interface Line {
  readonly key: string;
  readonly value: string;
  readonly timestamp: string;
  readonly offset: number;
}

/** The records of a topic, partition by partition. */
export function records(folder: string, topic: string): Line[][] {
  const path = join(folder, "topics", topic);
  return readdirSync(path)
    .sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10))
    .map((name) =>
      readFileSync(join(path, name), "utf8")
        .split("\n")
        .slice(0, -1)
        .map((line): Line => JSON.parse(line)),
    );
}
