import type { Condition, JavaScriptFunction } from "../../generator/functions/index.js";
import { conditionText } from "../../generator/functions/index.js";
import type { Value } from "../row.js";
import type { SessionSettings } from "../session-settings.js";

/** What a function is made for: types, parameters, and the settings of the session. */
export interface Call extends JavaScriptFunction, SessionSettings {}

/** Computes one value. Arguments and results are what `Value` says of their types. */
export type Compute = (...args: readonly never[]) => Value;

/** The body of a function that DuckDB lacks. */
export interface Body {
  /** Makes the function for one call in a query; compile patterns and look up zones here, once. */
  readonly compile: (call: Call) => Compute;
  /** Is it asked about NULL too? Otherwise a NULL argument gives NULL. */
  readonly readsNull?: true;
  /**
   * Must DuckDB neither compute it twice nor elsewhere than written? Otherwise a filter may be pushed below the common table expression
   * that computes it, and compute it again for each use.
   */
  readonly volatile?: true;
}

/** What Spark raises where a value has no result; the flow fails with its class and SQLSTATE. */
export class SparkError extends Error {
  constructor(condition: Condition, message: string) {
    super(conditionText(condition, message));
  }
}
