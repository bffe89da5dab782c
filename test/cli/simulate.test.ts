import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { cli, temporaryFolder } from "./cli.js";

const folder = temporaryFolder();
const small = "--items 5 --transactions 10 --malformed 0 --duplicates 0 --late 0";

describe("sluice simulate", () => {
  it("writes the input of the pipeline, and what is missing when it is run again", async () => {
    const first = await cli(folder, `simulate pos --days 1 ${small}`);
    expect(first).toMatchObject({ code: 0, err: "simulating pos\n" });
    expect(first.out).toMatch(/^\.sluice\/pos\/input: 1 days of pos, \d+ messages and 5 files new\n$/);
    expect(readdirSync(join(folder, ".sluice/pos/input")).sort()).toEqual(["_simulation.json", "files", "topics"]);
    expect((await cli(folder, `simulate pos --days 1 ${small}`)).out).toMatch(
      /^\.sluice\/pos\/input: 1 days of pos, 0 messages and 0 files new, \d+ there before\n$/,
    );
    expect((await cli(folder, `simulate pos --days 2 ${small}`)).out).toMatch(
      /^\.sluice\/pos\/input: 2 days of pos, [1-9]\d* messages and 0 files new, \d+ there before\n$/,
    );
  });

  it("gives parameters in words of any form to the simulator", async () => {
    expect(
      await cli(folder, `simulate pos --out shaped --days=0.5 ${small} --max-message-bytes 1000 --snapshots bare --speed max`),
    ).toMatchObject({ code: 0 });
    expect(readdirSync(join(folder, "shaped/files/inventory_snapshots")).every((name) => name.endsWith(".csv"))).toBe(true);
  });

  it("says everything that is wrong with the parameters at once", async () => {
    expect(await cli(folder, "simulate pos --out wrong --days many --snapshots xml")).toEqual({
      code: 1,
      out: "",
      err: `simulating pos
✘ simulator/parameter-value: --days cannot be "many"

    --days: simulated days from 2021-01-01; what arrives later is left out
    fix: give a number from 0 to 3650, or leave it out for 30

✘ simulator/parameter-value: --snapshots cannot be "xml"

    --snapshots: shape of the snapshot files
    fix: give one of mix, pandas, header, bare, or leave it out for mix

2 errors
`,
    });
  });

  it("knows the options of the simulator wherever the pipeline stands", async () => {
    expect((await cli(folder, `simulate --days 0 ${small} --out before pos`)).code).toBe(0);
    expect((await cli(folder, "simulate --dayz 1 pos")).err).toMatch(
      /^✘ cli\/unknown-option: simulate has no option --dayz\n.*fix: did you mean "--days"\?\n$/s,
    );
  });

  it("refuses a speed that is none", async () => {
    expect((await cli(folder, "simulate pos --speed fast")).err).toContain('✘ simulator/parameter-value: --speed cannot be "fast"\n');
  });

  it("says where it cannot write", async () => {
    writeFileSync(join(folder, "file"), "");
    const { code, out, err } = await cli(folder, `simulate pos --out file/below ${small}`);
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toContain(`✘ simulator/folder-unwritable: cannot write the simulated input to ${join(folder, "file/below")}\n`);
  });

  it("stops at a clean place when it is interrupted, and goes on the next time", async () => {
    const interruption = new AbortController();
    interruption.abort();
    const { code, out, err } = await cli(folder, `simulate pos --out cut --days 1 ${small}`, { signal: interruption.signal });
    expect({ code, out }).toEqual({ code: 130, out: "" });
    expect(err).toBe(
      "simulating pos\ninterrupted after 0 days of pos, 0 messages and 0 files new; the same command again writes the rest\n",
    );
    expect((await cli(folder, `simulate pos --out cut --days 1 ${small}`)).code).toBe(0);
  });
});
