import * as ir from "../../generator/ir/index.js";
import { inputsOf, keyOf, type Recorded, readsOf } from "./asked.js";
import type { Case } from "./case.js";
import { emulate } from "./emulated.js";
import { isSame, type Outcome } from "./outcome.js";
import { slotText, withoutNullability } from "./type-text.js";

/** How a case stands: every value equal, some refused at run time, the whole query refused, or a difference that is marked. */
export type Status = "proven" | "partly" | "refused" | "differs";

export interface Verdict {
  readonly key: string;
  readonly status: Status;
  /** What is wrong; empty when the case is as it says. */
  readonly problems: readonly string[];
  /** Functions and operators that the case uses: `function:upper`, `cast:string>int`, `operator:join:inner`, `expression:case`. */
  readonly uses: ReadonlySet<string>;
  /** The one of them that is asked about: the outermost. */
  readonly subject: string | undefined;
  /** Value-cases compared and equal. */
  readonly equal: number;
  /** The emulator's sentence when it refuses the query. */
  readonly refused?: string;
}

/** Compares a case with what was recorded. */
export async function judge(one: Case, recorded: Recorded | undefined): Promise<Verdict> {
  const key = keyOf(one);
  const relation = one.relation();
  const [subject, uses] = usesOf(relation);
  const problems: string[] = [];
  const inputs = inputsOf(one);
  if (!recorded || recorded.reads !== readsOf(one) || JSON.stringify(recorded.results.map(([input]) => input)) !== JSON.stringify(inputs)) {
    return { key, status: "proven", problems: ["Spark has not been asked for this: npm run conformance"], subject, uses, equal: 0 };
  }
  problems.push(...typeProblems(one, relation, recorded));
  const emulated = await emulate(one);
  if ("refused" in emulated) {
    if (one.partly !== undefined) problems.push("it says that some rows are refused, and the whole query is");
    return { key, status: "refused", problems, subject, uses, equal: 0, refused: emulated.refused };
  }
  let equal = 0;
  let refused = 0;
  const different: string[] = [];
  recorded.results.forEach(([input, outcome], i) => {
    const ours = emulated.outcomes[i];
    if (ours === undefined) different.push(`${input}: no outcome`);
    else if (isSame(ours, outcome)) equal += valuesIn(one, outcome);
    else if ("refused" in ours) refused++;
    else different.push(`${input}: Spark gives ${JSON.stringify(outcome)}, the emulator ${JSON.stringify(ours)}`);
  });
  if (different.length > 0 && one.differs === undefined) problems.push(...different, `  with ${emulated.sql}`);
  if (different.length === 0 && one.differs !== undefined) problems.push("it says that it differs, and it does not");
  if (refused > 0 && one.partly === undefined) problems.push(`${refused} rows are refused, and the case does not say why (partly)`);
  if (refused === 0 && one.partly !== undefined) problems.push("it says that some rows are refused, and none is");
  const status = different.length > 0 ? "differs" : refused > 0 ? "partly" : "proven";
  return { key, status, problems, subject, uses, equal };
}

/** Values that an outcome compares: one, or each row of a query. */
function valuesIn({ result }: Case, outcome: Outcome): number {
  return result !== "row" && "value" in outcome && Array.isArray(outcome.value) ? Math.max(1, outcome.value.length) : 1;
}

function typeProblems(one: Case, relation: ir.Relation, recorded: Recorded): readonly string[] {
  const ours = relation.schema.map((field) => `${ir.printName(field.name)} ${slotText(field)}`).join(", ");
  if (withoutNullability(ours) !== withoutNullability(recorded.gives)) return [`Spark gives ${recorded.gives}, the IR says ${ours}`];
  if (ours !== recorded.gives && one.nullability === undefined) return [`Spark gives ${recorded.gives}, the IR says ${ours} (nullability)`];
  if (ours === recorded.gives && one.nullability !== undefined) return ["it says that nullability differs, and it does not"];
  return [];
}

/** What a case uses; the first is what it is about. */
function usesOf(relation: ir.Relation): readonly [string | undefined, ReadonlySet<string>] {
  const uses = new Set<string>();
  for (const node of ir.relationsIn(relation)) {
    const [value] = ir.expressionsOf(node);
    // `SELECT x` of one expression is how an expression is asked about.
    const isFrame = node === relation && (node.kind === "select" || node.kind === "aggregate") && ir.expressionsOf(node).length === 1;
    const isNamed = isFrame && value !== undefined && useOf(value) !== undefined;
    if (node.kind !== "dataset" && !isNamed) uses.add(operatorUse(node));
    for (const expression of ir.expressionsOf(node)) {
      for (const part of ir.walk(expression)) {
        const use = useOf(part);
        if (use !== undefined) uses.add(use);
      }
    }
  }
  const [subject] = uses;
  return [subject, uses];
}

function operatorUse(node: ir.Relation): string {
  return `operator:${node.kind}${node.kind === "join" ? `:${node.how}` : ""}`;
}

function useOf(part: ir.Expression): string | undefined {
  switch (part.kind) {
    case "call":
    case "aggregate":
      return `function:${part.function}`;
    case "cast":
      return `${part.try ? "try_cast" : "cast"}:${part.of.type.kind}>${part.type.kind}`;
    case "column":
    case "literal":
    case "variable":
    case "lambda":
      return undefined;
    default:
      return `expression:${part.kind}`;
  }
}
