import type { DatasetRead, Relation, SourceRead } from "../../generator/ir/index.js";

export type Leaf = SourceRead | DatasetRead;

/**
 * The same tree with each of its leaves replaced, left to right. A batch that is used twice is used twice in the result too, so that it is
 * computed once; each use of a stream is a stream of its own.
 */
export function replaceLeaves(root: Relation, replace: (leaf: Leaf) => Relation): Relation {
  const batches = new Map<Relation, Relation>();
  const replaced = (relation: Relation): Relation => {
    const before = batches.get(relation);
    if (before) return before;
    const after = inside(relation);
    if (relation.mode === "batch" && relation.kind !== "source" && relation.kind !== "dataset") batches.set(relation, after);
    return after;
  };
  const inside = (relation: Relation): Relation => {
    switch (relation.kind) {
      case "source":
      case "dataset":
        return replace(relation);
      case "values":
        return relation;
      case "join":
      case "set":
        return { ...relation, left: replaced(relation.left), right: replaced(relation.right) };
      case "union":
      case "raw":
        return { ...relation, inputs: relation.inputs.map(replaced) };
      default:
        return { ...relation, input: replaced(relation.input) };
    }
  };
  return replaced(root);
}

/** The leaves of a tree, left to right. */
export function leavesOf(relation: Relation): readonly Leaf[] {
  const leaves: Leaf[] = [];
  replaceLeaves(relation, (leaf) => {
    leaves.push(leaf);
    return leaf;
  });
  return leaves;
}
