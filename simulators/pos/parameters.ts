import type { ParameterTable, ParameterValues } from "../parameters.js";
import { fileShapes } from "./snapshots.js";

const share = { type: "number", minimum: 0, maximum: 1 } as const;

export const parameters = {
  days: {
    type: "number",
    default: 30,
    minimum: 0,
    maximum: 3650,
    extends: true,
    help: "simulated days from 2021-01-01; what arrives later is left out",
  },
  seed: { type: "integer", default: 1, minimum: 0, maximum: Number.MAX_SAFE_INTEGER, help: "the same seed gives the same bytes" },
  stores: { type: "integer", default: 1, minimum: 0, maximum: 200, help: "physical stores beside the online store" },
  items: {
    type: "integer",
    default: 1000,
    minimum: 1,
    maximum: 200_000,
    help: "items that every store sells; from about 7700 on, large restocks are split",
  },
  transactions: { type: "integer", default: 1000, minimum: 0, maximum: 100_000, help: "customers a day in each store" },
  bopis: { ...share, default: 0.15, help: "share of online customers who pick up in a physical store" },
  shrink: { ...share, default: 0.02, help: "share of transactions that are losses, not customers" },
  miscounts: { ...share, default: 0.01, help: "share of counted quantities that are wrong by 1 to 3" },
  late: { ...share, default: 0.01, help: "share of transactions whose message reaches the topic late" },
  lateHours: { type: "number", default: 12, minimum: 0.1, maximum: 240, help: "the most a late message is late, in hours" },
  duplicates: { ...share, default: 0.01, help: "share of messages that are sent once more, up to an hour later" },
  malformed: { ...share, default: 0.002, help: "share of messages that are broken" },
  snapshots: { type: "choice", default: "mix", choices: ["mix", ...fileShapes], help: "shape of the snapshot files" },
  partitions: { type: "integer", default: 4, minimum: 1, maximum: 1000, help: "partitions of the topic" },
  maxMessageBytes: {
    type: "integer",
    default: 262_144,
    minimum: 256,
    maximum: 100_000_000,
    help: "larger messages are split into one for each item",
  },
} as const satisfies ParameterTable;

export type PosParameters = ParameterValues<typeof parameters>;
