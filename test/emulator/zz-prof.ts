import { DuckDBConnection } from "@duckdb/node-api";
const times = new Map<string, { n: number; ms: number }>();
let on = false;
for (const m of ["run","stream","createAppender"] as const) {
  const orig = (DuckDBConnection.prototype as any)[m];
  (DuckDBConnection.prototype as any)[m] = async function (sql: string, ...rest: any[]) {
    const t = performance.now();
    try { return await orig.call(this, sql, ...rest); } finally {
      if (on) { const k = sql.replace(/\s+/g, " ").replace(/\d+/g, "#").slice(0, 110); const e = times.get(k) ?? { n: 0, ms: 0 }; e.n++; e.ms += performance.now() - t; times.set(k, e); }
    }
  };
}
export const profile = { start() { times.clear(); on = true; }, stop(label: string) { on = false; let total = 0, n = 0; for (const e of times.values()) { total += e.ms; n += e.n; } console.log(`== ${label}: ${n} statements ${total.toFixed(1)} ms`); for (const [k, e] of [...times].sort((a, b) => b[1].ms - a[1].ms).slice(0, 40)) console.log(e.ms.toFixed(1).padStart(7), String(e.n).padStart(3), k); } };
