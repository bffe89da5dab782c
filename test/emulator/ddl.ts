import {
  arrayType,
  type ColumnType,
  decimalType,
  type Field,
  mapType,
  maybeNull,
  type Schema,
  type SimpleKind,
  structType,
  types,
} from "../../generator/ir/type.js";

/** Columns from Spark's DDL, everything nullable: `ddl("a INT, b ARRAY<STRUCT<c: STRING>>")`. */
export function ddl(text: string): Schema {
  const tokens = text.match(/[A-Za-z_][A-Za-z0-9_]*|`[^`]*`|[0-9]+|[<>(),:]/g) ?? [];
  let at = 0;
  const schema = fields(() => at >= tokens.length);
  return schema;

  function next(): string {
    const token = tokens[at++];
    if (token === undefined) throw new Error(`DDL ends early: ${text}`);
    return token;
  }

  function accept(token: string): boolean {
    if (tokens[at] !== token) return false;
    at++;
    return true;
  }

  function expect(token: string): void {
    const found = next();
    if (found !== token) throw new Error(`expected ${token}, found ${found} in ${text}`);
  }

  function fields(atEnd: () => boolean): Field[] {
    const list: Field[] = [];
    while (!atEnd()) {
      if (list.length > 0) expect(",");
      const name = next().replaceAll("`", "");
      accept(":");
      list.push({ name, ...maybeNull(type()) });
    }
    return list;
  }

  function type(): ColumnType {
    const word = next().toLowerCase();
    if (word === "decimal") {
      expect("(");
      const precision = Number(next());
      expect(",");
      const scale = Number(next());
      expect(")");
      return decimalType(precision, scale);
    }
    if (word === "array") {
      expect("<");
      const element = type();
      expect(">");
      return arrayType(maybeNull(element));
    }
    if (word === "map") {
      expect("<");
      const key = type();
      expect(",");
      const value = type();
      expect(">");
      return mapType(key, maybeNull(value));
    }
    if (word === "struct") {
      expect("<");
      return structType(fields(() => accept(">")));
    }
    return types[word as SimpleKind];
  }
}
