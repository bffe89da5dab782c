import { type GivenParameters, readParameters } from "../../../simulators/parameters.js";
import { type PosDelivery, type PosMessage, type SnapshotDrop, simulator } from "../../../simulators/pos/index.js";

/** Everything that is delivered under these parameters, with the truth about it. */
export function truth(given: GivenParameters): PosDelivery[] {
  return [...simulator.scenario(readParameters(simulator.parameters, given)).deliveries];
}

/** Parameters under which every message is good, in time and sent once. */
export const flawless = { late: 0, duplicates: 0, malformed: 0, miscounts: 0 };

export function isMessage(delivery: PosDelivery): delivery is PosMessage {
  return delivery.kind === "message";
}

export function isSnapshot(delivery: PosDelivery): delivery is SnapshotDrop {
  return "recount" in delivery;
}
