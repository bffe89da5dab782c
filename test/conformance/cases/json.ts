import * as z from "zod";
import { concat, getJsonObject, jsonArrayLength, jsonObjectKeys, upper } from "#generator";
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

export const json: readonly Case[] = [...getting, ...shapes];
