import * as z from "zod";
import {
  binary,
  concat,
  decimal,
  fromJson,
  getJsonObject,
  jsonArrayLength,
  jsonObjectKeys,
  mapFromArrays,
  schemaOfJson,
  smallint,
  struct,
  timestampNtz,
  tinyint,
  toJson,
  upper,
} from "#generator";
import { type Case, type Cells, scalar } from "../case.js";

const j = z.string();

/** Texts that something may get wrong: what is no JSON, or only for Jackson; numbers, escapes, equal names, what follows the value. */
const texts: readonly Cells[] = [
  [null],
  ...[
    '{"a":{"b":[{"c":"x"},2]},"b":"y"}',
    "",
    "  ",
    "null",
    "true",
    "truex",
    '"a"x',
    '"a\\u00e9\\n\\"b"',
    '"😀é"',
    '["😀é","\\ud83d\\ude00"]',
    '"\\ud83d\\ude00 \\ud800"',
    '"\\udc00"',
    '["\\ud800"]',
    "12",
    "12x",
    "12 x",
    "12,",
    "-0",
    "-0.0",
    "1.50",
    "1e3",
    "1E-7x",
    "1e400",
    "123456789012345678901234567890",
    "0.1000000000000000055511151231257827",
    "[1, 1.50,1e3 ,-0, -0.0, 12345678901234567890 ,1e-4]",
    "[01]",
    "[1.]",
    "[.5]",
    "[+1]",
    "[NaN]",
    "-Infinity",
    "[1,]",
    "[,1]",
    "[1 2]",
    "[1",
    "[]",
    "[] []",
    "[[],[[]],{}]",
    '[{"a":1},{"a":[2,3]},{"a":null},{"b":4},5]',
    "{}",
    "{a:1}",
    "{'a':'it\\'s',\"b\":'\"'}",
    '{"a":1,"a":2}',
    '{"a":null,"a":2}',
    '{"a":[],"a":[1]}',
    '{"a":1}}',
    '{"a":1} trailing',
    '{"a":1,"b":}',
    '{"a":1,"b"',
    '{"a" : 1 , "\\u0061b" : 2, "a b":3}',
    '{"a":"x\u0001y\tz\nw"}',
    '{"\\ud800":1,"a":1}',
    '{"😀":"😀","a":{"😀":"😀"}}',
    '/*x*/{"a":1}',
    '\ufeff{"a":1}',
    "\u00a0[1]",
    '{"a":"{\\"b\\":[1]}"}',
    '{"a":{"b":[[1,2],[3,[4,5]],6]}}',
    '{"A":1}',
  ].map((text) => [text]),
];

const lists: readonly Cells[] = [
  [null],
  ...[
    '{"a":[{"b":1},{"b":2}]}',
    '{"a":[{"b":1},{"c":2}]}',
    '{"a":[{"b":"x"}]}',
    '{"a":[{"b":"x"},{"b":"😀"}]}',
    '{"a":[{"b":[1,2]},{"b":[3]},{"b":[]}]}',
    '{"a":[{"b":[1,"x"]}]}',
    '{"a":[{"b":[]}]}',
    '{"a":[{"b":null},{"b":3}]}',
    '{"a":[]}',
    '{"a":[[1,2],[3]]}',
    '{"a":[[1,[2,3]],[[4]],5]}',
    '{"a":[[{"b":1}],[{"b":[2,3]}]]}',
    '{"a":[1.50,"x",null,true,{"b":"\\ud83d\\ude00"}]}',
    '{"a":["x"]}',
    '{"a":["\\ud800"]}',
    '{"a":["\\ud800","y"]}',
    '{"a":"x"}',
    '{"a":[],"a":[7]}',
    '{"a":{"b":1,"c":2}}',
    '{"a":[],"a":[[]],"a":[[7]]}',
    '{"a":[{"b":[]}],"a":[{"b":[[]]},{"b":"x"}],"a":"y"}',
    '[{"a":[1]},{"a":[2,3]}]',
    '{"a":[1,2}',
    '{"a":[{"b":"x\u0001y"},{"b":1e3}]}',
  ].map((text) => [text]),
];

const path = (text: string, rows: readonly Cells[]): Case => scalar({ j }, (r) => getJsonObject(r.j, text), rows);

const names = [
  ['{"a":{"b":[5,{"c":"z"}]}," a":7,"a ":8,"a?b":9,"a]":10,"a\'b":11,"*":12,"*a":13,"":14,"a.b":15,"é":16,"$":17}'],
  ['[1,"x",[2,{"a":"b"}]]'],
  [null],
];

/** Paths Spark reads and paths it does not; blanks count in some places. */
const paths = [
  ...["$ .a", "$. a", "$.a ", "$[0] ", "$[ 0]", "$[0 ]", " $[0]", "$ [0]", "$[00]", "$[3]", "$[-1]", "$[2][1].a"],
  ...["$[99999999999999999999]", "$[9223372036854775807]", "$['a']", "$[ 'a']", "$['a' ]", "$[' a']", "$['a?b']", '$["a"]', "$ ['a']"],
  ...["$..a", "$.", "a", "", "$.*", "$['*']", "$[ * ]", "$.a.b", "$.*a", "$. *", "$['']", "$.a['b'][0]", "$.a.b[1].c", "$.a.b[2]", "$.a]"],
  ...["$.a'b", "$['a.b']", "$.é", "$.$", "$.a.b[1]['c']", "$['a']['b']", "$.a.*", "$[*][0]", "$[2][*]", "$.a\\", "$.a\n"],
];

const getting: readonly Case[] = [
  ...["$", "$.a", "$[0]", "$.a.b[0]", "$[*]", "$.b", "$['😀']"].map((one) => path(one, texts)),
  ...[
    "$.a[*]",
    "$.a[*].b",
    "$.a[*].b[*]",
    "$.a[*][*]",
    "$.a[0][*]",
    "$.a[*][0]",
    "$.a[0][*].b",
    "$.a[*][*].b",
    "$.a[*][*][*]",
    "$[*].a[*]",
  ].map((one) => path(one, lists)),
  ...["$.a[*].b[0]", "$.a[0].b[*]", "$[*].a", "$[*].a[0]", "$.a[*].*", "$.a[1][*][*]"].map((one) => path(one, lists)),
  ...paths.map((one) => path(one, names)),
  scalar({ j }, (r) => upper(getJsonObject(concat(r.j, "]"), "$[1]")), [['["a","b"'], ["[1"], [null]]),
  scalar({ j }, (r) => getJsonObject('{"a":"b"}', "$.a").eq(r.j), [["b"], ["c"], [null]]),
  scalar({ j }, (r) => getJsonObject(r.j, "$.a"), [['{"a":1}'], ["{"], [null]], { ansi: false }),
  scalar({ j }, (r) => getJsonObject(r.j, "$.x"), [['{"x":"\\udc00\\udc00"}'], ['{"x":"a"}'], [null]], {
    partly: "Spark gives bytes that are no text",
  }),
];

const shapes: readonly Case[] = [
  scalar({ j }, (r) => jsonArrayLength(r.j), [...texts, ...lists]),
  scalar({ j }, (r) => jsonArrayLength(r.j), [["[1,2]"], ["{"], [null]], { ansi: false }),
  scalar({ j }, (r) => jsonArrayLength(getJsonObject(r.j, "$.a")), lists),
  scalar({ j }, (r) => jsonObjectKeys(r.j), [...texts, ['{"a":{"b":1,"c":[{"d":2}]},"e":[{}],"f":"g"}'], ['{"":1}'], ["{'a':1,}"]]),
];

const instants: readonly Cells[] = [
  "2024-07-01T16:00:00.123456Z",
  "2024-03-10T07:00:00Z",
  "2024-11-03T05:30:00Z",
  "2024-11-03T06:30:00.999999Z",
  "1883-11-18T16:00:00Z",
  "1800-01-01T00:00:00Z",
  "1582-10-10T00:00:00Z",
  "1969-12-31T23:59:59.999999Z",
  "0001-01-01T00:00:00Z",
  "9999-12-31T23:59:59.999999Z",
].map((time) => [{ t: time, l: [time, null], m: [["k", time]] }]);

const object = {
  v: z.object({
    b: z.boolean().nullable(),
    y: tinyint().nullable(),
    s: smallint().nullable(),
    i: z.int32().nullable(),
    l: z.int().nullable(),
    f: z.float32().nullable(),
    d: z.number().nullable(),
    t: z.string().nullable(),
    x: binary().nullable(),
    day: z.iso.date().nullable(),
    at: z.iso.datetime().nullable(),
    wall: timestampNtz().nullable(),
    n: decimal(38, 18).nullable(),
    w: decimal(38, 0).nullable(),
  }),
};
const nothing = {
  b: null,
  y: null,
  s: null,
  i: null,
  l: null,
  f: null,
  d: null,
  t: null,
  x: null,
  day: null,
  at: null,
  wall: null,
  n: null,
  w: null,
};

const nested = {
  n: z.object({
    "a b": z.object({ B: z.int32().nullable(), c: z.array(z.string().nullable()).nullable() }).nullable(),
    list: z.array(z.object({ x: z.number().nullable() }).nullable()).nullable(),
    map: z.record(z.string(), z.object({ y: z.int32().nullable() }).nullable()).nullable(),
  }),
};

const guessing: readonly Case[] = [scalar({ j }, () => schemaOfJson('[{"a":1.5}]'), [[""], ["x"], [null]])];

const printing: readonly Case[] = [
  scalar(object, (r) => toJson(r.v), [
    [
      {
        ...{
          b: true,
          y: -128,
          s: 32767,
          i: -2147483648,
          l: "9223372036854775807",
          f: 3.4e38,
          d: 1e10,
          t: 'é"\\/\n\u0001\u007f\u2028😀',
          x: "00ff41",
        },
        ...{ day: "2024-02-29", at: "2024-02-29T12:00:00.5Z", wall: "2024-02-29T12:00:00.999999", n: "1.5" },
        w: "12345678901234567890123456789012345678",
      },
    ],
    [nothing],
    [null],
    [{ ...nothing, f: "NaN", d: "-Infinity", t: "", x: "", n: "0", w: "0" }],
    [{ ...nothing, f: "-0.0", d: "-0.0", n: "0.000000000000000001", w: "-1", day: "0001-01-01" }],
    [{ ...nothing, f: 0.1, d: 2e-3, n: "0.0000001", day: "9999-12-31", wall: "1582-10-10T00:00:00" }],
    [{ ...nothing, f: "Infinity", d: 2.0e-3, n: "-0.000001000000000001", l: "-9223372036854775808" }],
    [{ ...nothing, f: 1.1754944e-38, d: 2.2250738585072014e-308, n: "99999999999999999999.999999999999999999" }],
    [{ ...nothing, d: 2e23, n: "-0.000000999999999999", t: "\t\b\f\r" }],
    [{ ...nothing, d: 9007199254740994, n: "123.45", t: " a " }],
  ]),
  ...["UTC", "America/New_York", "Asia/Kolkata", "Europe/London"].map((zone) =>
    scalar(
      { v: z.object({ t: z.iso.datetime(), l: z.array(z.iso.datetime().nullable()), m: z.record(z.string(), z.iso.datetime()) }) },
      (r) => toJson(r.v),
      instants,
      { zone },
    ),
  ),
  scalar(nested, (r) => toJson(r.n), [
    [
      {
        "a b": { B: 1, c: ["x", null] },
        list: [{ x: 1.5 }, null, { x: null }],
        map: [
          ["k", { y: 1 }],
          ["", null],
          ['"', { y: null }],
        ],
      },
    ],
    [{ "a b": { B: null, c: null }, list: [], map: [] }],
    [{ "a b": null, list: null, map: null }],
    [null],
  ]),
  scalar({ d: z.array(z.number().nullable()) }, (r) => toJson(r.d), [[[1, null, 1e7, "NaN"]], [[]], [[null]], [null]]),
  scalar({ ll: z.array(z.array(z.string())) }, (r) => toJson(r.ll), [[[["a"], [], ["b", "c"]]], [[]], [null]]),
  scalar({ m: z.record(z.string(), z.int32().nullable()) }, (r) => toJson(r.m), [
    [
      [
        ["b", 1],
        ["a", null],
        ["é😀", 3],
      ],
    ],
    [[]],
    [null],
  ]),
  scalar({ v: z.array(z.string()) }, (r) => toJson(r.v), [[["a"]], [[]], [null]], { ansi: false }),
  scalar({ v: z.array(z.string()) }, (r) => jsonArrayLength(toJson(r.v)), [[["a", "b"]], [[]], [null]]),
];

/** Keys that are no strings: as Spark keeps them, dates as days and timestamps as microseconds. */
const keys: readonly Case[] = [
  scalar({ i: z.array(z.int32()), b: z.array(z.boolean()) }, (r) => toJson(mapFromArrays(r.i, r.b)), [
    [
      [2, -1],
      [true, false],
    ],
    [[], []],
    [null, []],
  ]),
  scalar({ l: z.array(z.iso.date()), i: z.array(z.int32()) }, (r) => toJson(mapFromArrays(r.l, r.i)), [
    [["2024-01-01"], [1]],
    [["0001-01-01"], [1]],
    [null, [1]],
  ]),
  scalar(
    { l: z.array(z.iso.datetime()), i: z.array(z.int32()) },
    (r) => toJson(mapFromArrays(r.l, r.i)),
    [
      [["2024-01-01T00:00:00.5Z"], [1]],
      [["1969-01-01T00:00:00Z"], [1]],
      [null, [1]],
    ],
    { zone: "Asia/Kolkata" },
  ),
  scalar({ n: z.array(decimal(10, 8)), i: z.array(z.int32()) }, (r) => toJson(mapFromArrays(r.n, r.i)), [
    [["1.5"], [1]],
    [
      ["0", "0.00000001"],
      [1, 2],
    ],
    [null, [1]],
  ]),
  scalar(
    { s: z.string(), i: z.int32(), t: z.iso.datetime() },
    (r) => toJson(struct({ text: r.s, "a b": r.i, inner: struct({ at: r.t, one: 1 }) })),
    [
      ["x", 1, "2024-01-01T00:00:00Z"],
      [null, null, null],
      ["\ufeffx\0", -1, "1582-10-04T00:00:00Z"],
    ],
  ),
];

const record = z.object({
  a: z.int32(),
  b: z.array(z.int32()),
  c: z.object({ d: z.string(), e: z.number().nullable() }).nullable(),
  m: z.record(z.string(), z.int()),
  s: z.string(),
});

const records: readonly Cells[] = [
  [null],
  ...[
    '{"a":1,"b":[1,2],"c":{"d":"x","e":1.5},"m":{"k":1},"s":"t"}',
    "",
    "  ",
    "null",
    "1",
    '"a"',
    "[]",
    '[{"a":1}]',
    "{}",
    "{",
    '{"a":1',
    '{"a":1} trailing',
    '{"a":1}}',
    '{"a":"1","s":"t"}',
    '{"a":1.0,"s":"t"}',
    '{"a":2147483648,"s":"t"}',
    '{"a":null,"b":null,"c":null,"m":null,"s":null}',
    '{"a":1,"a":2}',
    '{"a":1,"a":null}',
    '{"a":1,"a":"x"}',
    '{"A":1,"S":"t"}',
    '{"b":[1,"x",2],"a":5,"s":"t"}',
    '{"b":[1,[2],3],"a":5,"s":"t"}',
    '{"b":{"c":1},"a":5}',
    '{"b":[null,1],"a":5}',
    '{"c":{"d":1.50,"e":"x"},"a":5}',
    '{"c":{"d":{"x":[1e3, -0]},"e":"NaN"},"a":5}',
    '{"c":[1],"a":5}',
    '{"c":{"d":"x","e":NaN},"s":"😀\\ud83d\\ude00"}',
    '{"m":{"x":1,"y":"z"},"a":5}',
    '{"m":{"x":null},"a":5}',
    '{"m":[],"a":5}',
    '{"s":true,"a":5}',
    '{"s":[ 1 , 1.50, 1e3,-0, {"x" : "y"} ],"a":5}',
    '{"s":12345678901234567890,"a":-0}',
    '{"s":1e400}',
    '{"s":"\\ud800"}',
    "{'a':1,'s':'it\\'s'}",
    "{a:1}",
    '{"a":01,"s":"t"}',
    '{"a":1,"s":"x\ty"}',
    '{"a":1,"unknown":[{"x":{}}],"s":"t"}',
    '{"a":1,"unknown":[{"x":{}],"s":"t"}',
    '/*x*/{"a":1}',
    '\ufeff{"a":1}',
    '{"\\u0061":1}',
  ].map((text) => [text]),
];

const everything = z.object({
  b: z.boolean(),
  y: tinyint(),
  h: smallint(),
  l: z.int(),
  f: z.float32(),
  d: z.number(),
  x: binary(),
  day: z.iso.date(),
  at: z.iso.datetime(),
  wall: timestampNtz(),
  n: decimal(5, 2),
});

const values: readonly Cells[] = [
  [null],
  ...[
    '{"b":true,"y":127,"h":-32768,"l":9223372036854775807,"f":0.1,"d":1e-7,"x":"AP8=","day":"2024-02-29","n":1.005}',
    '{"at":"2024-02-29T12:00:00.123456Z","wall":"2024-02-29T12:00:00"}',
    '{"at":"2024-03-10T02:30:00","day":"2024-2-9"}',
    '{"at":"2024-11-03T01:30:00"}',
    '{"at":1709208000,"day":19782,"wall":1}',
    '{"b":"true","y":255,"h":65535,"l":9223372036854775808,"f":"NaN","d":"-Infinity","x":"!","day":"x","n":"1,000.5"}',
    '{"b":1,"y":1.0,"h":"1","l":"1","f":"1.5","d":"1","x":1,"n":1000}',
    '{"b":null,"d":-0.0,"f":-0,"n":-0.001,"day":"","at":"","wall":""}',
  ].map((text) => [text]),
];

const reading: readonly Case[] = [
  scalar({ j }, (r) => fromJson(r.j, record), records),
  scalar({ j }, (r) => fromJson(r.j, record).a, records),
  scalar({ j }, (r) => fromJson(r.j, record).c.d, records),
  scalar({ j }, (r) => fromJson(r.j, record).b, records),
  scalar({ j }, (r) => toJson(fromJson(r.j, record)), records),
  scalar({ j }, (r) => fromJson(r.j, z.object({ s: z.string() }), { mode: "PERMISSIVE" }).s, records),
  scalar({ j }, (r) => fromJson(r.j, z.object({ a: z.int32(), s: z.string() })), records, { ansi: false }),
  scalar({ j }, (r) => fromJson(r.j, everything), values),
  scalar({ j }, (r) => fromJson(r.j, everything), values, { zone: "America/New_York" }),
  scalar({ j }, (r) => fromJson(getJsonObject(r.j, "$.c"), z.object({ d: z.string() })).d, records),
  scalar({ j }, (r) => fromJson(r.j, record, { timestampFormat: "yyyy" }), [["{}"], [null]]),
  scalar({ j }, (r) => fromJson(r.j, record, { mode: "FAILFAST" }), [["{}"], ["{"], [null]]),
];

export const json: readonly Case[] = [...getting, ...shapes, ...guessing, ...printing, ...keys, ...reading];
