import { expect, test } from "vitest";
import { murmur2, partitionOf } from "../../simulators/partition.js";

// the values that the tests of Kafka's Java client expect
test.each([
  ["21", -973932308],
  ["foobar", -790332482],
  ["a-little-bit-long-string", -985981536],
  ["a-little-bit-longer-string", -1486304829],
  ["lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8", -58897971],
  ["abc", 479470107],
])("murmur2 of %j is what Kafka says", (key, hash) => {
  expect(murmur2(new TextEncoder().encode(key))).toBe(hash);
});

test("the partition is the hash without its sign bit, modulo the partitions", () => {
  expect(partitionOf("abc", 4)).toBe(479470107 % 4);
  expect(partitionOf("21", 7)).toBe((2 ** 31 - 973932308) % 7);
  expect(partitionOf("anything", 1)).toBe(0);
});
