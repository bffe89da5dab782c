/** Spark's Murmur3 of 32 bits, `org.apache.spark.unsafe.hash.Murmur3_x86_32`: the bytes after the last whole word are words of their own. */
function mixed(value: number): number {
  const k = Math.imul(value, 0xcc9e2d51);
  return Math.imul((k << 15) | (k >>> 17), 0x1b873593);
}

function added(hash: number, value: number): number {
  const h = hash ^ mixed(value);
  return (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0;
}

function finished(hash: number, length: number): number {
  let h = hash ^ length;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

export function murmurInt(value: number, seed: number): number {
  return finished(added(seed, value), 4);
}

export function murmurLong(low: number, high: number, seed: number): number {
  return finished(added(added(seed, low), high), 8);
}

export function murmurBytes(bytes: Uint8Array, seed: number): number {
  const aligned = bytes.length - (bytes.length % 4);
  let hash = seed;
  for (let i = 0; i < aligned; i += 4) {
    hash = added(hash, byte(bytes, i) | (byte(bytes, i + 1) << 8) | (byte(bytes, i + 2) << 16) | (byte(bytes, i + 3) << 24));
  }
  // Signed, as Java's bytes are.
  for (let i = aligned; i < bytes.length; i++) hash = added(hash, (byte(bytes, i) << 24) >> 24);
  return finished(hash, bytes.length);
}

function byte(bytes: Uint8Array, index: number): number {
  return bytes[index] ?? 0;
}
