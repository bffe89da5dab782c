import { type Trace, trace } from "../diagnostic/index.js";

/** What `orderBy` gives: rows in an order, which means something only together with a limit. */
export class Sorted<Q> {
  readonly #first: (count: number, offset: number | undefined, at: Trace) => Q;

  constructor(first: (count: number, offset: number | undefined, at: Trace) => Q) {
    this.#first = first;
  }

  limit(count: number, options: { readonly offset?: number } = {}): Q {
    return this.#first(count, options.offset, trace(this.limit));
  }
}
