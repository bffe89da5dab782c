/** What is on its way, handed out in order of arrival. */
export interface Arrivals<T> {
  /** `time` in milliseconds since 1970. */
  add(time: number, what: T): void;
  /** Takes what has arrived by `time` (included), in order; what arrives at the same millisecond comes in the order it was added. */
  until(time: number): Generator<{ readonly time: number; readonly what: T }>;
}

interface Entry<T> {
  readonly time: number;
  readonly added: number;
  readonly what: T;
}

/**
 * A binary heap. What is on its way at any moment is what was sent in the last seconds and the few that are late, so memory does
 * not grow with the length of the run.
 *
 * @example
 * const arrivals = createArrivals<string>();
 * arrivals.add(2000, "late");
 * arrivals.add(1000, "early");
 * [...arrivals.until(1500)]; // [{ time: 1000, what: "early" }]
 */
export function createArrivals<T>(): Arrivals<T> {
  const heap: Entry<T>[] = [];
  let added = 0;

  return {
    add(time, what) {
      raise(heap, { time, added: added++, what });
    },
    *until(time) {
      for (let first = heap[0]; first !== undefined && first.time <= time; first = heap[0]) {
        removeFirst(heap);
        yield first;
      }
    },
  };
}

function before(a: Entry<unknown>, b: Entry<unknown>): boolean {
  return a.time === b.time ? a.added < b.added : a.time < b.time;
}

function raise<T>(heap: Entry<T>[], entry: Entry<T>): void {
  let at = heap.length;
  while (at > 0) {
    const above = (at - 1) >> 1;
    const parent = heap[above];
    if (parent === undefined || before(parent, entry)) break;
    heap[at] = parent;
    at = above;
  }
  heap[at] = entry;
}

function removeFirst<T>(heap: Entry<T>[]): void {
  const entry = heap.pop();
  if (entry === undefined || heap.length === 0) return;
  let at = 0;
  for (;;) {
    const left = heap[2 * at + 1];
    const right = heap[2 * at + 2];
    if (left === undefined) break;
    const goesLeft = right === undefined || before(left, right);
    const child = goesLeft ? left : right;
    if (before(entry, child)) break;
    heap[at] = child;
    at = 2 * at + (goesLeft ? 1 : 2);
  }
  heap[at] = entry;
}
