import { type Arrivals, createArrivals } from "../arrivals.js";
import { createRandom } from "../random.js";
import type { FileDrop, Message } from "../simulator.js";
import { firstMidnight, hour, second } from "./calendar.js";
import { type InventoryChange, type Part, split, topic } from "./event.js";
import { breakMessage, type Fault } from "./faults.js";
import { type Happening, happenings } from "./happenings.js";
import type { PosParameters } from "./parameters.js";
import { referenceFiles, referenceZone } from "./reference.js";
import { type FileShape, fileShapes, type Recount, snapshotFile, snapshotZone } from "./snapshots.js";

/** A message, and the truth about it. */
export interface PosMessage extends Message {
  /** What happened; of a split transaction, the item this message is about. The text says the same unless `fault` is set. */
  readonly event: InventoryChange;
  /** Sent long after it happened, when later events have been sent already. */
  readonly late: boolean;
  /** A second copy of a message that was delivered before, with the same key and text. */
  readonly duplicate: boolean;
  /** How the text is broken, if it is. */
  readonly fault: Fault | undefined;
}

/** A snapshot file, and the count it tells of. */
export interface SnapshotDrop extends FileDrop {
  readonly recount: Recount;
}

export type PosDelivery = PosMessage | SnapshotDrop | FileDrop;

/** On its way to the topic or the zone. */
type Sent =
  | { readonly kind: "change"; readonly change: InventoryChange; readonly late: boolean }
  | { readonly kind: "recount"; readonly recount: Recount }
  | { readonly kind: "copy"; readonly message: PosMessage };

/** How long things take, in milliseconds. Below a second on the way, so that time stamps of whole seconds stay in order unless a message is late. */
const transit = { least: 20, most: 900 };
const retry = { least: second, most: hour };
const leastLate = hour / 12;

/** When a scenario of so many days is over, in milliseconds since 1970. */
export function endOf({ days }: PosParameters): number {
  return firstMidnight + Math.round(days * 24 * hour);
}

/**
 * What reaches the outside world before the end, in order of arrival, together with what is true about it. A naive computation over
 * this list is the reference for what a pipeline makes of the files.
 *
 * @example
 * for (const delivery of deliveries(readParameters(parameters, { days: 5 }))) {
 *   if (delivery.kind === "message" && !delivery.duplicate && delivery.fault === undefined) count(delivery.event);
 * }
 */
export function* deliveries(parameters: PosParameters): Generator<PosDelivery> {
  const end = endOf(parameters);
  if (end > firstMidnight) yield* references(parameters);
  const arrivals = createArrivals<Sent>();
  const send = sender(parameters, arrivals);
  const arrive = receiver(parameters, arrivals);
  for (const happening of happenings(parameters)) {
    if (happening.time >= end) break;
    yield* arrive(happening.time);
    send(happening);
  }
  yield* arrive(end - 1);
}

function* references({ stores, items }: PosParameters): Generator<FileDrop> {
  for (const [name, content] of Object.entries(referenceFiles(stores, items))) {
    yield { kind: "file", time: firstMidnight, zone: referenceZone, name, content };
  }
}

/** Puts what happens on its way. Counts are dropped at once, before anything with the same time stamp. */
function sender(parameters: PosParameters, arrivals: Arrivals<Sent>): (happening: Happening) => void {
  const { seed } = parameters;
  const onTheWay = createRandom(seed, "transit");
  const lateness = createRandom(seed, "late");
  const mostLate = parameters.lateHours * hour;
  return (happening) => {
    if (happening.kind === "recount") {
      arrivals.add(happening.time, happening);
      return;
    }
    const late = lateness.chance(parameters.late);
    const delay = late ? lateness.between(leastLate, mostLate) : onTheWay.between(transit.least, transit.most);
    arrivals.add(happening.time + delay, { kind: "change", change: happening.change, late });
  };
}

/** Hands out what has arrived by a time. Splitting happens here and not earlier, so that a large transaction is in memory once. */
function receiver(parameters: PosParameters, arrivals: Arrivals<Sent>): (until: number) => Generator<PosDelivery> {
  const breaking = createRandom(parameters.seed, "malformed");
  const retries = createRandom(parameters.seed, "duplicates");
  let drops = 0;
  const receive = ({ event, text }: Part, time: number, late: boolean): PosMessage => {
    const broken = breaking.chance(parameters.malformed) ? breakMessage(event, breaking) : undefined;
    const key = broken?.key ?? String(event.store_id);
    return { kind: "message", time, topic, key, value: broken?.text ?? text, event, late, duplicate: false, fault: broken?.fault };
  };
  return function* (until) {
    for (const { time, what } of arrivals.until(until)) {
      if (what.kind === "recount") {
        yield {
          kind: "file",
          time,
          zone: snapshotZone,
          ...snapshotFile(what.recount, shapeOf(parameters, drops++)),
          recount: what.recount,
        };
      } else if (what.kind === "copy") {
        yield { ...what.message, time, duplicate: true };
      } else {
        for (const part of split(what.change, parameters.maxMessageBytes)) {
          const message = receive(part, time, what.late);
          yield message;
          if (retries.chance(parameters.duplicates)) {
            arrivals.add(time + retries.between(retry.least, retry.most), { kind: "copy", message });
          }
        }
      }
    }
  };
}

function shapeOf({ snapshots }: PosParameters, drop: number): FileShape {
  return snapshots === "mix" ? (fileShapes[drop % fileShapes.length] ?? "pandas") : snapshots;
}
