import { expect, test } from "vitest";
import { createRandom, xoshiro128 } from "../../simulators/random.js";

test("xoshiro128** gives what the reference implementation in C gives for the same state", () => {
  const next = xoshiro128([0x964d4a0c, 0xd40ab895, 0xad7fdecb, 0x3006f0f0]);
  expect([next(), next(), next(), next()]).toEqual([0xf1391922, 0x6fe53806, 0xa5be2840, 0xf510ee70]);
});

const draw = (seed: number, purpose: string) => {
  const random = createRandom(seed, purpose);
  return Array.from({ length: 5 }, () => random.uint32());
};

test("seed and purpose decide the numbers, and nothing else does", () => {
  expect(draw(1, "trade")).toEqual(draw(1, "trade"));
  expect(draw(1, "trade")).not.toEqual(draw(2, "trade"));
  expect(draw(1, "trade")).not.toEqual(draw(1, "late"));
});

test("between reaches both ends and nothing beyond them, evenly", () => {
  const random = createRandom(7, "dice");
  const counts = new Map<number, number>();
  for (let i = 0; i < 60_000; i++) {
    const face = random.between(1, 6);
    counts.set(face, (counts.get(face) ?? 0) + 1);
  }
  expect([...counts.keys()].sort()).toEqual([1, 2, 3, 4, 5, 6]);
  for (const count of counts.values()) expect(Math.abs(count - 10_000)).toBeLessThan(500);
});

test("a chance of 0 never comes and a chance of 1 always", () => {
  const random = createRandom(7, "chance");
  for (let i = 0; i < 1000; i++) {
    expect(random.chance(0)).toBe(false);
    expect(random.chance(1)).toBe(true);
  }
});

test("uuids are of version 4, in lower case, and differ", () => {
  const random = createRandom(7, "ids");
  const ids = new Set(Array.from({ length: 10_000 }, () => random.uuid()));
  expect(ids.size).toBe(10_000);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
