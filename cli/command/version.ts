import type { Surroundings } from "../surroundings.js";
import { UsageCommand } from "../usage.js";
import { version } from "../version.js";

export function versionCommand({ results }: Surroundings): UsageCommand {
  return new UsageCommand("version")
    .summary("print the version")
    .description("Print the version.")
    .action(() => results.write(`sluice ${version()}\n`));
}
