import { afterAll, describe, expect, it } from "vitest";
import { keyOf } from "./asked.js";
import { families } from "./cases/index.js";
import { closeSessions } from "./emulated.js";
import { readRecording } from "./recording.js";
import { judge } from "./verdict.js";

afterAll(closeSessions);

for (const [family, cases] of Object.entries(families)) {
  const recording = readRecording(family);
  describe(`${family}: the emulator gives what Spark ${recording?.spark ?? ""} gave`, () => {
    for (const one of cases) {
      const key = keyOf(one);
      it(key.length > 100 ? `${key.slice(0, 100)}…` : key, async () => {
        expect((await judge(one, recording?.cases[key])).problems).toEqual([]);
      });
    }
    it("nothing is recorded that is no case", () => {
      expect(Object.keys(recording?.cases ?? {}).filter((key) => !cases.some((one) => keyOf(one) === key))).toEqual([]);
    });
  });
}
