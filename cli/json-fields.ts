export interface Field {
  readonly name: string;
  /** The source text of the value: a number keeps all of its digits. */
  readonly value: string;
}

const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^"{}[\],:]+/gs;

/**
 * The fields of a JSON object that is known to be well-formed, values as they are written: `JSON.parse` would round
 * `12345678901234567.89`.
 *
 * `fieldsOf('{"id":1,"price":2.50}')` is `[{ name: "id", value: "1" }, { name: "price", value: "2.50" }]`.
 */
export function fieldsOf(object: string): readonly Field[] {
  const fields: Field[] = [];
  let depth = 0;
  let name: string | undefined;
  let value = "";
  for (const [part] of object.matchAll(token)) {
    const isClosing = part === "}" || part === "]";
    if (isClosing) depth--;
    if ((depth === 1 && part === ",") || (depth === 0 && isClosing)) {
      if (name !== undefined) fields.push({ name, value: value.trim() });
      name = undefined;
      value = "";
    } else if (depth === 1 && name === undefined && part.startsWith('"')) name = String(JSON.parse(part));
    else if (depth > 1 || (depth === 1 && !(value === "" && part === ":"))) value += part;
    if (part === "{" || part === "[") depth++;
  }
  return fields;
}
