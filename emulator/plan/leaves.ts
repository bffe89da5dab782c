import type { DatasetRead, Relation, SourceRead } from "../../generator/ir/index.js";

export type Leaf = SourceRead | DatasetRead;

/** The same tree with each of its leaves replaced, left to right. Nothing in the result is shared between two places of the tree. */
export function replaceLeaves(relation: Relation, replace: (leaf: Leaf) => Relation): Relation {
  switch (relation.kind) {
    case "source":
    case "dataset":
      return replace(relation);
    case "join":
      return { ...relation, left: replaceLeaves(relation.left, replace), right: replaceLeaves(relation.right, replace) };
    case "union":
      return { ...relation, inputs: relation.inputs.map((input) => replaceLeaves(input, replace)) };
    default:
      return { ...relation, input: replaceLeaves(relation.input, replace) };
  }
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
