import * as z from "zod";

const marked = z.registry<{ readonly sensitive: true }>();

/**
 * Marks what a schema describes as sensitive: its values never stand in an error, a log or a report of the emulator, nor do values computed from
 * them. What is a column of a table stays readable there, so restrict the table too. `z.object({ email: sensitive(z.email()) })`
 */
export function sensitive<Z extends z.ZodType>(schema: Z): Z {
  marked.add(schema, { sensitive: true });
  return schema;
}

/** Is the schema, or one that it was made from or wraps, marked? */
export function isSensitive(schema: z.core.$ZodType): boolean {
  // A check makes a new schema, `sensitive(z.string()).min(1)`: the registry knows it by its parent.
  for (let one: z.core.$ZodType | undefined = schema; one; one = one._zod.parent) if (marked.has(one)) return true;
  const def = schema._zod.def as z.core.$ZodTypes["_zod"]["def"];
  return "innerType" in def && isSensitive(def.innerType);
}
