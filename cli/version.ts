import { readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../generator/diagnostic/index.js";

/** The version of package.json. */
export function version(): string {
  const parsed: unknown = JSON.parse(readFileSync(join(repository, "package.json"), "utf8"));
  return typeof parsed === "object" && parsed !== null && "version" in parsed ? String(parsed.version) : "unknown";
}
