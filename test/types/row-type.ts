/** A column type as a declaration spells it: a word, a list, a struct, a map; and whether `null` stands beside it. */
export interface Declared {
  readonly nullable: boolean;
  readonly type:
    | { readonly word: string }
    | { readonly list: Declared }
    | { readonly fields: { readonly [name: string]: Declared } }
    | { readonly key: Declared; readonly value: Declared };
}

/** What an exported dataset is declared as: its kind, and the type of its row. */
export interface DeclaredDataset {
  readonly kind: string;
  readonly row: { readonly [column: string]: Declared };
}

/** Reads `export declare const orders: import("#generator").StreamingTable<{ … }>;` for every dataset of a declaration file. */
export function datasetsIn(declarations: string): ReadonlyMap<string, DeclaredDataset> {
  const found = new Map<string, DeclaredDataset>();
  for (const [, name = "", kind = "", start] of declarations.matchAll(
    /^export declare const (\w+): import\("#generator"\)\.(StreamingTable|Table|StreamView)<()/gm,
  )) {
    const rest = declarations.slice(declarations.indexOf(`const ${name}: `)).replace(/^[^<]*</, "");
    const { type } = new Reader(rest.replace(/^import\("#generator"\)\.KafkaRecord/, kafkaRecord)).type();
    if (start === undefined || !("fields" in type)) throw new Error(`${name} is declared without a row: ${rest.slice(0, 80)}`);
    found.set(name, { kind, row: type.fields });
  }
  return found;
}

/** The types of a tuple `readonly [Case<"int" | null>, …]`. */
export interface Elements {
  /** The type of an element of the list of this length; null where it is not known, as where another list is spread into it. */
  readonly at: (index: number, length: number) => Declared | null;
}

/** Reads `export declare const text: readonly [import("../case.js").Case<…>, …];`, the one list that a file exports. */
export function elementsOf(declarations: string): Elements {
  const found = /^export declare const \w+: readonly \[([\s\S]*?)\];$/m.exec(declarations)?.[1];
  // Where two lists are spread into it TypeScript forgets all places.
  if (found === undefined && /^export declare const \w+: readonly /m.test(declarations)) return { at: () => null };
  if (found === undefined) throw new Error(`no list of cases in ${declarations.slice(0, 200)}`);
  const parts = found
    .split(/(?:^|, )(?=(?:\.\.\.)?(?:readonly )?(?:import\("[^"]*"\)\.)?Case(?:<|\b))/)
    .filter((part) => part.trim() !== "");
  const rest = parts.findIndex((part) => part.startsWith("..."));
  const types = parts
    .filter((part) => !part.startsWith("..."))
    .map((part) => {
      const type = /Case<([\s\S]*)>\s*$/.exec(part)?.[1];
      return type === undefined || type === "unknown" ? null : new Reader(type).type();
    });
  // Where a list is spread into it, positions count from both ends.
  const head = rest < 0 ? types.length : rest;
  const tail = types.length - head;
  return {
    at: (index, length) => (index < head ? types[index] : length - index <= tail ? types[types.length - (length - index)] : null) ?? null,
  };
}

/** The one row type that has a name of its own. */
const kafkaRecord =
  '{ key: "string" | null; value: "string" | null; topic: "string"; partition: "int"; offset: "bigint"; timestamp: "timestamp" }';

/** A reader of the few forms that row types have. Anything else is an error, so that nothing is compared by accident. */
class Reader {
  #rest: string;

  constructor(text: string) {
    this.#rest = text;
  }

  type(): Declared {
    const parts = [this.#suffixed()];
    while (this.#take("|")) parts.push(this.#suffixed());
    const values = parts.filter((part) => part !== null);
    const [first, second] = values;
    if (!first || second) throw new Error(`not one type: ${this.#rest.slice(0, 80)}`);
    return { nullable: first.nullable || parts.includes(null), type: first.type };
  }

  #suffixed(): Declared | null {
    this.#take("readonly ");
    let type = this.#primary();
    while (this.#take("[]")) {
      if (!type) throw new Error("a list of null");
      type = { nullable: false, type: { list: type } };
    }
    return type;
  }

  #primary(): Declared | null {
    if (this.#take("null")) return null;
    if (this.#take("(")) {
      const type = this.type();
      this.#expect(")");
      return type;
    }
    if (this.#take("{")) return { nullable: false, type: { fields: this.#fields() } };
    if (this.#take("ReadonlyMap<")) {
      const key = this.type();
      this.#expect(",");
      const value = this.type();
      this.#expect(">");
      return { nullable: false, type: { key, value } };
    }
    const word = /^"(\w+)"/.exec(this.#rest);
    if (!word) throw new Error(`not a column type: ${this.#rest.slice(0, 80)}`);
    this.#rest = this.#rest.slice(word[0].length).trimStart();
    return { nullable: false, type: { word: word[1] ?? "" } };
  }

  #fields(): { readonly [name: string]: Declared } {
    const fields: { [name: string]: Declared } = {};
    while (!this.#take("}")) {
      this.#take("readonly ");
      const name = /^(?:(\w+)|"([^"]*)"): /.exec(this.#rest);
      if (!name) throw new Error(`not a field: ${this.#rest.slice(0, 80)}`);
      this.#rest = this.#rest.slice(name[0].length);
      fields[name[1] ?? name[2] ?? ""] = this.type();
      this.#take(";");
    }
    return fields;
  }

  #take(token: string): boolean {
    if (!this.#rest.startsWith(token)) return false;
    this.#rest = this.#rest.slice(token.length).trimStart();
    return true;
  }

  #expect(token: string): void {
    if (!this.#take(token)) throw new Error(`"${token}" expected: ${this.#rest.slice(0, 80)}`);
  }
}
