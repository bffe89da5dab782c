import { DiagnosticError, error } from "../diagnostic/index.js";
import { apply, comparison, holds, list, negation } from "../functions/index.js";
import * as ir from "../ir/index.js";

/** The rows of a streaming table's query that break one of its drop rules, with all the rules each breaks. */
export function quarantineQuery(name: string, of: ir.DatasetDefinition | undefined): ir.Relation {
  const [flow] = of?.kind === "streaming_table" ? of.flows : [];
  const rules = of?.kind === "streaming_table" ? of.expectations : [];
  const drops = rules.filter((one) => one.action === "drop");
  if (flow?.kind !== "append" || drops.length === 0) {
    throw new DiagnosticError([
      error("quarantine/nothing-dropped", `${name} has no drop expectation, so there is nothing to quarantine`, {
        fix: `give ${name} an expectation with drop(…), or remove the quarantine`,
      }),
    ]);
  }
  const stateful = [...ir.relationsIn(flow.query)].find((relation) => ir.operatorOf(relation).state === "groups");
  if (stateful) {
    throw new DiagnosticError([
      error(
        "quarantine/stateful",
        `the query of ${name} keeps state (${ir.operatorOf(stateful).title}), and a quarantine would keep a second one`,
        {
          fix: "put the expectation on a streaming table before that step and quarantine that one",
        },
      ),
    ]);
  }
  const query = withOrigin(flow.query);
  const broken = ir.select(query, [...ir.columnsOf(query), { name: "broken_rules", value: brokenRules(rules) }]);
  return ir.where(broken, negation(drops.map((one) => holds(one.condition)).reduce((a, b) => apply(comparison.and.row, [a, b]))));
}

function brokenRules(rules: readonly ir.Expectation[]): ir.Expression {
  const names = rules
    .filter((one) => one.action !== "fail")
    .map((one) => ir.conditional([{ when: negation(holds(one.condition)), then: ir.text(one.name) }]));
  return apply(list.arrayCompact.row, [apply(list.array.row, names)]);
}

/**
 * The same query, keeping what says where a row came from: topic, partition, offset, file. A select that left these out passes them on
 * again. The flow is stateless, so more columns change nothing else.
 */
function withOrigin(relation: ir.Relation): ir.Relation {
  switch (relation.kind) {
    case "where":
      return ir.where(withOrigin(relation.input), relation.predicate);
    case "not_null":
      return ir.notNull(withOrigin(relation.input), relation.columns);
    case "parse_json":
      return ir.parseJson(withOrigin(relation.input), relation.column, relation.record, relation.branch);
    case "explode":
      return ir.explode(withOrigin(relation.input), relation.list, relation.as, {
        outer: relation.outer,
        ...(relation.position !== undefined && { position: relation.position }),
        ...(relation.key !== undefined && { key: relation.key }),
      });
    case "select": {
      const input = withOrigin(relation.input);
      return ir.select(input, [...relation.columns, ...missing(input.schema, relation.schema)]);
    }
    case "join": {
      const left = withOrigin(relation.left);
      return ir.join(relation.how, left, relation.right, relation.on, [...relation.columns, ...missing(left.schema, relation.schema)]);
    }
    default:
      return relation;
  }
}

/** Origin columns that the input has and the output lost. */
function missing(input: ir.Schema, output: ir.Schema): readonly ir.Named[] {
  return input
    .filter((one) => one.origin && !output.some((other) => other.origin === one.origin) && !ir.findField(output, one.name))
    .map(({ name }) => ({ name, value: ir.column(input, name) }));
}
