import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { rowTable } from "../../cli/rows.js";
import { cli, temporaryFolder } from "./cli.js";
import { change, message, writeInput } from "./pos-input.js";

const folder = temporaryFolder();

beforeAll(async () => {
  const sold = Array.from({ length: 30 }, (_, minute) => change(`t${minute}`, -1, minute));
  writeInput(join(folder, ".sluice/pos/input"), [...sold, message("\u001b[2Jnot\tJSON")]);
  writeFileSync(
    join(folder, ".sluice/pos/input/files/reference/item.txt"),
    'item_id,name,supplier_id,safety_stock_quantity\n7,"pen, red",1,10\n',
  );
  expect(await cli(folder, "run pos")).toMatchObject({ code: 0 });
});

describe("sluice rows", () => {
  it("is a table, numbers right", async () => {
    expect(await cli(folder, "rows pos inventory_change_type")).toEqual({
      code: 0,
      out: `change_type_id  change_type
             1  sale
             2  shrink
             3  restock
             4  bopis
`,
      err: "",
    });
  });

  it("finds a dataset without case, and says so when there is none", async () => {
    expect((await cli(folder, "rows pos STORE --limit 1")).out).toBe("store_id  name\n       0  online\n");
    expect((await cli(folder, "rows pos stor")).err).toMatch(
      /^✘ rows\/unknown-dataset: no dataset "stor" in pos\n\n {4}it has .*\n {4}fix: did you mean "store"\?\n$/,
    );
  });

  it("shows the first 20 and says that there are more", async () => {
    const { out, err } = await cli(folder, "rows pos inventory_change");
    expect(out.split("\n")).toHaveLength(22);
    expect(err).toBe("the first 20 rows; --limit shows more, --json all\n");
    const all = await cli(folder, "rows pos inventory_change --limit 30");
    expect({ lines: all.out.split("\n").length, err: all.err }).toEqual({ lines: 32, err: "" });
  });

  it("says that there are none", async () => {
    expect(await cli(folder, "rows pos inventory_change_quarantine")).toEqual({ code: 0, out: "", err: "no rows\n" });
    expect(await cli(folder, "rows pos inventory_change_quarantine --json")).toEqual({ code: 0, out: "", err: "" });
  });

  it("lets no row move the cursor", async () => {
    const { out } = await cli(folder, "rows pos inventory_change_rejected");
    expect(out).toContain("\\u001b[2Jnot\\tJSON");
    expect(out).not.toContain("\u001b");
  });

  it("is JSON Lines with --json, all of them", async () => {
    expect(await cli(folder, "rows pos inventory_current --json")).toEqual({
      code: 0,
      out: `{"store_id":1,"store":"north","item_id":7,"item":"pen, red","snapshot_quantity":20,"change_quantity":-30,"current_inventory":-10,"safety_stock_quantity":10,"below_safety_stock":true,"date_time":"2021-01-02T10:29:00.000000Z"}\n`,
      err: "",
    });
    expect((await cli(folder, "rows pos inventory_change --json")).out.split("\n")).toHaveLength(31);
    expect((await cli(folder, "rows pos inventory_change --json --limit 2")).out.split("\n")).toHaveLength(3);
  });
});

describe("a row in a table", () => {
  it("keeps every digit, cuts what is long and shows what is nested as JSON", () => {
    const long = "x".repeat(100);
    const row = `{"id":12345678901234567890,"price":0.10,"at":null,"name":"${long}","sku":"42","list":[{"a":"},]"},2],"empty":{},"on":true}`;
    expect(rowTable([row], { color: false })).toBe(
      [
        `                  id  price    at  name${" ".repeat(56)}  sku  list             empty  on`,
        `12345678901234567890   0.10  NULL  ${"x".repeat(59)}…  42   [{"a":"},]"},2]  {}     true`,
        "",
      ].join("\n"),
    );
  });

  it("has a width on the terminal", () => {
    expect(rowTable(['{"名":"在庫","n":1}', '{"名":"né","n":2}'], { color: false })).toBe("名    n\n在庫  1\nné    2\n");
  });
});
