import type { Join, Relation } from "./relation.js";

/** What an operator keeps between micro-batches when its input is a stream. */
export type State = "none" | "groups" | "watermark";

/** The facts about one operator that check, sql and emulator share. */
export interface Operator {
  /** How people call it. */
  readonly title: string;
  /** May a streaming table's query hold it over a stream? A sentence says why not and what to write instead. */
  readonly stream: true | { readonly refuse: string };
  readonly state: State;
  /** Can the emulator run it over a stream? Over a batch it runs every operator. */
  readonly emulated: true | { readonly refuse: string };
}

const stateless = { stream: true, state: "none", emulated: true } as const;

/** One row an operator. A new kind of relation does not compile until it stands here. */
const operators = {
  source: { title: "source", ...stateless },
  dataset: { title: "dataset", ...stateless },
  where: { title: "where", ...stateless },
  not_null: { title: "notNull", ...stateless },
  select: { title: "select", ...stateless },
  parse_json: { title: "parseJson", ...stateless },
  explode: { title: "explode", ...stateless },
  join: { title: "join", ...stateless },
  set: {
    title: "intersect and except",
    stream: {
      refuse:
        "what a stream has in common with other rows is known only when all of them are there; use semiJoin or antiJoin, or do it in a materialized view",
    },
    state: "groups",
    emulated: { refuse: "intersect and except over a stream are not emulated" },
  },
  distinct: {
    title: "distinct",
    stream: {
      refuse: "every row would have to be remembered for ever; keep the latest of a key with scd1(…), or do it in a materialized view",
    },
    state: "groups",
    emulated: { refuse: "distinct over a stream is not emulated" },
  },
  values: { title: "values", ...stateless },
  union: { title: "union", ...stateless },
  aggregate: {
    title: "aggregate",
    stream: {
      refuse:
        "an aggregate over a stream without windows has no defined result in a streaming table; aggregate the table itself in a materialized view, or use windowed(…) after watermark(…)",
    },
    state: "groups",
    emulated: { refuse: "aggregates over a stream are not emulated" },
  },
  qualify: {
    title: "qualify",
    stream: {
      refuse:
        "a window function sees rows that are there, and a stream has never all of them; keep the latest of a key with scd1(…), or do it in a materialized view",
    },
    state: "groups",
    emulated: { refuse: "window functions over a stream are not emulated" },
  },
  raw: {
    title: "rawRelation",
    stream: { refuse: "what a text does with a stream is not known; read the table itself in a materialized view" },
    state: "groups",
    emulated: { refuse: "a text over a stream is not emulated" },
  },
  limit: {
    title: "limit",
    stream: {
      refuse: "the first rows of a stream are those that arrive first, whatever their order; limit the table itself in a materialized view",
    },
    state: "groups",
    emulated: { refuse: "a limit over a stream is not emulated" },
  },
  watermark: {
    title: "watermark",
    stream: true,
    state: "watermark",
    emulated: { refuse: "watermarks are not emulated yet: the emulator runs stateless streaming operators and AUTO CDC type 1" },
  },
  window: {
    title: "windowed",
    stream: true,
    state: "groups",
    emulated: { refuse: "windows over a stream are not emulated yet: the emulator runs stateless streaming operators and AUTO CDC type 1" },
  },
} satisfies Record<Relation["kind"], Operator>;

const withoutPartner =
  "which rows of the batch have no partner is known only when no row can arrive any more; start from the stream with leftJoin, or join in a materialized view";

/** Kinds of joins that are more than a join. What Spark refuses of a stream with a batch: `UnsupportedOperationChecker`. */
const joins: { readonly [K in Join["how"]]: Operator } = {
  inner: operators.join,
  left: { ...operators.join, title: "leftJoin" },
  right: { ...operators.join, title: "rightJoin", stream: { refuse: withoutPartner } },
  full: { ...operators.join, title: "fullJoin", stream: { refuse: withoutPartner } },
  semi: { ...operators.join, title: "semiJoin" },
  anti: { ...operators.join, title: "antiJoin" },
  cross: { ...operators.join, title: "crossJoin" },
};

/** The row of a relation's operator. */
export function operatorOf(relation: Relation): Operator {
  return relation.kind === "join" ? joins[relation.how] : operators[relation.kind];
}
