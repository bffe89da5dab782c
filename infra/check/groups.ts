/** Items that share a key. */
type Group<Item> = readonly [Item, ...Item[]];

/** The items by key, in the order in which the keys first occur. */
export function groups<Item>(items: readonly Item[], key: (item: Item) => string): readonly Group<Item>[] {
  const found = new Map<string, [Item, ...Item[]]>();
  for (const item of items) {
    const group = found.get(key(item));
    if (group) group.push(item);
    else found.set(key(item), [item]);
  }
  return [...found.values()];
}
