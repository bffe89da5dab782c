import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { flagOf, type ParameterTable, type ParameterValues } from "./parameters.js";
import { foreign } from "./refusal.js";
import type { Scenario, Simulator } from "./simulator.js";
import { readIfThere, writeWhole } from "./whole-file.js";

/** Which simulation a folder holds, as `_simulation.json` says: everything that decides the bytes except how far it goes. */
interface Marker {
  readonly simulator: string;
  readonly version: number;
  readonly parameters: Readonly<Record<string, number | string>>;
}

/**
 * Makes a folder the place of one simulation, or finds that it is already.
 *
 * @throws DiagnosticError when it holds another simulation, or topics that no simulation wrote.
 */
export async function claimFolder<P extends ParameterTable>(
  out: string,
  simulator: Simulator<P>,
  values: ParameterValues<P>,
  scenario: Scenario,
): Promise<void> {
  const path = join(out, "_simulation.json");
  const mine = markerOf(simulator, values);
  const text = await readIfThere(path);
  if (text === undefined) {
    await refuseStrangeTopics(out, scenario);
    await writeWhole(path, `${JSON.stringify(mine, null, 2)}\n`, scenario.start);
    return;
  }
  const differences = compare(parseMarker(text, path), mine);
  if (differences.length > 0) throw foreign(`${out} holds another simulation`, differences);
}

function markerOf<P extends ParameterTable>({ name, version, parameters }: Simulator<P>, values: ParameterValues<P>): Marker {
  const fixed = Object.entries<number | string>(values).filter(([parameter]) => !parameters[parameter]?.extends);
  return { simulator: name, version, parameters: Object.fromEntries(fixed) };
}

function parseMarker(text: string, path: string): Marker {
  try {
    const found: unknown = JSON.parse(text);
    if (isMarker(found)) return found;
  } catch {
    // not even JSON: the same answer
  }
  throw foreign(`${path} does not say which simulation the folder holds`);
}

function isMarker(value: unknown): value is Marker {
  if (typeof value !== "object" || value === null) return false;
  return (
    "simulator" in value && "version" in value && "parameters" in value && typeof value.parameters === "object" && value.parameters !== null
  );
}

function compare(there: Marker, mine: Marker): string[] {
  if (there.simulator !== mine.simulator) return [`the simulator is ${there.simulator} there, ${mine.simulator} here`];
  if (there.version !== mine.version) return [`version ${there.version} of the simulator wrote it, this is version ${mine.version}`];
  return Object.entries(mine.parameters)
    .filter(([name, value]) => there.parameters[name] !== value)
    .map(([name, value]) => `${flagOf(name)} is ${there.parameters[name]} there, ${value} here`);
}

async function refuseStrangeTopics(out: string, { topics }: Scenario): Promise<void> {
  for (const topic of Object.keys(topics)) {
    const folder = join(out, "topics", topic);
    const files = await readdir(folder).catch(() => []);
    if (files.length > 0) throw foreign(`${folder} has messages that no simulation wrote`);
  }
}
