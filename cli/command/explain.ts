import type { Surroundings } from "../surroundings.js";
import { UsageCommand } from "../usage.js";

export function explainCommand({ results }: Surroundings): UsageCommand {
  return new UsageCommand("explain")
    .summary("say what the code of a diagnostic means")
    .description("Say what the code of a diagnostic means and what to do. Without one, list all codes.")
    .argument("[code]", "as in column/unknown")
    .action(async (code?: string) => {
      const { explain, listCodes } = await import("../explain.js");
      await results.write(code === undefined ? listCodes(results.color) : explain(code, results.color));
    });
}
