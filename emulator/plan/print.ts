import { inputs, operatorOf, printType, type Relation, sequenceColumns } from "../../generator/ir/index.js";
import type { Plan, Step } from "./step.js";

const kinds = { append: "append flow", auto_cdc: "AUTO CDC type 1", materialized_view: "materialized view" } as const;

/** A plan for people, one paragraph a step. */
export function printPlan(plan: Plan): string {
  const excluded = plan.excluded.length > 0 ? [`left alone: ${plan.excluded.join(", ")}\n`] : [];
  return [`update of ${plan.pipeline.name}\n`, ...plan.steps.map(printStep), ...excluded].join("\n");
}

function printStep(step: Step): string {
  const lines = [
    ["streams", step.streams.map((one) => one.id)],
    ["tables", step.tables],
    ["files", step.references],
    ["views", step.views],
    ["expects", step.expectations.map((one) => `${one.name} (${one.action})`)],
    ["merges", step.kind === "auto_cdc" ? [printMerge(step)] : []],
    ["query", [printOperators(step.query)]],
  ] as const;
  const head = `${step.dataset} · ${kinds[step.kind]}${step.flow === step.dataset ? "" : ` ${step.flow}`}${step.refresh === "full" ? " · full refresh" : ""}`;
  const body = lines.flatMap(([label, values]) => (values.length === 0 ? [] : [`  ${label.padEnd(8)} ${values.join(", ")}`]));
  return `${[head, ...body].join("\n")}\n`;
}

function printMerge({ cdc }: Extract<Step, { kind: "auto_cdc" }>): string {
  const order = sequenceColumns(cdc).map((field) => `${field.name} ${printType(field.type)}`);
  return `by ${cdc.keys.join(", ")} in the order of ${order.join(", ")}`;
}

/** `pos_events → parseJson → select`, branches in parentheses. */
function printOperators(relation: Relation): string {
  if (relation.kind === "source") return relation.source;
  if (relation.kind === "dataset") return relation.dataset;
  const { title } = operatorOf(relation);
  const [first, ...others] = inputs(relation).map(printOperators);
  return others.length === 0 ? `${first} → ${title}` : `(${[first, ...others].join(" | ")}) → ${title}`;
}
