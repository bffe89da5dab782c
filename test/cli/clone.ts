import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, cpSync, mkdirSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Said, temporaryFolder } from "./cli.js";

const repository = fileURLToPath(new URL("../../", import.meta.url));

/** A repository as a user has it: the tool built as it is now, and pipelines of its own. */
export interface Clone {
  readonly folder: string;
  /** Writes files below `pipelines/`. */
  write(files: Readonly<Record<string, string>>): void;
  /** Runs a command line of the built tool in a process of its own. */
  sluice(line: string, options?: ProcessOptions): Promise<Said>;
}

interface ProcessOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** Sends SIGINT when the process has said this on standard error. */
  readonly interruptAt?: string;
}

export function makeClone(): Clone {
  const folder = realpathSync(temporaryFolder());
  const build = spawnSync(
    process.execPath,
    [join(repository, "node_modules/typescript/bin/tsc"), "-p", "tsconfig.build.json", "--outDir", join(folder, "dist")],
    {
      cwd: repository,
      encoding: "utf8",
    },
  );
  if (build.status !== 0) throw new Error(`the tool cannot be built:\n${build.stdout}`);
  for (const name of ["package.json", "tsconfig.json"]) copyFileSync(join(repository, name), join(folder, name));
  symlinkSync(join(repository, "node_modules"), join(folder, "node_modules"));
  cpSync(join(repository, "pipelines/pos"), join(folder, "pipelines/pos"), { recursive: true });
  return {
    folder,
    write: (files) => {
      for (const [name, text] of Object.entries(files)) {
        const path = join(folder, "pipelines", name);
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, text);
      }
    },
    sluice: (line, options) => run(folder, line.split(" "), options),
  };
}

async function run(folder: string, words: readonly string[], { environment = {}, interruptAt }: ProcessOptions = {}): Promise<Said> {
  const child = spawn(process.execPath, [join(folder, "dist/cli/main.js"), ...words], {
    cwd: folder,
    // Nothing of what the test runner sets, NODE_OPTIONS least of all.
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = { out: "", err: "" };
  let interrupted = false;
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said.out += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said.err += text;
    if (interruptAt === undefined || interrupted || !said.err.includes(interruptAt)) return;
    interrupted = true;
    child.kill("SIGINT");
  });
  const [code, signal] = await once(child, "close");
  if (code === null) throw new Error(`the process was ended by ${signal}: ${said.err}`);
  return { code: Number(code), ...said };
}
