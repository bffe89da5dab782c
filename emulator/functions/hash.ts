import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import type { DuckDBBlobValue, DuckDBDateValue, DuckDBTimestampTZValue } from "@duckdb/node-api";
import type { ColumnType } from "../../generator/ir/type.js";
import type { Value } from "../row.js";
import type { Body, Call, Compute } from "./body.js";
import { unscaledOf } from "./decimal.js";
import { murmurBytes, murmurInt, murmurLong } from "./murmur3.js";
import { xxBytes, xxInt, xxLong } from "./xxhash64.js";

/** The UTF-8 of a text, or the bytes of a BINARY. */
function bytesOf(value: string | DuckDBBlobValue): Uint8Array {
  return typeof value === "string" ? Buffer.from(value, "utf8") : value.bytes;
}

const lengths: { readonly [bits: number]: string } = { 0: "sha256", 224: "sha224", 256: "sha256", 384: "sha384", 512: "sha512" };

/** How a hash takes numbers and bytes, each after what came before. */
interface Hasher<H> {
  readonly int: (value: number, seed: H) => H;
  /** The low and the high half of 64 bits. */
  readonly long: (low: number, high: number, seed: H) => H;
  readonly bytes: (bytes: Uint8Array, seed: H) => H;
}

type Step<H> = (value: Value, seed: H) => H;

const floatBits = new DataView(new ArrayBuffer(8));

function halves<H>(hasher: Hasher<H>, value: bigint, seed: H): H {
  return hasher.long(Number(BigInt.asIntN(32, value)), Number(BigInt.asIntN(32, value >> 32n)), seed);
}

/** The bytes of a two's complement number, the highest first, as few as it has: `BigInteger.toByteArray`. */
function javaBytes(value: bigint): Uint8Array {
  let length = 1;
  while (BigInt.asIntN(length * 8, value) !== value) length++;
  const bytes = new Uint8Array(length);
  let rest = value;
  for (let i = length - 1; i >= 0; i--) {
    bytes[i] = Number(rest & 0xffn);
    rest >>= 8n;
  }
  return bytes;
}

const scratch = Buffer.alloc(4096);

/** A text's bytes in a buffer that the next text overwrites. */
function textBytes(text: string): Uint8Array {
  if (text.length * 3 > scratch.length) return Buffer.from(text, "utf8");
  return scratch.subarray(0, scratch.write(text, "utf8"));
}

/** How a value of a type is hashed (`HashExpression`); undefined for types that are not. */
function stepOf<H>(type: ColumnType, hasher: Hasher<H>): Step<H> {
  switch (type.kind) {
    case "boolean":
      return (value, seed) => hasher.int(value === true ? 1 : 0, seed);
    case "tinyint":
    case "smallint":
    case "int":
      return (value, seed) => hasher.int(value as number, seed);
    case "date":
      return (value, seed) => hasher.int((value as DuckDBDateValue).days, seed);
    case "bigint":
      return (value, seed) => halves(hasher, value as bigint, seed);
    case "timestamp":
    case "timestamp_ntz":
      return (value, seed) => halves(hasher, (value as DuckDBTimestampTZValue).micros, seed);
    case "float":
      return (value, seed) => {
        // Adding zero makes one zero of both; every NaN is one.
        floatBits.setFloat32(0, (value as number) + 0);
        return hasher.int(Number.isNaN(value) ? 0x7fc00000 : floatBits.getInt32(0), seed);
      };
    case "double":
      return (value, seed) => {
        floatBits.setFloat64(0, (value as number) + 0);
        return Number.isNaN(value) ? hasher.long(0, 0x7ff80000, seed) : hasher.long(floatBits.getInt32(4), floatBits.getInt32(0), seed);
      };
    case "decimal":
      if (type.precision <= 18) return (value, seed) => halves(hasher, unscaledOf(value), seed);
      return (value, seed) => hasher.bytes(javaBytes(unscaledOf(value)), seed);
    case "string":
      return (value, seed) => hasher.bytes(textBytes(value as string), seed);
    case "binary":
      return (value, seed) => hasher.bytes((value as DuckDBBlobValue).bytes, seed);
    default:
      throw new TypeError(`no hash of ${type.kind}`);
  }
}

/** A hash of several values; NULL leaves it as it is. */
function compileHash<H>(hasher: Hasher<H>, seed: H, result: (hash: H) => Value) {
  return ({ takes }: Call): Compute => {
    const steps = takes.map((type) => stepOf(type, hasher));
    return (...values: readonly Value[]) => {
      let hash = seed;
      for (let i = 0; i < steps.length; i++) {
        const [step, value] = [steps[i], values[i]];
        if (step && value !== null && value !== undefined) hash = step(value, hash);
      }
      return result(hash);
    };
  };
}

export const hashBodies: { readonly [name: string]: Body } = {
  sha2: {
    compile: () => (value: string | DuckDBBlobValue, bits: number) => {
      const algorithm = lengths[bits];
      return algorithm === undefined ? null : createHash(algorithm).update(bytesOf(value)).digest("hex");
    },
  },
  crc32: { compile: () => (value: string | DuckDBBlobValue) => BigInt(crc32(Buffer.from(bytesOf(value)))) },
  hash: { compile: compileHash<number>({ int: murmurInt, long: murmurLong, bytes: murmurBytes }, 42, (hash) => hash), readsNull: true },
  xxhash64: {
    compile: compileHash<bigint>({ int: xxInt, long: xxLong, bytes: xxBytes }, 42n, (hash) => BigInt.asIntN(64, hash)),
    readsNull: true,
  },
};
