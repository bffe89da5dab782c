import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { cli, temporaryFolder } from "./cli.js";
import { arrive, change, message, writeInput } from "./pos-input.js";

const folder = temporaryFolder();
const input = join(folder, ".sluice/pos/input");

/** Times and ids are different every time. */
function steady(text: string): string {
  return text.replace(/\d+\.\d\d s/g, "0.00 s").replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "ID");
}

/** A text whose first paragraph is a table, its lines below the titles in alphabetical order. */
function sortedTable(text: string): string {
  const [first = "", ...others] = text.split("\n\n");
  const [titles = "", ...rows] = first.split("\n");
  return [[titles, ...rows.sort()].join("\n"), ...others].join("\n\n");
}

/** The cells of a table's line that begins with this word. */
function cells(text: string, first: string): readonly string[] {
  return (text.split("\n").find((line) => line.startsWith(`${first} `)) ?? "").split(/ {2,}/);
}

describe("sluice run", () => {
  beforeAll(() => {
    writeInput(input, [change("a", -2), change("b", 5, 1), change("b", 5, 1), message("{"), message('{"trans_id":"c"}')]);
  });

  it("takes what is there and says what it did to each dataset", async () => {
    const { code, out, err } = await cli(folder, "run pos");
    expect({ code, err }).toEqual({ code: 0, err: "updating pos\n" });
    // The order of datasets is the compiler's.
    expect(sortedTable(steady(out))).toBe(
      `dataset                        kind               added  updated  deleted  quarantined  dropped    time
inventory_change               streaming table        2        0        0            0        0  0.00 s
inventory_change_line          streaming table        3        0        0            0        0  0.00 s
inventory_change_quarantine    streaming table        0        0        0            0        0  0.00 s
inventory_change_rejected      streaming table        2        0        0            0        0  0.00 s
inventory_change_type          materialized view      4        0        0            0        0  0.00 s
inventory_current              materialized view      1        0        0            0        0  0.00 s
inventory_snapshot             streaming table        1        0        0            0        0  0.00 s
inventory_snapshot_quarantine  streaming table        0        0        0            0        0  0.00 s
item                           materialized view      2        0        0            0        0  0.00 s
latest_inventory_snapshot      streaming table        1        0        0            0        0  0.00 s
raw_inventory_change           streaming table        5        0        0            0        0  0.00 s
raw_inventory_snapshot         streaming table        1        0        0            0        0  0.00 s
sales_by_hour                  materialized view      1        0        0            0        0  0.00 s
store                          materialized view      2        0        0            0        0  0.00 s

update ID is COMPLETED after 0.00 s
`,
    );
  });

  it("takes only what is new the next time, and shows which expectations rows did not meet", async () => {
    arrive(input, [change("d", -30, 2), change("e", -1, 3).replace('\\"store_id\\":1', '\\"store_id\\":9')]);
    const { code, out } = await cli(folder, "run pos");
    expect(code).toBe(0);
    expect(cells(out, "raw_inventory_change").slice(2, 7)).toEqual(["2", "0", "0", "0", "0"]);
    expect(cells(out, "inventory_change_line").slice(2, 7)).toEqual(["1", "0", "0", "1", "1"]);
    expect(out).toContain(`
dataset                expectation         action  passed  failed
inventory_change_line  known_store         drop         1       1
inventory_current      stock_not_negative  warn         0       1
`);
  });

  it("begins again with chosen datasets, or with all", async () => {
    const chosen = await cli(folder, "run pos --full-refresh inventory_change_rejected,item");
    expect(cells(chosen.out, "inventory_change_rejected").slice(2)).toEqual(["2", "0", "0", "0", "0", expect.anything(), "COMPLETED"]);
    expect(cells(chosen.out, "raw_inventory_change").at(-1)).toBe("EXCLUDED");
    const all = await cli(folder, "run pos --full-refresh");
    expect(cells(all.out, "raw_inventory_change").slice(2, 7)).toEqual(["7", "0", "0", "0", "0"]);
  });

  it("refuses datasets that are not there, and touches nothing", async () => {
    expect(await cli(folder, "run pos --full-refresh itme")).toMatchObject({
      code: 1,
      out: "",
      err: expect.stringContaining('✘ refresh/unknown-dataset: no dataset "itme" in pos'),
    });
  });

  it("warns of a file that changed after it was read, before it says how the update ended", async () => {
    writeFileSync(join(input, "files/inventory_snapshots/first"), "7,3,1,2021-01-02 00:00:00,21\n8,3,1,2021-01-02 00:00:00,4\n");
    const said: string[] = [];
    const { code, err } = await cli(folder, "run pos", { heard: (text) => said.push(text) });
    expect(code).toBe(0);
    expect(err).toMatch(/^updating pos\n\n⚠ input\/changed-file: "inventory_snapshots\/first" changed after it was read/);
    expect(said.map((text) => text.trim().split(" ")[0])).toEqual(["updating", "dataset", "", "⚠", "update"]);
  });
});

describe("sluice run of an input that cannot be read", () => {
  it("says what failed, what was skipped, where and why, and keeps the rest", async () => {
    const own = join(folder, "malformed");
    writeInput(own, [change("a", -2), '{"key":"1","value":"x"}', change("b", 5)]);
    const line = "run pos --input malformed --state malformed.duckdb";
    const { code, out, err } = await cli(folder, line);
    expect(code).toBe(1);
    const statuses = Object.fromEntries(out.split("\n").map((one) => [one.split(" ")[0], one.split(/ {2,}/).at(-1)]));
    expect(statuses).toMatchObject({ raw_inventory_change: "FAILED", inventory_change_line: "SKIPPED", store: "COMPLETED" });
    expect(out).toMatch(/\n\nupdate \S+ is FAILED after \S+ s\n$/);
    expect(err).toContain(`updating pos
✘ input/malformed-line: the record has no "timestamp"

    ${join(own, "topics/pos.inventory_change.v1/0.jsonl")}:2
    2 │ {"key":"1","value":"x"}
`);
    writeFileSync(join(own, "topics/pos.inventory_change.v1/0.jsonl"), `${change("a", -2)}\n${change("b", 5)}\n`);
    const mended = await cli(folder, line);
    expect({ code: mended.code, added: cells(mended.out, "raw_inventory_change")[2] }).toEqual({ code: 0, added: "2" });
  });
});

describe("sluice run with a fixed time", () => {
  it("takes any instant with a zone", async () => {
    const own = join(folder, "fixed");
    writeInput(own, [change("a", -2)]);
    expect(await cli(folder, `run pos --input fixed --state fixed.duckdb --now 2021-01-05T12:00:00+01:00`)).toMatchObject({ code: 0 });
  });
});

describe("sluice run --watch", () => {
  it("runs again when the input changed, until it is interrupted", async () => {
    const own = join(folder, "watched");
    writeInput(own, [change("a", -2)]);
    const interruption = new AbortController();
    let waits = 0;
    const heard = (text: string): void => {
      if (!text.includes("waiting for changes of watched; Ctrl-C ends")) return;
      waits++;
      if (waits === 1) arrive(own, [change("b", 5, 1), change("c", 5, 2)]);
      else interruption.abort();
    };
    const { code, out, err } = await cli(folder, "run pos --input watched --state watched.duckdb --watch", {
      signal: interruption.signal,
      heard,
    });
    expect({ code, end: err.slice(-12) }).toEqual({ code: 130, end: "interrupted\n" });
    expect(out.match(/^raw_inventory_change .*$/gm)?.map((line) => line.split(/ {2,}/)[2])).toEqual(["1", "2"]);
  });
});

describe("an interrupted sluice run", () => {
  it("stops between two micro-batches, and the next run does the rest", async () => {
    writeInput(join(folder, "cut"), [change("a", -2)]);
    const line = "run pos --input cut --state cut.duckdb";
    const interruption = new AbortController();
    interruption.abort();
    expect(await cli(folder, line, { signal: interruption.signal })).toEqual({
      code: 130,
      out: "",
      err: "updating pos\ninterrupted; what was committed stays, and the next update goes on from there\n",
    });
    const { code, out } = await cli(folder, line);
    expect({ code, added: cells(out, "raw_inventory_change")[2] }).toEqual({ code: 0, added: "1" });
  });
});
