import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { repository } from "../../generator/diagnostic/index.js";

/** One error of the compiler: where, and its whole message, further lines included. */
export interface CompilerError {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/** What one run of the compiler over the fixtures and the POS pipeline said and wrote. */
export interface Compilation {
  readonly errors: readonly CompilerError[];
  /** The declaration file of a module, by the module's path in the repository. */
  readonly declarationsOf: (file: string) => string;
}

/** Runs `tsc` once over `test/types/fixtures` and `pipelines/pos`. */
export function compileFixtures(): Compilation {
  const out = mkdtempSync(join(tmpdir(), "sluice-types-"));
  try {
    const flags = [
      "-p",
      "test/types/fixtures",
      "--pretty",
      "false",
      "--noEmit",
      "false",
      "--declaration",
      "--emitDeclarationOnly",
      "--rootDir",
      ".",
      "--outDir",
      out,
    ];
    const { stdout, stderr, error } = spawnSync(process.execPath, ["node_modules/typescript/bin/tsc", ...flags], {
      cwd: repository,
      encoding: "utf8",
    });
    if (error || stderr !== "") throw new Error(`tsc did not run: ${error?.message ?? stderr}`);
    const declarations = new Map(declared.map((file) => [file, readFileSync(join(out, file.replace(/\.ts$/, ".d.ts")), "utf8")]));
    return {
      errors: errorsIn(stdout),
      declarationsOf: (file) => declarations.get(file) ?? "",
    };
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

const declared = [
  "test/types/fixtures/pipeline.ts",
  "test/types/fixtures/columns.ts",
  "pipelines/pos/schemas.ts",
  "pipelines/pos/bronze.ts",
  "pipelines/pos/silver.ts",
  "pipelines/pos/gold.ts",
];

function errorsIn(output: string): readonly CompilerError[] {
  return output.split(/\n(?=\S)/).flatMap((text) => {
    const [, file = "", line = "", message = ""] = /^(\S+)\((\d+),\d+\): error TS\d+: ([\s\S]+?)\s*$/.exec(text) ?? [];
    return file === "" ? [] : [{ file, line: Number(line), message }];
  });
}
