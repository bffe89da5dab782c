import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Recorded } from "./asked.js";

/** What Spark gave for the cases of a family. `recorded` is the day on which a value last changed. */
export interface Recording {
  readonly spark: string;
  readonly java: string;
  readonly configuration: { readonly [key: string]: string };
  readonly recorded: string;
  readonly cases: { readonly [key: string]: Recorded };
}

export function pathOf(family: string): string {
  return fileURLToPath(new URL(`./recorded/${family}.json`, import.meta.url));
}

/** The recording of a family; undefined before the first one. */
export function readRecording(family: string): Recording | undefined {
  const path = pathOf(family);
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Recording) : undefined;
}

/** A recording as its file has it: a line for each result, so that a change shows. */
export function textOf({ cases, ...head }: Recording): string {
  const texts = Object.entries(cases).map(([key, { reads, gives, results }]) => {
    const lines = results.map((one) => `      ${JSON.stringify(one)}`).join(",\n");
    return `    ${JSON.stringify(key)}: {\n      "reads": ${JSON.stringify(reads)},\n      "gives": ${JSON.stringify(gives)},\n      "results": [\n${lines}\n      ]\n    }`;
  });
  const first = JSON.stringify(head, undefined, 2).replace(/\n\}$/, "");
  return `${first},\n  "cases": {\n${texts.join(",\n")}\n  }\n}\n`;
}
