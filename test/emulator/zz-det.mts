import { rmSync } from "node:fs";
import { DuckDBInstance } from "@duckdb/node-api";
import { openEmulator } from "../../emulator/index.js";
import { compileIr } from "../../generator/build/compile.js";
import pos from "../../pipelines/pos/index.js";
for (let k = 0; k < 4; k++) {
const state = "/tmp/emu/pos/det.duckdb"; rmSync(state, { force: true });
const e = openEmulator({ pipeline: compileIr(pos).ir, input: "/tmp/emu/pos/input", state }); await e.update(); e.close(); await new Promise((r) => setTimeout(r, 100));
const i = await DuckDBInstance.create(state, { access_mode: "READ_ONLY" }); const c = await i.connect();
const out = []; for (const t of ["raw_inventory_change", "inventory_change_line", "inventory_change_rejected", "inventory_change", "latest_inventory_snapshot", "inventory_current"]) out.push((await c.runAndReadAll(`select sum(hash(t)) from _sluice.data_${t} t`)).getRowsJson()[0]![0]);
console.log(out.join(" ")); c.closeSync(); i.closeSync(); }
