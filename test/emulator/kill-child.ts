/** Runs one update of the shop in small micro-batches and writes a dot for each step of it; `kill.test.ts` ends it before it is through. */
import { writeSync } from "node:fs";
import { openEmulator } from "../../emulator/index.js";
import { irOf, shop } from "./shop.js";

const [input = "", state = ""] = process.argv.slice(2);
const emulator = openEmulator({ pipeline: irOf(shop), input, state, microBatchRecords: 40 });
await emulator.update({ onProgress: () => writeSync(1, ".") });
emulator.close();
