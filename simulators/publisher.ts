import type { Delivery } from "./simulator.js";

/** Where deliveries go. */
export interface Publisher {
  /**
   * Whether an earlier run has published this delivery already. Each delivery is shown here once, in order, before it is published:
   * that is how the publisher knows its place.
   */
  has(delivery: Delivery): Promise<boolean>;
  /** Publishes the delivery that was shown last. Messages may wait for `flush`. */
  publish(delivery: Delivery): Promise<void>;
  /** Makes everything published so far visible to readers. */
  flush(): Promise<void>;
  /** Flushes and lets go. */
  close(): Promise<void>;
}
