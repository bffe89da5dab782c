import { type Node, type Repeat, unlimited } from "./pattern.js";

/** How many characters something matches, as Java reckons it, which decides what it looks behind for and how it repeats groups. */
export interface Width {
  readonly min: number;
  readonly max: number;
  /** Does Java know the greatest number? */
  readonly bounded: boolean;
  /** Is there a repetition without an end in it? */
  readonly unlimited: boolean;
  /** Is there but one way to match it? Java repeats such groups in a simpler way. */
  readonly single: boolean;
}

const none: Width = { min: 0, max: 0, bounded: true, unlimited: false, single: true };

/** What follows, reckoned on from what is before it. */
type Then = (width: Width) => Width;

/** Numbers are Java's INT, and wrap around as they do there. */
export function widthOf(node: Node, before: Width = none, then: Then = (width) => width): Width {
  switch (node.kind) {
    case "set":
      return then(plus(before, 1, 1));
    case "line-end":
      return then(plus(before, 1, 2));
    case "sequence":
      return node.items.reduceRight<Then>((after, item) => (width) => widthOf(item, width, after), then)(before);
    case "group":
    case "atomic":
      return widthOf(node.body, before, then);
    case "choice":
      return ofChoice(
        node.branches.map((one) => widthOf(one)),
        before,
        then,
      );
    case "repeat":
      return ofRepeat(node, before, then);
    case "reference":
      return then({ ...before, bounded: false });
    default:
      return then(before);
  }
}

/** What follows a choice is reckoned apart from what is before it. */
function ofChoice(branches: readonly Width[], before: Width, then: Then): Width {
  const after = then(none);
  const all = [before, ...branches, after];
  return {
    min: (before.min + Math.min(...branches.map((one) => one.min)) + after.min) | 0,
    max: (before.max + Math.max(...branches.map((one) => one.max)) + after.max) | 0,
    bounded: all.every((one) => one.bounded),
    unlimited: all.some((one) => one.unlimited),
    single: false,
  };
}

function plus(before: Width, min: number, max: number): Width {
  return { ...before, min: before.min + min, max: (before.max + max) | 0 };
}

function ofRepeat({ body, min, max, mode }: Repeat, before: Width, then: Then): Width {
  if (min === 0 && max === 1) {
    // Of a group it is a choice between the group and nothing.
    if (body.kind === "group" && mode !== "possessive") return ofChoice([widthOf(body), none], before, then);
    return then({ ...widthOf(body, before), min: before.min, single: false });
  }
  if (body.kind === "set" && mode === "greedy" && max === unlimited) {
    const most = before.bounded ? (before.max + unlimited) | 0 : before.max;
    return then({ min: (before.min + min) | 0, max: most, bounded: before.bounded, unlimited: true, single: false });
  }
  const inner = widthOf(body);
  if (body.kind === "group" && mode !== "possessive" && !inner.single) {
    return { ...before, bounded: false, single: false, unlimited: before.unlimited || max === unlimited };
  }
  const least = (Math.imul(inner.min, min) + before.min) | 0;
  const most = (Math.imul(inner.max, max) + before.max) | 0;
  const known = before.bounded && inner.bounded;
  return then({
    min: least < before.min ? 0xfffffff : least,
    max: known ? most : before.max,
    bounded: known && most >= before.max,
    unlimited: before.unlimited || inner.unlimited || max === unlimited,
    single: inner.single && min === max ? before.single : false,
  });
}
