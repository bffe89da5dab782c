import {
  DuckDBListValue,
  DuckDBListVector,
  DuckDBMapValue,
  DuckDBMapVector,
  DuckDBStructValue,
  DuckDBStructVector,
  DuckDBVarCharVector,
  type DuckDBVector,
} from "@duckdb/node-api";
import type { Value } from "../row.js";

/** Reads the values of a vector: those of nested ones without the slice that a vector's own accessor makes for each. */
export function readerOf(vector: DuckDBVector): (row: number) => Value {
  if (vector instanceof DuckDBVarCharVector) return (row) => textOf(vector, row);
  if (vector instanceof DuckDBListVector) {
    const items = itemsOf(vector, readerOf(vector.childVector));
    return (row) => {
      const found = items(row);
      return found && new DuckDBListValue(found);
    };
  }
  if (vector instanceof DuckDBStructVector) {
    const { entryNames } = vector.type;
    const readers = entryNames.map((_name, i) => readerOf(vector.entryVectorAt(i)));
    return (row) => {
      if (!vector.isItemValid(row)) return null;
      const entries: Record<string, Value> = {};
      readers.forEach((read, i) => {
        entries[entryNames[i] ?? ""] = read(row);
      });
      return new DuckDBStructValue(entries);
    };
  }
  if (vector instanceof DuckDBMapVector) {
    // biome-ignore lint/complexity/useLiteralKeys: it is private, and only so can be reached
    const list = vector["listVector"];
    const pairs = list.childVector;
    if (!(pairs instanceof DuckDBStructVector)) throw new TypeError("a map is a list of structs");
    const [key, value] = [readerOf(pairs.entryVectorAt(0)), readerOf(pairs.entryVectorAt(1))];
    const entries = itemsOf(list, (at) => ({ key: key(at), value: value(at) }));
    return (row) => {
      const found = entries(row);
      return found && new DuckDBMapValue(found);
    };
  }
  return (row) => vector.getItem(row);
}

/** What a list of the vector has, each item read where it lies among those of all lists. */
function itemsOf<T>(vector: DuckDBListVector, read: (at: number) => T): (row: number) => T[] | null {
  // biome-ignore lint/complexity/useLiteralKeys: it is private, and only so can be reached
  const validity = vector["validity"];
  return (row) => {
    if (!validity.itemValid(row)) return null;
    const from = vector.getEntryOffset(row);
    const items: T[] = [];
    for (let i = 0, count = vector.getEntryLength(row); i < count; i++) items.push(read(from + i));
    return items;
  };
}

/** UTF-8 of U+FEFF as the first bytes of a little-endian number. */
const byteOrderMark = 0xbfbbef;

/**
 * A text of the vector. Its own decoder drops a byte order mark at the start: look for it where DuckDB keeps the first four bytes of
 * every string.
 */
function textOf(texts: DuckDBVarCharVector, row: number): string | null {
  const text = texts.getItem(row);
  if (text === null) return null;
  // biome-ignore lint/complexity/useLiteralKeys: it is private, and only so can be reached
  return (texts["dataView"].getUint32(row * 16 + 4, true) & 0xffffff) === byteOrderMark ? `\ufeff${text}` : text;
}
