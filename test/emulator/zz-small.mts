import { profile } from "./zz-prof.js";
import { rmSync } from "node:fs";
import { openEmulator } from "../../emulator/index.js";
import { openMemory } from "../../emulator/outside/memory.js";
import { irOf, shop } from "./shop.js";
const outside = openMemory(); outside.put("reference", "stores.csv", ['{"store":"a","city":"Aachen"}'], new Date());
for (const state of [":memory:"]) {
rmSync(state, { force: true });
const e = openEmulator({ pipeline: irOf(shop), input: outside, state });
let n = 0; const pub = () => outside.publish("shop.orders.v1", 0, [{ key: null, value: JSON.stringify({ id: n % 50, store: "a", amount: 5, version: n++ }), timestamp: new Date() }]);
for (let k = 0; k < 30; k++) { pub(); const t = performance.now(); await e.update(); if (k % 10 === 9) console.log(state, "wall", (performance.now() - t).toFixed(1)); }
for (let k = 0; k < 6; k++) { const t = performance.now(); await e.update(); if (k % 3 === 2) console.log(state, "idle", (performance.now() - t).toFixed(1)); }
pub(); const t = performance.now(); await e.update(); console.log("wall", performance.now() - t); 
e.close(); }
