import { describe, expect, test } from "vitest";
import type { Num, Predicate } from "#generator";
import { coalesce, drop, streamingTable, warn, when } from "#generator";
import { codes } from "../../../generator/diagnostic/index.js";
import { type Js, js, returns, sales, stores } from "./shop.js";
import { error, placesIn, told } from "./told.js";

const at = placesIn(import.meta.url);

const dropped = (marked: string) =>
  error("expression/dropped", "this condition was built and then dropped: the result does not contain it", {
    at: at(marked),
    notes: ["JavaScript's &&, ||, ?? and ?: pick one of two columns instead of combining them"],
    fix: "join conditions with .and(…) and .or(…), choose values with when(…) and coalesce(…)",
  });

const join = { select: (sale: Js) => ({ id: sale.id }) };

describe("a condition that JavaScript dropped is told where it was written", () => {
  const mistakes: readonly [string, () => unknown, readonly string[]][] = [
    ["&& in where", () => sales.where((sale) => sale.quantity.gt(11) && sale.online.eq(true)), ["sale.quantity.▸gt(11)"]],
    [
      "&& of three",
      () => sales.where((sale) => sale.quantity.gt(12) && sale.amount.gt(12) && sale.online),
      ["sale.quantity.▸gt(12)", "sale.amount.▸gt(12)"],
    ],
    [
      "|| of conditions that were built before",
      () =>
        sales.where((sale) => {
          const many = sale.quantity.gt(13);
          const dear = sale.amount.gt(13);
          return many || dear;
        }),
      ["sale.amount.▸gt(13)"],
    ],
    [
      "?? of conditions that were built before",
      () =>
        sales.where((sale) => {
          const many = sale.quantity.gt(14);
          const dear = sale.amount.gt(14);
          return many ?? dear;
        }),
      ["sale.amount.▸gt(14)"],
    ],
    ["?: in where", () => sales.where((sale) => (sale.quantity.gt(15) ? sale.online : sale.online.not())), ["sale.quantity.▸gt(15)"]],
    ["?: in select", () => sales.select((sale) => ({ id: sale.quantity.gt(16) ? sale.id : sale.store })), ["sale.quantity.▸gt(16)"]],
    ["! in where", () => js(sales).where((sale: Js) => !sale.quantity.gt(17)), ["sale.quantity.▸gt(17)"]],
    [
      "if in where",
      () =>
        sales.where((sale) => {
          if (sale.quantity.gt(18)) return sale.online;
          return sale.online.not();
        }),
      ["sale.quantity.▸gt(18)"],
    ],
    [
      "&& in on",
      () => js(sales).join(stores, { ...join, on: (a: Js, b: Js) => a.store.eq(b.store_id) && a.id.ne(b.city) }),
      ["a.store.▸eq(b.store_id) &&"],
    ],
    [
      "&& in a left join",
      () => js(sales).leftJoin(stores, { ...join, on: (a: Js, b: Js) => a.store.ne(b.city) && a.id.ne("19") }),
      ["a.store.▸ne(b.city)"],
    ],
    [
      "&& around an expectation's condition",
      () => [
        streamingTable("held", { query: sales.stream(), expect: (sale) => ({ rule: drop(sale.quantity.gt(20) && sale.online.eq(true)) }) }),
      ],
      ["sale.quantity.▸gt(20)"],
    ],
    [
      "&& between expectations",
      () => [
        streamingTable("held", { query: sales.stream(), expect: (sale) => ({ rule: drop(sale.quantity.gt(21)) && warn(sale.online) }) }),
      ],
      ["sale.quantity.▸gt(21)"],
    ],
    [
      "&& inside of a method",
      () => sales.where((sale) => sale.online.and(sale.quantity.gt(22) && sale.amount.gt(22))),
      ["sale.quantity.▸gt(22)"],
    ],
    [
      "a condition that is nowhere used",
      () => js(sales).select((sale: Js) => ({ id: [sale.quantity.gt(23), sale.id][1] })),
      ["sale.quantity.▸gt(23)"],
    ],
  ];
  test.each(mistakes)("%s", (_what, write, places) => {
    expect(told(write)).toEqual(places.map(dropped));
  });
});

test("what cannot be seen, as `sluice explain expression/dropped` says: a plain column on the left, and a right side that is not computed", () => {
  const predicate = (write: () => unknown): unknown => js(write()).relation.predicate;
  expect(predicate(() => sales.where((sale) => sale.online && sale.quantity.gt(1)))).toEqual(
    predicate(() => sales.where((sale) => sale.quantity.gt(1))),
  );
  expect(predicate(() => sales.where((sale) => sale.quantity.gt(1) || sale.amount.gt(1)))).toEqual(
    predicate(() => sales.where((sale) => sale.quantity.gt(1))),
  );
  expect(codes["expression/dropped"].text).toContain(
    "it cannot see a plain BOOLEAN column that was the left operand, nor the right side of || and ??",
  );
});

/** What a helper builds and leaves over is its own business. */
function tried(value: Num<"int">): Predicate {
  value.gt(1000);
  return value.gt(0) && value.lt(100);
}

describe("nothing is told of", () => {
  const fine: { readonly [what: string]: () => unknown } = {
    "conditions that are joined": () => sales.where((sale) => sale.quantity.gt(1).and(sale.online.or(sale.amount.gt(1)).not())),
    "a condition used twice": () =>
      sales.select((sale) => {
        const many = sale.quantity.gt(1);
        return { many, few: many.not(), kind: when(many, "many").otherwise("few") };
      }),
    "a helper's leftover": () => sales.where((sale) => tried(sale.quantity)),
    "a callback inside a callback": () =>
      sales.where((sale) => {
        const others = returns.where((other) => other.quantity.lt(-1));
        return sale.quantity.gt(1).and(others === undefined ? sale.online : sale.online.not());
      }),
    "a condition in an aggregate and in a branch": () =>
      sales.derive((sale) => ({
        size: when(sale.quantity.gt(9), "big").when(sale.quantity.gt(5), "middle").end(),
        known: coalesce(sale.store, "?"),
      })),
    "conditions in two expectations": () => [
      streamingTable("held", {
        query: sales.stream(),
        expect: (sale) => ({ one: drop(sale.quantity.gt(1)), two: warn(sale.online.and(sale.amount.gt(1))) }),
      }),
    ],
    "values that JavaScript chooses by what is no column": () => {
      const limit: number | undefined = JSON.parse("null") ?? 3;
      return sales.where((sale) => (limit && limit > 2 ? sale.quantity.gt(limit) : sale.online));
    },
    "a condition built outside of any callback": () => {
      stores.where((store) => store.city.eq("Bonn"));
      return sales.where((sale) => sale.online);
    },
  };
  test.each(Object.entries(fine))("%s", (_what, write) => {
    expect(told(write)).toEqual([]);
  });
});

test("a callback that throws does not leave its conditions to the one around it", () => {
  const write = () =>
    sales.where((sale) => {
      js(returns).where((other: Js) => other.quantity.lt(-31).and(other.nothing));
      return sale.online;
    });
  expect(told(write)).toEqual([]);
});

describe("rows of other callbacks", () => {
  const foreign = (name: string, of: string, reads: string, marked: string) =>
    error("column/foreign", `"${name}" is a column of ${of}, which is not read here`, {
      at: at(marked),
      notes: [`this callback reads ${reads}`],
      fix: "use the row this callback is given; to bring another relation's column in, join it",
    });

  test("a row of another dataset around this callback", () => {
    const write = () =>
      sales.where((sale) => {
        const inner = returns.where((other) => other.id.eq(sale.id));
        return inner === undefined ? sale.online : sale.online.not();
      });
    // The inner relation is thrown away, and with it what is wrong with it.
    expect(told(write)).toEqual([]);
    let kept: Js;
    returns.where((other) => {
      kept = other;
      return other.online;
    });
    expect(told(() => sales.where((sale) => sale.id.eq(kept.id)))).toEqual([
      foreign("id", "returns", "sales", "() => sales.▸where((sale) => sale.id.eq(kept.id))"),
    ]);
    expect(told(() => sales.select((sale) => ({ id: sale.id, city: kept.address.city })))).toEqual([
      foreign("address", "returns", "sales", "() => sales.▸select((sale) => ({ id: sale.id, city: kept"),
    ]);
    const on = (a: Js, b: Js) => a.store.eq(b.store_id).and(kept.online);
    expect(told(() => js(sales).join(stores, { ...join, on }))).toEqual([
      foreign("online", "returns", "sales and store", "() => js(sales).▸join(stores, { ...join, on }))"),
    ]);
  });

  test("the row of one join's side in another callback of the same join", () => {
    let kept: Js;
    const on = (a: Js, b: Js) => {
      kept = b;
      return a.store.eq(b.store_id);
    };
    expect(told(() => js(sales).join(stores, { on, select: (a: Js) => ({ id: a.id, city: kept.city }) }))).toEqual([
      foreign("city", "store", "sales and store", "() => js(sales).▸join(stores, { on, select"),
    ]);
  });
});

describe("row objects and structs in plain JavaScript", () => {
  test("a struct spreads to exactly its fields", () => {
    let names: readonly string[] = [];
    const { relation } = js(
      sales.select((sale) => {
        names = Object.keys(sale.address);
        return { ...sale.address };
      }),
    );
    expect(names).toEqual(["city", "zip"]);
    expect(relation.schema.map((one: { name: string }) => one.name)).toEqual(["city", "zip"]);
  });

  test("a row spreads to exactly its columns", () => {
    const { relation } = js(sales.select((sale) => ({ ...sale })));
    expect(relation.schema).toEqual(js(sales).relation.schema);
  });

  test.each(["toString", "constructor", "hasOwnProperty", "__proto__"])("%s is no column", (name) => {
    const [one, ...more] = told(() => js(sales).select((sale: Js) => ({ x: sale[name] })));
    expect([one?.code, one?.message, more]).toEqual(["column/unknown", `no column "${name}" in sales`, []]);
  });

  test("a misspelt field of a field", () => {
    expect(told(() => js(sales).select((sale: Js) => ({ x: sale.address.town })))).toEqual([
      error("column/unknown", 'no column "town" in "address"', { at: at("sale.address.▸town"), notes: ["it has city, zip"] }),
    ]);
  });
});
