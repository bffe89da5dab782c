import { generatedPipeline } from "../generated.js";

/** Compiles one generated pipeline in this process and prints `{ datasets, seconds, megabytes, json }` for `bench/measures/compile.ts`. */
const size = Number(process.argv[2] ?? "100");
// The built tool, as users run it; only pipelines are TypeScript then, and both share the one built generator.
const built = new URL("../../dist/generator/build/index.js", import.meta.url);
const { compile } = (await import(built.href)) as typeof import("../../generator/build/index.js");
const begun = performance.now();
const compiled = compile(generatedPipeline(size));
const seconds = (performance.now() - begun) / 1000;
const before = performance.now();
JSON.parse(compiled.irText);
const json = (performance.now() - before) / 1000;
console.log(
  JSON.stringify({
    datasets: compiled.ir.datasets.length,
    seconds,
    json,
    megabytes: process.resourceUsage().maxRSS / 1024,
    digest: compiled.manifest.digest,
  }),
);
