import { lstat, mkdir, readdir, readFile, rename, rm, rmdir, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { DiagnosticError, error, fromRepository } from "../diagnostic/index.js";
import type { Compiled } from "./compile.js";
import { ownerOfSpec, type SparkProject, specFile, transformations } from "./spark/project.js";

/** What a build has written. */
export interface Written {
  readonly folder: string;
  /** Paths inside the folder whose bytes are new or different. */
  readonly changed: readonly string[];
  /** SQL files of an earlier build that are no longer made. */
  readonly removed: readonly string[];
}

const manifestFile = "manifest.json";
const notebookFolder = "databricks";

/** What is written into a folder. */
interface Content {
  readonly pipeline: string;
  /** Texts by path, in the order they are written. */
  readonly files: ReadonlyMap<string, string>;
  /** The folder whose SQL files are all ours. */
  readonly sql: string;
  /** The file by which a folder is known as ours, and the pipeline it names. It is among the files. */
  readonly mark: string;
  readonly what: string;
  readonly owner: (text: string) => string | undefined;
}

/**
 * Writes `folder/databricks/*.sql`, `folder/pipeline.ir.json` and `folder/manifest.json`. A new folder appears whole. In one that is
 * there, every file is replaced whole and the manifest last, so that its hashes tell a reader about a build that was cut off; notebooks
 * that are no longer made are removed. Throws `build/foreign-folder` for a folder with files that no build of this pipeline made, and
 * `build/unwritable`.
 *
 * `await writeBuild(compile(definition), ".sluice/build/pos")`
 */
export function writeBuild({ notebooks, irText, manifest }: Compiled, folder: string): Promise<Written> {
  const files = new Map([
    ...notebooks.map(({ name, text }) => [`${notebookFolder}/${name}.sql`, text] as const),
    ["pipeline.ir.json", irText],
    [manifestFile, `${JSON.stringify(manifest, null, 2)}\n`],
  ]);
  const { pipeline } = manifest;
  return write({ pipeline, files, sql: notebookFolder, mark: manifestFile, what: "manifest of a build", owner: ownerOfManifest }, folder);
}

/**
 * As `writeBuild`, a project for open-source Spark. What running it leaves in the folder stays.
 *
 * `await writeSparkProject(sparkProject(ir, folder), folder)`
 */
export function writeSparkProject({ pipeline, files }: SparkProject, folder: string): Promise<Written> {
  return write({ pipeline, files, sql: transformations, mark: specFile, what: `${specFile} of a build`, owner: ownerOfSpec }, folder);
}

async function write(content: Content, folder: string): Promise<Written> {
  try {
    return (await isEmpty(folder)) ? await create(folder, content.files) : await replace(folder, content);
  } catch (failure) {
    throw isSystemError(failure) ? unwritable(folder, failure) : failure;
  }
}

async function create(folder: string, files: Content["files"]): Promise<Written> {
  const draft = join(dirname(folder), `.${basename(folder)}.${process.pid}.tmp`);
  try {
    await rm(draft, { recursive: true, force: true });
    for (const [path, text] of files) {
      await mkdir(dirname(join(draft, path)), { recursive: true });
      await writeFile(join(draft, path), text);
    }
    // Not every system renames onto an empty folder.
    await rmdir(folder).catch(() => undefined);
    await rename(draft, folder);
  } catch (failure) {
    await rm(draft, { recursive: true, force: true });
    throw failure;
  }
  return { folder, changed: [...files.keys()], removed: [] };
}

async function replace(folder: string, content: Content): Promise<Written> {
  await requireBuildOf(folder, content);
  const { files, sql } = content;
  const changed: string[] = [];
  for (const [path, text] of files) {
    if ((await readIfThere(join(folder, path))) === text) continue;
    const draft = join(folder, `${path}.${process.pid}.tmp`);
    await mkdir(dirname(draft), { recursive: true });
    await writeFile(draft, text);
    await rename(draft, join(folder, path));
    changed.push(path);
  }
  const there = await readdir(join(folder, sql));
  const removed = there.map((name) => `${sql}/${name}`).filter((path) => path.endsWith(".sql") && !files.has(path));
  for (const path of removed) await rm(join(folder, path));
  return { folder, changed, removed };
}

async function isEmpty(folder: string): Promise<boolean> {
  try {
    return (await readdir(folder)).length === 0;
  } catch (failure) {
    if (isSystemError(failure) && failure.code === "ENOENT" && !(await isThere(folder))) return true;
    throw failure;
  }
}

/** Also a link that leads nowhere is there. */
async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

async function requireBuildOf(folder: string, { pipeline, mark, what, owner: ownerOf }: Content): Promise<void> {
  const owner = ownerOf((await readIfThere(join(folder, mark))) ?? "");
  if (owner === pipeline) return;
  const why = owner === undefined ? `it has files and no ${what}` : `it is a build of the pipeline "${owner}"`;
  throw new DiagnosticError([
    error("build/foreign-folder", `${fromRepository(folder)} is no place for a build of "${pipeline}": ${why}`, {
      fix: "give another folder with --out, or move this one away",
    }),
  ]);
}

/** The pipeline a manifest is of, whatever its format. */
function ownerOfManifest(manifest: string): string | undefined {
  try {
    const parsed: unknown = JSON.parse(manifest);
    return typeof parsed === "object" && parsed !== null && "pipeline" in parsed && typeof parsed.pipeline === "string"
      ? parsed.pipeline
      : undefined;
  } catch {
    return undefined;
  }
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (failure) {
    if (isSystemError(failure) && failure.code === "ENOENT") return undefined;
    throw failure;
  }
}

function unwritable(folder: string, { message }: Error): DiagnosticError {
  return new DiagnosticError([
    error("build/unwritable", `the build cannot be written to ${fromRepository(folder)}`, {
      notes: [message],
      fix: "give a folder you may write to with --out",
    }),
  ]);
}

function isSystemError(failure: unknown): failure is NodeJS.ErrnoException {
  return failure instanceof Error && "syscall" in failure;
}
