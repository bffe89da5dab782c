import { tmpdir } from "node:os";
import { afterEach, expect, test, vi } from "vitest";
import { repository } from "../../generator/diagnostic/index.js";
import { audit, shop, synth } from "./fixture.js";

afterEach(() => vi.unstubAllEnvs());

test("the same pipelines give the same bytes", () => {
  const first = synth([audit, shop]).files();
  expect(first.size).toBeGreaterThan(8);
  expect(synth([audit, shop]).files()).toEqual(first);
});

test("nothing of the process' environment gets in", () => {
  const plain = synth([audit, shop]).files();
  vi.stubEnv("AWS_REGION", "us-west-2");
  vi.stubEnv("AWS_ACCESS_KEY_ID", "CANARY");
  vi.stubEnv("ARM_SUBSCRIPTION_ID", "CANARY");
  vi.stubEnv("ARM_CLIENT_SECRET", "CANARY");
  vi.stubEnv("DATABRICKS_HOST", "https://canary.example.com");
  vi.stubEnv("DATABRICKS_TOKEN", "CANARY");
  vi.stubEnv("TF_VAR_canary", "CANARY");
  vi.stubEnv("USER", "canary");
  vi.stubEnv("TZ", "Pacific/Auckland");
  expect(synth([audit, shop]).files()).toEqual(plain);
});

test("no path of this machine and no time of day gets in", () => {
  for (const text of synth([audit, shop]).files().values()) {
    expect(text).not.toContain(repository);
    expect(text).not.toContain(tmpdir());
    expect(text).not.toMatch(/\b20\d\d-\d\d-\d\dT/);
  }
});
