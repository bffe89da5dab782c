import { existsSync, readdirSync } from "node:fs";
import { DiagnosticError, error, nearest } from "../generator/diagnostic/index.js";
import type { Simulator } from "../simulators/simulator.js";

const home = new URL("../simulators/", import.meta.url);

/** Where the simulator of a pipeline is, if it has one. */
function moduleOf(pipeline: string): URL | undefined {
  return ["index.js", "index.ts"].map((file) => new URL(`${encodeURIComponent(pipeline)}/${file}`, home)).find((url) => existsSync(url));
}

/** The pipelines that have a simulator, `simulators/<pipeline>/index.ts`; nothing has to be registered. */
export function findSimulators(): readonly string[] {
  return readdirSync(home, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && moduleOf(entry.name))
    .map((entry) => entry.name)
    .sort();
}

/** The simulator of a pipeline. Throws `simulator/not-found`. */
export async function loadSimulator(pipeline: string): Promise<Simulator> {
  const url = findSimulators().includes(pipeline) ? moduleOf(pipeline) : undefined;
  const module: unknown = url && (await import(url.href));
  if (typeof module === "object" && module !== null && "simulator" in module) return module.simulator as Simulator;
  const names = findSimulators();
  const meant = nearest(pipeline, names);
  throw new DiagnosticError([
    error("simulator/not-found", `there is no simulator for "${pipeline}"`, {
      notes: [names.length > 0 ? `there are simulators for ${names.join(", ")}` : "simulators/ has none"],
      fix: meant ? `did you mean "${meant}"?` : `write simulators/${pipeline}/index.ts, or put files of your own into the input folder`,
    }),
  ]);
}
