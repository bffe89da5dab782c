/**
 * Spark's XXH64, `org.apache.spark.sql.catalyst.expressions.XXH64`. An INT is hashed as four bytes, a BIGINT as eight. Numbers of 64 bits are
 * two halves here: `BigInt` is ten times slower. A step leaves its result in `low` and `high`.
 */
let low = 0;
let high = 0;

/** Halves of a constant. */
type Word = readonly [low: number, high: number];
const prime1: Word = [0x85ebca87 | 0, 0x9e3779b1 | 0];
const prime2: Word = [0x27d4eb4f | 0, 0xc2b2ae3d | 0];
const prime3: Word = [0x9e3779f9 | 0, 0x165667b1 | 0];
const prime4: Word = [0xc2b2ae63 | 0, 0x85ebca77 | 0];
const prime5: Word = [0x165667c5 | 0, 0x27d4eb2f | 0];

function set(toLow: number, toHigh: number): void {
  low = toLow;
  high = toHigh;
}

function add(byLow: number, byHigh: number): void {
  const sum = (low >>> 0) + (byLow >>> 0);
  high = (high + byHigh + (sum > 0xffffffff ? 1 : 0)) | 0;
  low = sum | 0;
}

/** The high half of a product of two halves. */
function upper(a: number, b: number): number {
  const [aLow, aHigh, bLow, bHigh] = [a & 0xffff, a >>> 16, b & 0xffff, b >>> 16];
  const middle = aHigh * bLow + ((aLow * bLow) >>> 16);
  const other = aLow * bHigh + (middle & 0xffff);
  return (aHigh * bHigh + Math.floor(middle / 65536) + Math.floor(other / 65536)) | 0;
}

function multiply([byLow, byHigh]: Word): void {
  high = (upper(low, byLow) + Math.imul(low, byHigh) + Math.imul(high, byLow)) | 0;
  low = Math.imul(low, byLow);
}

/** By 1 to 31 bits. */
function rotate(by: number): void {
  const [l, h] = [low, high];
  low = (l << by) | (h >>> (32 - by));
  high = (h << by) | (l >>> (32 - by));
}

/** `hash ^ hash >>> by`, by 32 bits or fewer. */
function fold(by: number): void {
  if (by === 32) {
    low ^= high;
    return;
  }
  low ^= (low >>> by) | (high << (32 - by));
  high ^= high >>> by;
}

function finish(): bigint {
  // By 33 bits, which leaves the high half as it is.
  low ^= high >>> 1;
  multiply(prime2);
  fold(29);
  multiply(prime3);
  fold(32);
  return (BigInt(high) << 32n) | BigInt(low >>> 0);
}

/** One round over a word: `rotate(state + word * prime2, 31) * prime1`. */
function round(stateLow: number, stateHigh: number, wordLow: number, wordHigh: number): void {
  set(wordLow, wordHigh);
  multiply(prime2);
  add(stateLow, stateHigh);
  rotate(31);
  multiply(prime1);
}

function withWord(wordLow: number, wordHigh: number): void {
  const [hashLow, hashHigh] = [low, high];
  round(0, 0, wordLow, wordHigh);
  low ^= hashLow;
  high ^= hashHigh;
  rotate(27);
  multiply(prime1);
  add(prime4[0], prime4[1]);
}

function withHalf(half: number): void {
  const [hashLow, hashHigh] = [low, high];
  set(half, 0);
  multiply(prime1);
  low ^= hashLow;
  high ^= hashHigh;
  rotate(23);
  multiply(prime2);
  add(prime3[0], prime3[1]);
}

function withByte(byte: number): void {
  const [hashLow, hashHigh] = [low, high];
  set(byte, 0);
  multiply(prime5);
  low ^= hashLow;
  high ^= hashHigh;
  rotate(11);
  multiply(prime1);
}

function begin(seed: bigint): void {
  set(Number(BigInt.asIntN(32, seed)), Number(BigInt.asIntN(32, seed >> 32n)));
}

export function xxInt(value: number, seed: bigint): bigint {
  begin(seed);
  add(prime5[0], prime5[1]);
  add(4, 0);
  withHalf(value);
  return finish();
}

export function xxLong(valueLow: number, valueHigh: number, seed: bigint): bigint {
  begin(seed);
  add(prime5[0], prime5[1]);
  add(8, 0);
  withWord(valueLow, valueHigh);
  return finish();
}

function halfAt(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24);
}

const state = new Int32Array(8);

/** The whole blocks of 32 bytes; gives how far it came. */
function blocks(bytes: Uint8Array): number {
  const [seedLow, seedHigh] = [low, high];
  add(prime2[0], prime2[1]);
  state[2] = low;
  state[3] = high;
  add(prime1[0], prime1[1]);
  state[0] = low;
  state[1] = high;
  state[4] = seedLow;
  state[5] = seedHigh;
  set(seedLow, seedHigh);
  add(~prime1[0], ~prime1[1]);
  add(1, 0);
  state[6] = low;
  state[7] = high;
  let at = 0;
  for (; at <= bytes.length - 32; at += 32) {
    for (let lane = 0; lane < 8; lane += 2) {
      round(state[lane] ?? 0, state[lane + 1] ?? 0, halfAt(bytes, at + lane * 4), halfAt(bytes, at + lane * 4 + 4));
      state[lane] = low;
      state[lane + 1] = high;
    }
  }
  let [sumLow, sumHigh] = [0, 0];
  for (const [lane, by] of rotations) {
    set(state[lane] ?? 0, state[lane + 1] ?? 0);
    rotate(by);
    add(sumLow, sumHigh);
    [sumLow, sumHigh] = [low, high];
  }
  for (const [lane] of rotations) {
    const [hashLow, hashHigh] = [low, high];
    round(0, 0, state[lane] ?? 0, state[lane + 1] ?? 0);
    low ^= hashLow;
    high ^= hashHigh;
    multiply(prime1);
    add(prime4[0], prime4[1]);
  }
  return at;
}

const rotations = [
  [0, 1],
  [2, 7],
  [4, 12],
  [6, 18],
] as const;

export function xxBytes(bytes: Uint8Array, seed: bigint): bigint {
  const { length } = bytes;
  begin(seed);
  let at = 0;
  if (length >= 32) at = blocks(bytes);
  else add(prime5[0], prime5[1]);
  add(length, 0);
  for (; at <= length - 8; at += 8) withWord(halfAt(bytes, at), halfAt(bytes, at + 4));
  if (at <= length - 4) {
    withHalf(halfAt(bytes, at));
    at += 4;
  }
  for (; at < length; at++) withByte(bytes[at] ?? 0);
  return finish();
}
