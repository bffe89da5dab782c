import * as z from "zod";
import { binary, crc32, dec, double, hash, md5, sha, sha1, sha2, timestampNtz, xxhash64 } from "#generator";
import { type Case, type Cell, scalar } from "../case.js";
import { type Kind, kinds } from "./number-values.js";

const s = z.string();
const x = binary();
const i = z.int32();
const long = "0123456789abcdef".repeat(9);
const texts: readonly (readonly Cell[])[] = [
  [null],
  [""],
  ["a"],
  ["ab"],
  ["abc"],
  ["abcd"],
  ["abcde"],
  ["abcdefg"],
  ["abcdefgh"],
  ["abcdefghijkl"],
  ["abcdefghijklm"],
  ["é€😀"],
  ["\u0000"],
  ["\ufeffx"],
  ["0123456789abcdef0123456789abcdef"],
  [`${long}xyz`],
  [`ü${long}${long}${long}`],
  ["x".repeat(2000)],
];
const bytes: readonly (readonly Cell[])[] = [
  [null],
  [""],
  ["00"],
  ["ff"],
  ["80ff"],
  ["80ffee"],
  ["0102030405060708"],
  ["ff".repeat(33)],
  ["fe".repeat(71)],
];

function of(called: unknown): (...args: readonly unknown[]) => unknown {
  return called as (...args: readonly unknown[]) => unknown;
}

const column = (row: unknown, name: string): unknown => (row as Record<string, unknown>)[name];

const days: readonly (readonly Cell[])[] = [[null], ["1970-01-01"], ["1969-12-31"], ["2024-02-29"], ["0001-01-01"], ["9999-12-31"]];
const instants: readonly (readonly Cell[])[] = [
  [null],
  ["1970-01-01T00:00:00Z"],
  ["1969-12-31T23:59:59.999999Z"],
  ["2024-02-29T12:00:00.123456Z"],
  ["0001-01-01T00:00:00Z"],
];

export const hashing: readonly Case[] = [
  ...[md5, sha, sha1, crc32].flatMap((called) => [
    scalar({ s }, (r) => of(called)(r.s), texts),
    scalar({ x }, (r) => of(called)(r.x), bytes),
  ]),
  ...[0, 224, 256, 384, 512, 1, -1].map((bits) => scalar({ s }, (r) => sha2(r.s, bits), texts.slice(0, 8))),
  scalar({ x, i }, (r) => sha2(r.x, r.i), [
    ["ff", 256],
    ["ff", 0],
    ["ff", 7],
    [null, 256],
    ["ff", null],
  ]),
  ...[hash, xxhash64].flatMap((called) => [
    scalar({ text: s }, (r) => of(called)(r.text), texts),
    scalar({ x }, (r) => of(called)(r.x), bytes),
    scalar({ flag: z.boolean() }, (r) => of(called)(r.flag), [[true], [false], [null]]),
    scalar({ day: z.iso.date() }, (r) => of(called)(r.day), days),
    scalar({ at: z.iso.datetime() }, (r) => of(called)(r.at), instants),
    scalar({ wall: timestampNtz() }, (r) => of(called)(r.wall), [
      [null],
      ["1970-01-01T00:00:00"],
      ["2024-02-29T12:00:00.123456"],
      ["1969-12-31T23:59:59.999999"],
    ]),
    ...(Object.keys(kinds) as Kind[]).map((kind) => {
      const edges: readonly Cell[] = kinds[kind].edges;
      return scalar({ [kind]: kinds[kind].type }, (r) => of(called)(column(r, kind)), [[null], ...edges.map((one) => [one])]);
    }),
    scalar({ s, i, d: z.float64() }, (r) => of(called)(r.s, r.i, r.d), [
      ["a", 1, 1.5],
      [null, 1, "-0.0"],
      ["a", null, 0],
      [null, null, null],
      ["", 0, "NaN"],
    ]),
    scalar({ i }, (r) => of(called)(r.i, 5, "x", dec("1.50"), double(2), true), [[1], [null]]),
    scalar({ xs: z.array(i) }, (r) => of(called)(r.xs), [[[1, 2]], [[]], [null]]),
  ]),
];
