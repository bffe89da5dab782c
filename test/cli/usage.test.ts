import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { cli, temporaryFolder } from "./cli.js";

const folder = temporaryFolder();
const repository = new URL("../../", import.meta.url);
const pipelines = readdirSync(new URL("pipelines/", repository)).join(", ");
const { version } = JSON.parse(readFileSync(new URL("package.json", repository), "utf8")) as { version: string };
const commands = "check, build, simulate, run, rows, graph, explain, demo, version";

/** What is wrong with a command line, word for word. */
const mistakes: readonly (readonly [line: string, text: string])[] = [
  ["chek", `✘ cli/unknown-command: no command "chek"\n\n    there are ${commands}\n    fix: did you mean "check"?\n`],
  ["deploy", `✘ cli/unknown-command: no command "deploy"\n\n    there are ${commands}\n    fix: see npx sluice --help\n`],
  ["--loud", "✘ cli/unknown-option: sluice has no option --loud\n\n    there are --version\n    fix: see npx sluice --help\n"],
  [
    "run pos --ful-refresh",
    '✘ cli/unknown-option: run has no option --ful-refresh\n\n    there are --input, --state, --full-refresh, --now, --watch\n    fix: did you mean "--full-refresh"?\n',
  ],
  [
    "graph pos --xml=1",
    "✘ cli/unknown-option: graph has no option --xml\n\n    there are --mermaid, --json\n    fix: see npx sluice graph --help\n",
  ],
  ["run", "✘ cli/missing-argument: run needs a <pipeline>\n\n    fix: write npx sluice run [options] <pipeline>\n"],
  ["rows pos", "✘ cli/missing-argument: rows needs a <dataset>\n\n    fix: write npx sluice rows [options] <pipeline> <dataset>\n"],
  ["build --out", "✘ cli/missing-argument: --out of build needs a value\n\n    fix: write --out <folder>\n"],
  [
    "graph pos shop more",
    '✘ cli/too-many-arguments: graph does not take "shop more"\n\n    fix: write npx sluice graph [options] <pipeline>\n',
  ],
  ["graph pos --json --mermaid", "✘ cli/option-conflict: --json and --mermaid exclude each other\n\n    fix: give one of them\n"],
  [
    "run pos --watch --now 2021-01-01T00:00:00Z",
    "✘ cli/option-conflict: --now and --watch exclude each other\n\n    fix: give one of them\n",
  ],
  [
    "simulate --days 3",
    "✘ cli/unknown-option: simulate has no option --days\n\n    there are --out, --speed\n    fix: see npx sluice simulate --help\n",
  ],
  ["simulate poss --days 3", `✘ pipeline/not-found: no pipeline "poss"\n\n    pipelines/ has ${pipelines}\n    fix: did you mean "pos"?\n`],
  [
    "check pos nowhere",
    `✘ pipeline/not-found: no pipeline "nowhere"\n\n    pipelines/ has ${pipelines}\n    fix: make pipelines/nowhere/index.ts\n`,
  ],
  [
    "explain column/unknwon",
    '✘ cli/unknown-code: no diagnostic has the code "column/unknwon"\n\n    fix: did you mean "column/unknown"?\n',
  ],
  ["explain nothing", '✘ cli/unknown-code: no diagnostic has the code "nothing"\n\n    fix: npx sluice explain lists all codes\n'],
];

describe("a command line that is wrong", () => {
  it.each(mistakes)("sluice %s", async (line, text) => {
    expect(await cli(folder, line)).toEqual({ code: 1, out: "", err: text });
  });

  it.each([
    ["--now", "run pos --now yesterday", '"yesterday"', "give a date and time with a zone, as in 2021-01-05T12:00:00Z"],
    ["--now", "run pos --now 2021-01-05T12:00:00", '"2021-01-05T12:00:00"', "give a date and time with a zone, as in 2021-01-05T12:00:00Z"],
    [
      "--now",
      "run pos --now 2021-02-30T12:00:00Z",
      '"2021-02-30T12:00:00Z"',
      "give a date and time with a zone, as in 2021-01-05T12:00:00Z",
    ],
    ["--limit", "rows pos item --limit many", '"many"', "give a whole number of at least 1"],
    ["--limit", "rows pos item --limit 0", '"0"', "give a whole number of at least 1"],
    ["--limit", "rows pos item --limit=-1", '"-1"', "give a whole number of at least 1"],
  ])("%s in sluice %s", async (flag, line, value, fix) => {
    expect(await cli(folder, line)).toEqual({
      code: 1,
      out: "",
      err: `✘ cli/option-value: ${flag} cannot be ${value}\n\n    fix: ${fix}\n`,
    });
  });

  it("shows the help on standard error when there is no command", async () => {
    const { code, out, err } = await cli(folder, []);
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toContain("Usage: sluice [options] [command]");
  });
});

describe("help", () => {
  it("is a result", async () => {
    const { code, out, err } = await cli(folder, "--help");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    for (const command of commands.split(", ")) expect(out).toContain(`\n  ${command} `);
  });

  it("of simulate lists the parameters of the simulator", async () => {
    const { code, out } = await cli(folder, "simulate pos --help");
    expect(code).toBe(0);
    expect(out).toContain("--max-message-bytes <number>");
    expect(out).toContain("--snapshots <choice>");
  });

  it("of simulate without a pipeline says where they are", async () => {
    expect((await cli(folder, "simulate --help")).out).toContain("npx sluice simulate <pipeline> --help");
  });
});

describe("version", () => {
  it.each(["version", "--version", "-V"])("%s", async (line) => {
    expect(await cli(folder, line)).toEqual({ code: 0, out: `sluice ${version}\n`, err: "" });
  });
});
