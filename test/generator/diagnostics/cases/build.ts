import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { onTestFinished } from "vitest";
import { pipeline } from "#generator";
import { compile, findPipeline, loadPipeline, writeBuild } from "../../../../generator/build/index.js";
import { type Diagnostic, DiagnosticError } from "../../../../generator/diagnostic/index.js";
import { sales } from "../shop.js";
import { type Case, error, placesIn } from "../told.js";

/** A repository in which only `pipelines/` counts. */
const root = fileURLToPath(new URL("..", import.meta.url));
const placeIn = (file: string, marked: string) => placesIn(pathToFileURL(join(root, "pipelines", file)).href)(marked);
const pipelines = "test/generator/diagnostics/pipelines";

async function toldBy(run: () => Promise<unknown>): Promise<readonly Diagnostic[]> {
  try {
    await run();
    return [];
  } catch (failure) {
    if (failure instanceof DiagnosticError) return failure.diagnostics;
    throw failure;
  }
}

function built(name: string, load: () => Promise<unknown>, from = root): Case["provoke"] {
  return () => toldBy(async () => compile(await loadPipeline(findPipeline(name, from), load)));
}

const nothing = async (): Promise<unknown> => ({});

function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "sluice-diagnostics-")));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

const shop = (name = "shop") => compile(pipeline(name, { datasets: { bronze: { sales } } }));

/** Mistakes that show when a pipeline is looked for, loaded and written. */
export const build: readonly Case[] = [
  { what: "a pipeline that is right", provoke: built("lender", () => import("../pipelines/lender/index.js")), tells: [] },
  {
    what: "a misspelt pipeline",
    provoke: built("lendr", nothing),
    tells: [
      error("pipeline/not-found", 'no pipeline "lendr"', {
        notes: ["pipelines/ has borrower, empty_handed, lender, renamed, throwing, unlike"],
        fix: 'did you mean "lender"?',
      }),
    ],
  },
  {
    what: "a pipeline where there is none",
    provoke: () => built("shop", nothing, temporaryFolder())(),
    tells: [
      error("pipeline/not-found", 'no pipeline "shop"', {
        notes: ["pipelines/ has no folder with an index.ts"],
        fix: "make pipelines/shop/index.ts",
      }),
    ],
  },
  {
    what: "a module that throws",
    provoke: built("throwing", () => import("../pipelines/throwing/index.js")),
    tells: [
      error("pipeline/cannot-load", "pipelines/throwing cannot be loaded: no window is set", {
        at: placeIn("throwing/index.ts", 'throw ▸new Error("no window is set")'),
        fix: "mend what this place throws; npx tsc may say more",
      }),
    ],
  },
  {
    what: "a mistake outside of any dataset",
    provoke: built("unlike", () => import("../pipelines/unlike/index.js")),
    tells: [
      error("function/operand", "operand 2 of > is TIMESTAMP, and > takes DATE there", {
        at: placeIn("unlike/index.ts", 'day("2024-02-29").▸gt('),
        fix: "cast it, or use another column",
      }),
    ],
  },
  {
    what: "an index.ts without a default export",
    provoke: built("empty_handed", () => import("../pipelines/empty_handed/index.js")),
    tells: [
      error("pipeline/no-default-export", "pipelines/empty_handed/index.ts does not export a pipeline", {
        at: { file: `${pipelines}/empty_handed/index.ts`, line: 1 },
        fix: 'write: export default pipeline("empty_handed", { datasets: { … } })',
      }),
    ],
  },
  {
    what: "a pipeline that is called otherwise than its folder",
    provoke: built("renamed", () => import("../pipelines/renamed/index.js")),
    tells: [
      error("pipeline/name-differs", 'the pipeline in pipelines/renamed is called "rebranded"', {
        at: placeIn("renamed/index.ts", "export default ▸pipeline("),
        fix: 'write pipeline("renamed", …), or rename the folder',
      }),
    ],
  },
  {
    what: "a dataset of another pipeline",
    provoke: built("borrower", () => import("../pipelines/borrower/index.js")),
    tells: [
      error("graph/other-pipeline", `borrowed reads "lent", which belongs to ${pipelines}/lender`, {
        at: placeIn("borrower/index.ts", "const borrowed = ▸materializedView("),
        fix: "read the source it comes from, or move the dataset into this pipeline",
      }),
    ],
  },
  ...foreign("a folder with files of one's own", { "notes.txt": "" }, "it has files and no manifest of a build"),
  ...foreign("the build of another pipeline", { "manifest.json": '{"pipeline":"other"}' }, 'it is a build of the pipeline "other"'),
  ...below(),
];

/** The paths are only known when the test runs, so that what is told is brought to one form. */
function foreign(what: string, files: { readonly [name: string]: string }, why: string): readonly Case[] {
  const provoke = async () => {
    const folder = join(temporaryFolder(), "shop");
    mkdirSync(folder);
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    return withoutPath(await toldBy(() => writeBuild(shop(), folder)), folder);
  };
  const fix = "give another folder with --out, or move this one away";
  return [{ what, provoke, tells: [error("build/foreign-folder", `FOLDER is no place for a build of "shop": ${why}`, { fix })] }];
}

function below(): readonly Case[] {
  const provoke = async () => {
    const file = join(temporaryFolder(), "file");
    writeFileSync(file, "");
    const folder = join(file, "shop");
    return withoutPath(await toldBy(() => writeBuild(shop(), folder)), folder);
  };
  const notes = ["ENOTDIR: not a directory, scandir 'FOLDER'"];
  const fix = "give a folder you may write to with --out";
  return [
    {
      what: "a folder below a file",
      provoke,
      tells: [error("build/unwritable", "the build cannot be written to FOLDER", { notes, fix })],
    },
  ];
}

function withoutPath(diagnostics: readonly Diagnostic[], folder: string): readonly Diagnostic[] {
  return JSON.parse(JSON.stringify(diagnostics).replaceAll(JSON.stringify(folder).slice(1, -1), "FOLDER"));
}
