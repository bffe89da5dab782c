import type { Predicate } from "../column/index.js";
import { types } from "../ir/index.js";
import { raise } from "./error-condition.js";
import { open, wrongOperand } from "./row.js";
import { atom, sqlAtom } from "./sql.js";

/**
 * `raise_error(message)`: the query fails. What an expectation that must hold becomes on engines without expectations. The number of the
 * partition is in the message because that makes the call non-deterministic: Spark moves a deterministic one below `explode`, where it sees
 * rows that the query has not.
 */
export const raiseError = open<(message: string) => Predicate>({
  name: "raise_error",
  type: ([message]) => {
    if (message?.type.kind !== "string") throw wrongOperand("raise_error", 0, "string", message);
    return types.boolean;
  },
  nulls: "always",
  databricks: ([message = atom("''")]) => sqlAtom`raise_error(concat(${message}, spark_partition_id()))`,
  duckdb: ([message = atom("''")]) => raise("USER_RAISED_EXCEPTION", message),
});
