export { type Emulator, type EmulatorOptions, openEmulator } from "./emulator.js";
export type { Outside } from "./outside/outside.js";
export { planUpdate } from "./plan/plan.js";
export { printPlan } from "./plan/print.js";
export type { DatasetReport, ExpectationReport, Status, UpdateReport } from "./report/report.js";
export { readRows } from "./rows/rows.js";
export type { Progress, UpdateOptions } from "./update.js";
