import { lstat, mkdir, readdir, readFile, rename, rm, rmdir, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { DiagnosticError, error, fromRepository } from "../diagnostic/index.js";
import type { Compiled } from "./compile.js";

/** What a build has written. */
export interface Written {
  readonly folder: string;
  /** Paths inside the folder whose bytes are new or different. */
  readonly changed: readonly string[];
  /** Notebooks of an earlier build that are no longer made. */
  readonly removed: readonly string[];
}

const manifestFile = "manifest.json";
const notebookFolder = "databricks";

/**
 * Writes `folder/databricks/*.sql`, `folder/pipeline.ir.json` and `folder/manifest.json`. A new folder appears whole. In one that is
 * there, every file is replaced whole and the manifest last, so that its hashes tell a reader about a build that was cut off; notebooks
 * that are no longer made are removed. Throws `build/foreign-folder` for a folder with files that no build of this pipeline made, and
 * `build/unwritable`.
 *
 * `await writeBuild(compile(definition), ".sluice/build/pos")`
 */
export async function writeBuild(compiled: Compiled, folder: string): Promise<Written> {
  const files = filesOf(compiled);
  try {
    return (await isEmpty(folder)) ? await create(folder, files) : await replace(folder, files, compiled.manifest.pipeline);
  } catch (failure) {
    throw isSystemError(failure) ? unwritable(folder, failure) : failure;
  }
}

type Files = ReadonlyMap<string, string>;

/** In the order they are written. */
function filesOf({ notebooks, irText, manifest }: Compiled): Files {
  return new Map([
    ...notebooks.map(({ name, text }) => [`${notebookFolder}/${name}.sql`, text] as const),
    ["pipeline.ir.json", irText],
    [manifestFile, `${JSON.stringify(manifest, null, 2)}\n`],
  ]);
}

async function create(folder: string, files: Files): Promise<Written> {
  const draft = join(dirname(folder), `.${basename(folder)}.${process.pid}.tmp`);
  try {
    await rm(draft, { recursive: true, force: true });
    await mkdir(join(draft, notebookFolder), { recursive: true });
    for (const [path, text] of files) await writeFile(join(draft, path), text);
    // Not every system renames onto an empty folder.
    await rmdir(folder).catch(() => undefined);
    await rename(draft, folder);
  } catch (failure) {
    await rm(draft, { recursive: true, force: true });
    throw failure;
  }
  return { folder, changed: [...files.keys()], removed: [] };
}

async function replace(folder: string, files: Files, pipeline: string): Promise<Written> {
  await requireBuildOf(folder, pipeline);
  await mkdir(join(folder, notebookFolder), { recursive: true });
  const changed: string[] = [];
  for (const [path, text] of files) {
    if ((await readIfThere(join(folder, path))) === text) continue;
    const draft = join(folder, `${path}.${process.pid}.tmp`);
    await writeFile(draft, text);
    await rename(draft, join(folder, path));
    changed.push(path);
  }
  const there = await readdir(join(folder, notebookFolder));
  const removed = there.map((name) => `${notebookFolder}/${name}`).filter((path) => path.endsWith(".sql") && !files.has(path));
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

async function requireBuildOf(folder: string, pipeline: string): Promise<void> {
  const owner = ownerOf(await readIfThere(join(folder, manifestFile)));
  if (owner === pipeline) return;
  const why = owner === undefined ? "it has files and no manifest of a build" : `it is a build of the pipeline "${owner}"`;
  throw new DiagnosticError([
    error("build/foreign-folder", `${fromRepository(folder)} is no place for a build of "${pipeline}": ${why}`, {
      fix: "give another folder with --out, or move this one away",
    }),
  ]);
}

/** The pipeline a manifest is of, whatever its format. */
function ownerOf(manifest: string | undefined): string | undefined {
  try {
    const parsed: unknown = JSON.parse(manifest ?? "");
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
