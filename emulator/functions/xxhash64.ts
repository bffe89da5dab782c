/** Spark's XXH64, `org.apache.spark.sql.catalyst.expressions.XXH64`. An INT is hashed as four bytes, a BIGINT as eight. */
const prime1 = 0x9e3779b185ebca87n;
const prime2 = 0xc2b2ae3d27d4eb4fn;
const prime3 = 0x165667b19e3779f9n;
const prime4 = 0x85ebca77c2b2ae63n;
const prime5 = 0x27d4eb2f165667c5n;
const mask = 0xffffffffffffffffn;

function rotated(value: bigint, by: bigint): bigint {
  return ((value << by) | (value >> (64n - by))) & mask;
}

function avalanche(hash: bigint): bigint {
  let h = hash;
  h = ((h ^ (h >> 33n)) * prime2) & mask;
  h = ((h ^ (h >> 29n)) * prime3) & mask;
  return h ^ (h >> 32n);
}

function round(state: bigint, input: bigint): bigint {
  return (rotated((state + input * prime2) & mask, 31n) * prime1) & mask;
}

function withWord(hash: bigint, word: bigint): bigint {
  return (rotated(hash ^ round(0n, word), 27n) * prime1 + prime4) & mask;
}

function withHalf(hash: bigint, half: number): bigint {
  return (rotated(hash ^ ((BigInt(half >>> 0) * prime1) & mask), 23n) * prime2 + prime3) & mask;
}

export function xxInt(value: number, seed: bigint): bigint {
  return avalanche(withHalf((seed + prime5 + 4n) & mask, value));
}

export function xxLong(low: number, high: number, seed: bigint): bigint {
  return avalanche(withWord((seed + prime5 + 8n) & mask, (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0)));
}

export function xxBytes(bytes: Uint8Array, seed: bigint): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { length } = bytes;
  let at = 0;
  let hash: bigint;
  if (length >= 32) {
    let v1 = (seed + prime1 + prime2) & mask;
    let v2 = (seed + prime2) & mask;
    let v3 = seed;
    let v4 = (seed - prime1) & mask;
    for (; at <= length - 32; at += 32) {
      v1 = round(v1, view.getBigUint64(at, true));
      v2 = round(v2, view.getBigUint64(at + 8, true));
      v3 = round(v3, view.getBigUint64(at + 16, true));
      v4 = round(v4, view.getBigUint64(at + 24, true));
    }
    hash = (rotated(v1, 1n) + rotated(v2, 7n) + rotated(v3, 12n) + rotated(v4, 18n)) & mask;
    for (const v of [v1, v2, v3, v4]) hash = ((hash ^ round(0n, v)) * prime1 + prime4) & mask;
  } else hash = (seed + prime5) & mask;
  hash = (hash + BigInt(length)) & mask;
  for (; at <= length - 8; at += 8) hash = withWord(hash, view.getBigUint64(at, true));
  if (at <= length - 4) {
    hash = withHalf(hash, view.getUint32(at, true));
    at += 4;
  }
  for (; at < length; at++) hash = (rotated(hash ^ ((BigInt(view.getUint8(at)) * prime5) & mask), 11n) * prime1) & mask;
  return avalanche(hash);
}
