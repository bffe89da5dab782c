import type { Dataset, Pipeline } from "../ir/index.js";
import { hash } from "./hash.js";

/** The text of `pipeline.ir.json`, and the hash of what it defines. */
export interface IrText {
  readonly whole: string;
  /** Where in the source a dataset stands changes nothing it does, so places are not hashed: a moved line is the same build. */
  readonly hash: string;
}

/**
 * A pipeline as JSON, one dataset a line: ten thousand datasets are 90 MB this way and 280 MB indented, and a line is what a
 * difference shows.
 */
export function writeIr({ datasets, ...head }: Pipeline): IrText {
  const hashes: string[] = [];
  const lines = datasets.map(({ at, ...definition }: Dataset) => {
    const text = JSON.stringify(definition);
    hashes.push(hash(text));
    return at ? `${text.slice(0, -1)},"at":${JSON.stringify(at)}}` : text;
  });
  const first = JSON.stringify(head);
  return { whole: `${first.slice(0, -1)},"datasets":[\n${lines.join(",\n")}\n]}\n`, hash: hash([first, ...hashes].join("\n")) };
}
