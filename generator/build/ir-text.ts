import type { Dataset, Pipeline } from "../ir/index.js";
import { hash } from "./hash.js";

/** The text of `pipeline.ir.json`, and the hash of each dataset's definition. */
export interface IrText {
  readonly whole: string;
  /** By name. Where in the source a dataset stands changes nothing it does, so its place is not hashed. */
  readonly hashes: ReadonlyMap<string, string>;
}

/**
 * A pipeline as JSON, one dataset a line: ten thousand datasets are 90 MB this way and 280 MB indented, and a line is what a
 * difference shows.
 */
export function writeIr({ datasets, ...head }: Pipeline): IrText {
  const hashes = new Map<string, string>();
  const lines = datasets.map(({ at, ...definition }: Dataset) => {
    const text = JSON.stringify(definition);
    hashes.set(definition.name, hash(text));
    return at ? `${text.slice(0, -1)},"at":${JSON.stringify(at)}}` : text;
  });
  return { whole: `${JSON.stringify(head).slice(0, -1)},"datasets":[\n${lines.join(",\n")}\n]}\n`, hashes };
}
