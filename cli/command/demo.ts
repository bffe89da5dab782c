import { defaults } from "../folders.js";
import type { Surroundings } from "../surroundings.js";
import { UsageCommand } from "../usage.js";

export function demoCommand(surroundings: Surroundings): UsageCommand {
  return new UsageCommand("demo")
    .summary("show everything with the pipeline pos (npm start)")
    .description(
      `Simulate input for the pipeline pos, build its notebooks, run updates while more arrives, and show the tables: all in ${defaults.demo}, afresh each time.`,
    )
    .action(async () => {
      const { runDemo } = await import("../demo.js");
      await runDemo(surroundings);
    });
}
