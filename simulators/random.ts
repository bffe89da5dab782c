import { createHash } from "node:crypto";

/** A stream of random numbers that is the same on every machine, for ever, for the same seed. */
export interface Random {
  /** A whole number from 0 to 2^32 − 1. */
  uint32(): number;
  /** A number from 0 (included) to 1 (excluded), in steps of 2^-32. */
  fraction(): number;
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number;
  /** True with probability `share` (0 to 1). Draws one number whatever the share. */
  chance(share: number): boolean;
  /** A version 4 UUID in lower case. */
  uuid(): string;
}

/**
 * Random numbers for one purpose of one run. Each purpose has a stream of its own, so that changing how often messages are late
 * does not change what is sold.
 *
 * The generator is xoshiro128** 1.1 (Blackman and Vigna, public domain), started from SHA-256 of `seed/purpose`. Only
 * operations that IEEE 754 defines exactly are offered: `Math.log` and its like may differ between versions of V8, and content
 * must not.
 *
 * @example
 * const sales = createRandom(1, "sales");
 * sales.between(1, 4); // the same number in every run
 */
export function createRandom(seed: number, purpose: string): Random {
  const digest = createHash("sha256").update(`${seed}/${purpose}`).digest();
  const uint32 = xoshiro128([digest.readInt32LE(0), digest.readInt32LE(4), digest.readInt32LE(8), digest.readInt32LE(12)]);
  const fraction = () => uint32() / 2 ** 32;
  return {
    uint32,
    fraction,
    between: (least, most) => least + Math.floor(fraction() * (most - least + 1)),
    chance: (share) => fraction() < share,
    uuid: () => uuid(uint32(), uint32(), uint32(), uint32()),
  };
}

/** xoshiro128** 1.1 over a state of four 32-bit words that are not all zero. */
export function xoshiro128(state: readonly [number, number, number, number]): () => number {
  let [a, b, c, d] = state;
  return () => {
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotate(d, 11);
    return result;
  };
}

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

const hex = Array.from({ length: 0x10000 }, (_, i) => i.toString(16).padStart(4, "0"));

function uuid(a: number, b: number, c: number, d: number): string {
  const version = 0x4000 | (b & 0x0fff);
  const variant = 0x8000 | ((c >>> 16) & 0x3fff);
  return `${hex[a >>> 16]}${hex[a & 0xffff]}-${hex[b >>> 16]}-${hex[version]}-${hex[variant]}-${hex[c & 0xffff]}${hex[d >>> 16]}${hex[d & 0xffff]}`;
}
