import * as ir from "../../generator/ir/index.js";
import { inputsOf, keyOf, type Recorded, readsOf } from "./asked.js";
import type { Case } from "./case.js";
import { emulate } from "./emulated.js";
import { isSame } from "./outcome.js";
import { slotText, withoutNullability } from "./type-text.js";

/** How a case stands: every value equal, some refused at run time, the whole query refused, or a difference that is marked. */
export type Status = "proven" | "partly" | "refused" | "differs";

export interface Verdict {
  readonly key: string;
  readonly status: Status;
  /** What is wrong; empty when the case is as it says. */
  readonly problems: readonly string[];
  /** Functions and operators that the case uses, `function:upper`, `cast:STRING>INT`, `operator:join`. */
  readonly uses: ReadonlySet<string>;
  /** Value-cases compared and equal. */
  readonly equal: number;
  /** The emulator's sentence when it refuses the query. */
  readonly refused?: string;
}

/** Compares a case with what was recorded. */
export async function judge(one: Case, recorded: Recorded | undefined): Promise<Verdict> {
  const key = keyOf(one);
  const relation = one.relation();
  const uses = usesOf(relation);
  const problems: string[] = [];
  const inputs = inputsOf(one);
  if (!recorded || recorded.reads !== readsOf(one) || JSON.stringify(recorded.results.map(([input]) => input)) !== JSON.stringify(inputs)) {
    return { key, status: "proven", problems: ["Spark has not been asked for this: npm run conformance"], uses, equal: 0 };
  }
  problems.push(...typeProblems(one, relation, recorded));
  const emulated = await emulate(one);
  if ("refused" in emulated) {
    if (one.partly !== undefined) problems.push("it says that some rows are refused, and the whole query is");
    return { key, status: "refused", problems, uses, equal: 0, refused: emulated.refused };
  }
  let equal = 0;
  let refused = 0;
  const different: string[] = [];
  recorded.results.forEach(([input, outcome], i) => {
    const ours = emulated.outcomes[i];
    if (ours === undefined) different.push(`${input}: no outcome`);
    else if (isSame(ours, outcome)) equal++;
    else if ("refused" in ours) refused++;
    else different.push(`${input}: Spark gives ${JSON.stringify(outcome)}, the emulator ${JSON.stringify(ours)}`);
  });
  if (different.length > 0 && one.differs === undefined) problems.push(...different, `  with ${emulated.sql}`);
  if (different.length === 0 && one.differs !== undefined) problems.push("it says that it differs, and it does not");
  if (refused > 0 && one.partly === undefined) problems.push(`${refused} rows are refused, and the case does not say why (partly)`);
  if (refused === 0 && one.partly !== undefined) problems.push("it says that some rows are refused, and none is");
  const status = different.length > 0 ? "differs" : refused > 0 ? "partly" : "proven";
  return { key, status, problems, uses, equal };
}

function typeProblems(one: Case, relation: ir.Relation, recorded: Recorded): readonly string[] {
  const ours = relation.schema.map((field) => `${ir.printName(field.name)} ${slotText(field)}`).join(", ");
  if (withoutNullability(ours) !== withoutNullability(recorded.gives)) return [`Spark gives ${recorded.gives}, the IR says ${ours}`];
  if (ours !== recorded.gives && one.nullability === undefined) return [`Spark gives ${recorded.gives}, the IR says ${ours} (nullability)`];
  if (ours === recorded.gives && one.nullability !== undefined) return ["it says that nullability differs, and it does not"];
  return [];
}

function usesOf(relation: ir.Relation): ReadonlySet<string> {
  const uses = new Set<string>();
  for (const node of ir.relationsIn(relation)) {
    if (node.kind !== "dataset") uses.add(`operator:${node.kind}${node.kind === "join" ? `:${node.how}` : ""}`);
    for (const expression of ir.expressionsOf(node)) {
      for (const part of ir.walk(expression)) {
        if (part.kind === "call" || part.kind === "aggregate") uses.add(`function:${part.function}`);
        else if (part.kind === "cast") uses.add(castUse(part));
        else if (part.kind === "case" || part.kind === "struct") uses.add(`expression:${part.kind}`);
      }
    }
  }
  return uses;
}

function castUse({ of, type, try: attempt }: ir.Cast): string {
  return `${attempt ? "try_cast" : "cast"}:${of.type.kind}>${type.kind}`;
}
