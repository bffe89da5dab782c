import { defineConfig } from "vitest/config";

export default defineConfig({
  // Tests run the TypeScript as it is: the condition "source" makes `#generator` the file that relative imports of the generator reach, so
  // that a test process, too, holds one copy of it. The other names are Vite's defaults, which this list replaces.
  ssr: { resolve: { conditions: ["source", "module", "node", "development|production"] } },
  test: {
    include: ["test/**/*.test.ts"],
    // Processes, not threads: tests change the working directory, and a crash in DuckDB's native code must name the file it happened in.
    pool: "forks",
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
