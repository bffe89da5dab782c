import { describe, expect, test } from "vitest";
import { check, neighbours } from "./cases/check.js";
import { dataset } from "./cases/dataset.js";
import { query } from "./cases/query.js";
import { value } from "./cases/value.js";
import { told } from "./told.js";

const tables = { check, dataset, query, value };

for (const [name, cases] of Object.entries(tables)) {
  describe(name, () => {
    test.each(cases)("$what", async ({ provoke, tells }) => {
      expect(await provoke()).toEqual(tells);
    });
  });
}

test.each(Object.entries(neighbours))("nothing is told of %s", (_what, write) => {
  expect(told(write)).toEqual([]);
});
