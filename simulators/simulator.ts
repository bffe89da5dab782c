import type { ParameterTable, ParameterValues } from "./parameters.js";

/** A message that reaches a topic. */
export interface Message {
  readonly kind: "message";
  /** When the broker takes it, in milliseconds since 1970. */
  readonly time: number;
  readonly topic: string;
  readonly key: string;
  /** The text of the message, which need not be valid JSON. */
  readonly value: string;
}

/** A file that is put into a zone, whole. */
export interface FileDrop {
  readonly kind: "file";
  /** When it is put there, in milliseconds since 1970. */
  readonly time: number;
  readonly zone: string;
  readonly name: string;
  readonly content: string;
}

export type Delivery = Message | FileDrop;

/** One run of a simulator, nothing of which has happened yet. */
export interface Scenario {
  /** First simulated moment, in milliseconds since 1970. */
  readonly start: number;
  /** What would arrive at this moment or later is not delivered. */
  readonly end: number;
  readonly topics: Readonly<Record<string, { readonly partitions: number }>>;
  /** In order of `time`; made while it is read, so that a run of any length fits in memory. */
  readonly deliveries: Iterable<Delivery>;
}

/**
 * Makes the input of one pipeline. The folder `simulators/<pipeline>/` exports its own as `simulator` from `index.ts`; the command
 * line finds it there, and offers its parameters, without knowing it.
 */
export interface Simulator<P extends ParameterTable = ParameterTable> {
  readonly name: string;
  /** One line that says what is simulated. */
  readonly summary: string;
  /** Raised whenever the same parameters give other bytes than before: a folder of another version is not continued. */
  readonly version: number;
  readonly parameters: P;
  /**
   * Everything that is delivered, decided by the parameters alone: no clock, no ambient randomness. A scenario that ends earlier
   * is the beginning of one that ends later, which is what makes a folder continuable.
   */
  scenario(values: ParameterValues<P>): Scenario;
}
