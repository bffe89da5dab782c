import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { repository } from "../../generator/diagnostic/index.js";
import { keyOf } from "./asked.js";
import { families } from "./cases/index.js";
import { closeSessions } from "./emulated.js";
import { readRecording } from "./recording.js";
import { type Judged, report, unproven } from "./report.js";
import { judge, type Verdict } from "./verdict.js";

afterAll(closeSessions);

const judged: Judged[] = [];

for (const [family, cases] of Object.entries(families)) {
  const recording = readRecording(family);
  describe(`${family}: the emulator gives what Spark ${recording?.spark ?? ""} gave`, () => {
    const verdicts: { readonly one: (typeof cases)[number]; readonly verdict: Verdict }[] = [];
    judged.push({ family, recording, cases: verdicts });
    for (const one of cases) {
      const key = keyOf(one);
      it(key.length > 100 ? `${key.slice(0, 100)}…` : key, async () => {
        const verdict = await judge(one, recording?.cases[key]);
        verdicts.push({ one, verdict });
        expect(verdict.problems).toEqual([]);
      });
    }
    it("nothing is recorded that is no case", () => {
      expect(Object.keys(recording?.cases ?? {}).filter((key) => !cases.some((one) => keyOf(one) === key))).toEqual([]);
    });
  });
}

describe("all cases together", () => {
  it("ask about every function of the table, by three values at least", () => {
    expect(unproven(judged)).toEqual([]);
  });

  it("are recorded with Spark's own condition, never with the wrapping of Py4J: a recording older than its oracle", () => {
    const results = judged.flatMap(({ family, recording }) =>
      Object.values(recording?.cases ?? {}).flatMap((one) => one.results.map((result) => `${family}: ${JSON.stringify(result)}`)),
    );
    expect(results.filter((result) => result.includes('"Py4J'))).toEqual([]);
  });

  it("make docs/conformance.md as it is", () => {
    expect(readFileSync(join(repository, "docs/conformance.md"), "utf8")).toBe(report(judged));
  });
});
