import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { repository } from "../../generator/diagnostic/index.js";
import { compileFixtures } from "./compiler.js";

const file = "test/types/fixtures/mistakes.ts";

const orders =
  '{ order_id: "string"; customer_id: "string"; placed_at: "timestamp"; channel: "string" | null; lines: readonly { sku: "string"; quantity: "int"; unit_price: "double"; }[]; address: { city: "string"; postcode: "string" | null; } | null; ingested_at: "timestamp"; }';
const orderLines =
  '{ order_id: "string"; customer_id: "string"; placed_at: "timestamp"; city: "string" | null; sku: "string"; revenue: "double"; }';
const customers =
  '{ __START_AT: "timestamp"; __END_AT: "timestamp" | null; customer_id: "string"; segment: "string" | null; changed_at: "timestamp"; }';
const revenueByDay = '{ day: "date"; segment: "string"; revenue: "double" | null; orders: "bigint"; }';
const enrichedLines =
  '{ order_id: "string"; customer_id: "string"; placed_at: "timestamp"; city: "string" | null; sku: "string"; revenue: "double"; segment: "string"; }';

/** Every mistake of the fixture, and every word the compiler says of it. */
const messages: { readonly [mistake: string]: readonly string[] } = {
  misspeltColumn: [`Property 'chanel' does not exist on type 'Row<${orders}>'. Did you mean 'channel'?`],
  misspeltField: [
    `Property 'cty' does not exist on type 'Column<{ city: "string"; postcode: "string" | null; } | null> & { readonly city: Text<"string" | null>; readonly postcode: Text<"string" | null>; }'. Did you mean 'city'?`,
  ],
  timestampWithText: [
    `Argument of type 'Text<"string">' is not assignable to parameter of type 'Column<"timestamp" | null>'.
  Types of property '[columnType]' are incompatible.
    Type '"string"' is not assignable to type '"timestamp"'.`,
  ],
  watermarkOnBatch: [`Property 'watermark' does not exist on type 'StreamingTable<${orders}>'.`],
  watermarkOnText: [`Argument of type '"customer_id"' is not assignable to parameter of type '"ingested_at" | "placed_at"'.`],
  viewOfStream: [
    `Type 'Stream<${enrichedLines}>' is not assignable to type 'Batch<unknown>'.
  Types of property 'mode' are incompatible.
    Type '"stream"' is not assignable to type '"batch"'.`,
  ],
  aggregateInSelect: [`Type 'Aggregate<"double" | null>' is not assignable to type 'string | number | boolean | Column<unknown>'.`],
  plainColumnAmongAggregates: [
    `Type 'Text<"string">' is missing the following properties from type 'Aggregate<unknown>': [aggregated], filter, over`,
  ],
  clusterByUnselected: [`Type '"dy"' is not assignable to type '"day" | "n"'.`],
  streamOfScdTargetJoined: [
    `Property 'stream' does not exist on type 'Table<${customers}>'.`,
    "Property 'customer_id' does not exist on type 'Row<unknown>'.",
  ],
  expectationOfNumber: [
    `Argument of type 'Num<"int">' is not assignable to parameter of type 'Predicate'.
  Type 'Num<"int">' is missing the following properties from type 'Bool<"boolean" | null>': and, or, not`,
  ],
  badInterval: [
    `Argument of type '"10 minuts"' is not assignable to parameter of type '\`\${number} day\` | \`\${number} days\` | \`\${number} hour\` | \`\${number} hours\` | \`\${number} minute\` | \`\${number} minutes\` | \`\${number} second\` | \`\${number} seconds\`'.`,
  ],
  sumOfText: [
    `Type 'Text<"string">' is missing the following properties from type 'Num<Numeric | null>': plus, minus, times, dividedBy, negated`,
  ],
  unknownParsedField: [`Property 'b' does not exist on type 'Column<{ a: "string"; }> & { readonly a: Text<"string">; }'.`],
  streamOfView: [`Property 'stream' does not exist on type 'Table<${revenueByDay}>'.`],
  streamOfScdTarget: [`Property 'stream' does not exist on type 'Table<${customers}>'.`],
  integerTimesDouble: [
    `Type 'Num<"double" | null>' is not assignable to type 'Num<"int">'.
  Type '"double" | null' is not assignable to type '"int"'.
    Type 'null' is not assignable to type '"int"'.`,
  ],
  streamOnTheRight: [
    `Argument of type 'Stream<${orders}>' is not assignable to parameter of type 'Batch<unknown>'.
  Types of property 'mode' are incompatible.
    Type '"stream"' is not assignable to type '"batch"'.`,
    "Property 'order_id' does not exist on type 'Row<unknown>'.",
  ],
  tableOfBatch: [`Type 'StreamingTable<${orders}>' is missing the following properties from type 'Stream<unknown>': watermark, windowed`],
  unionOfFewer: [
    `Argument of type 'Batch<{ order_id: "string"; customer_id: "string"; placed_at: "timestamp"; lines: readonly { sku: "string"; quantity: "int"; unit_price: "double"; }[]; address: { city: "string"; postcode: "string" | null; } | null; ingested_at: "timestamp"; }>' is not assignable to parameter of type 'Batch<{ address: { city: "string"; postcode: "string" | null; } | null; channel: "string" | null; customer_id: "string" | null; ingested_at: "timestamp" | null; lines: readonly { sku: "string"; quantity: "int"; unit_price: "double"; }[] | null; order_id: "string" | null; placed_at: "timestamp" | null; }>'.
  Types of property '[rowType]' are incompatible.
    Property 'channel' is missing in type '{ order_id: "string"; customer_id: "string"; placed_at: "timestamp"; lines: readonly { sku: "string"; quantity: "int"; unit_price: "double"; }[]; address: { city: "string"; postcode: "string" | null; } | null; ingested_at: "timestamp"; }' but required in type '{ address: { city: "string"; postcode: "string" | null; } | null; channel: "string" | null; customer_id: "string" | null; ingested_at: "timestamp" | null; lines: readonly { sku: "string"; quantity: "int"; unit_price: "double"; }[] | null; order_id: "string" | null; placed_at: "timestamp" | null; }'.`,
  ],
  unionOfMore: [
    `Argument of type 'StreamingTable<${orders}>' is not assignable to parameter of type 'Batch<{ address: { city: "string"; postcode: "string" | null; } | null; channel: never; customer_id: "string" | null; ingested_at: "timestamp" | null; lines: readonly { sku: "string"; quantity: "int"; unit_price: "double"; }[] | null; order_id: "string" | null; placed_at: "timestamp" | null; }>'.
  The types of '[rowType].channel' are incompatible between these types.
    Type '"string" | null' is not assignable to type 'never'.
      Type 'null' is not assignable to type 'never'.`,
  ],
  unionOfOtherTypes: [
    `Argument of type 'Batch<{ order_id: "string"; customer_id: "string"; placed_at: "timestamp"; lines: readonly { sku: "string"; quantity: "int"; unit_price: "double"; }[]; address: { city: "string"; postcode: "string" | null; } | null; ingested_at: "timestamp"; channel: "int"; }>' is not assignable to parameter of type 'Batch<{ address: { city: "string"; postcode: "string" | null; } | null; channel: "string" | null; customer_id: "string" | null; ingested_at: "timestamp" | null; lines: readonly { sku: "string"; quantity: "int"; unit_price: "double"; }[] | null; order_id: "string" | null; placed_at: "timestamp" | null; }>'.
  The types of '[rowType].channel' are incompatible between these types.
    Type '"int"' is not assignable to type '"string"'.`,
  ],
  unionOfStreamAndBatch: [
    `Type 'StreamingTable<${orders}>' is missing the following properties from type 'Stream<{ address: { city: "string"; postcode: "string" | null; } | null; channel: "string" | null; customer_id: "string" | null; ingested_at: "timestamp" | null; lines: readonly { sku: "string"; quantity: "int"; unit_price: "double"; }[] | null; order_id: "string" | null; placed_at: "timestamp" | null; }>': watermark, windowed`,
  ],
  quarantineOfScdTarget: [
    `Property 'stream' is missing in type 'Table<${customers}>' but required in type 'StreamingTable<${customers}>'.`,
  ],
  tripleEquals: [
    "Type 'boolean' is not assignable to type 'Predicate'.",
    `This comparison appears to be unintentional because the types 'Text<"string" | null>' and 'string' have no overlap.`,
  ],
  greaterThan: ["Type 'boolean' is not assignable to type 'Predicate'."],
  plusSign: [`Operator '+' cannot be applied to types 'Num<"int">' and 'number'.`],
  exclamationMark: ["Type 'boolean' is not assignable to type 'Predicate'."],
  unknownKey: [`Type '"order"' is not assignable to type '"channel" | "customer_id" | "ingested_at" | "order_id" | "placed_at"'.`],
  sequenceOfList: [
    `Type '"lines"' is not assignable to type '"channel" | "customer_id" | "ingested_at" | "order_id" | "placed_at" | readonly ("channel" | "customer_id" | "ingested_at" | "order_id" | "placed_at")[]'.`,
  ],
  keyOfList: [`Type '"lines"' is not assignable to type '"channel" | "customer_id" | "ingested_at" | "order_id" | "placed_at"'.`],
  unknownSequence: [`Type '"placed"' is not assignable to type '"channel" | "customer_id" | "ingested_at" | "order_id" | "placed_at"'.`],
  scdOfBatch: [
    `Type 'StreamingTable<${orders}>' is missing the following properties from type 'Stream<{ order_id: any; } & { placed_at: any; }>': watermark, windowed`,
  ],
  unknownOmitted: [
    `Type '"chanel"' is not assignable to type '"address" | "channel" | "customer_id" | "ingested_at" | "lines" | "order_id" | "placed_at"'. Did you mean '"channel"'?`,
  ],
  deleteWhenText: [
    `Type '(o: Row<${orders}>) => Text<...>' is not assignable to type '(row: Row<${orders}>) => Predicate'.
  Type 'Text<"string" | null>' is not assignable to type 'Predicate'.
    Type 'Text<"string" | null>' is missing the following properties from type 'Bool<"boolean" | null>': and, or, not`,
  ],
  commentOfUnknown: [
    "Object literal may only specify known properties, but 'chanel' does not exist in type '{ readonly address?: string; readonly channel?: string; readonly customer_id?: string; readonly ingested_at?: string; readonly lines?: string; readonly order_id?: string; readonly placed_at?: string; }'. Did you mean to write 'channel'?",
  ],
  expectationOfView: [
    `Object literal may only specify known properties, and 'expect' does not exist in type '{ readonly comment?: string; readonly query: Relation<{ order_id: "string"; customer_id: "string"; placed_at: "timestamp"; channel: "string" | null; lines: readonly { sku: "string"; quantity: "int"; unit_price: "double"; }[]; address: { ...; } | null; ingested_at: "timestamp"; }, "batch">; }'.`,
    "Parameter 'o' implicitly has an 'any' type.",
  ],
  omitUnknown: [
    `Argument of type '"chanel"' is not assignable to parameter of type '"address" | "channel" | "customer_id" | "ingested_at" | "lines" | "order_id" | "placed_at"'.`,
  ],
  notNullUnknown: [
    `Argument of type '"chanel"' is not assignable to parameter of type '"address" | "channel" | "customer_id" | "ingested_at" | "lines" | "order_id" | "placed_at"'.`,
  ],
  parseTimestamp: [`Argument of type '"placed_at"' is not assignable to parameter of type '"channel" | "customer_id" | "order_id"'.`],
  explodeStruct: [
    `Type 'Column<{ city: "string"; postcode: "string" | null; } | null> & { readonly city: Text<"string" | null>; readonly postcode: Text<"string" | null>; }' is missing the following properties from type 'List<unknown, null>': size, at`,
  ],
  coalesceOtherType: [`Argument of type 'number' is not assignable to parameter of type 'Like<"string">'.`],
  greatestOfTwoTypes: [
    `Argument of type 'Text<"string">' is not assignable to parameter of type 'Column<"timestamp" | null>'.
  Types of property '[columnType]' are incompatible.
    Type '"string"' is not assignable to type '"timestamp"'.`,
  ],
  greatestOfOne: ["Expected at least 2 arguments, but got 1."],
  whenOfTwoTypes: [`Argument of type 'number' is not assignable to parameter of type 'Like<"string">'.`],
  conditionOfText: [
    `Argument of type 'Text<"string" | null>' is not assignable to parameter of type 'Predicate'.
  Type 'Text<"string" | null>' is missing the following properties from type 'Bool<"boolean" | null>': and, or, not`,
  ],
  andOfText: [`Property 'and' does not exist on type 'Text<"string" | null>'.`],
  textPlus: [`Property 'plus' does not exist on type 'Text<"string" | null>'.`],
  unknownCast: [
    `Argument of type '"integer"' is not assignable to parameter of type '"bigint" | "binary" | "boolean" | "date" | "double" | "float" | "int" | "smallint" | "string" | "timestamp" | "timestamp_ntz" | "tinyint" | \`decimal(\${number},\${number})\`'.`,
  ],
  unknownUnit: [`Argument of type '"minute"' is not assignable to parameter of type '"day" | "hour" | "month" | "year"'.`],
  inOtherType: ["Type 'number' is not assignable to type 'string'.", "Type 'number' is not assignable to type 'string'."],
  textForTimestamp: [`Argument of type 'string' is not assignable to parameter of type 'Column<"timestamp" | null>'.`],
  windowOnText: [`Type '"channel"' is not assignable to type '"ingested_at" | "placed_at"'.`],
  windowedBatch: [`Property 'windowed' does not exist on type 'StreamingTable<${orders}>'.`],
  aggregateOfAggregate: [
    `Type 'Aggregate<"double" | null>' is missing the following properties from type 'Column<unknown>': [columnType], isNull, isNotNull`,
  ],
  aggregatePlus: [`Property 'plus' does not exist on type 'Aggregate<"double" | null>'.`],
  dateObject: ["Type 'Date' is not assignable to type 'string | number | boolean | Column<unknown>'."],
  columnForSelection: [
    `Type 'Text<"string" | null>' is not assignable to type 'Columns'.
  Index signature for type 'string' is missing in type 'Text<"string" | null>'.`,
  ],
  topicWithoutPartitions: [
    `Property 'partitions' is missing in type '{ topic: string; retention: "1 day"; value: z.ZodObject<{ a: z.ZodString; }, z.core.$strip>; }' but required in type '{ readonly topic: string; readonly partitions: number; readonly retention: \`\${number} day\` | \`\${number} days\` | \`\${number} hour\` | \`\${number} hours\` | \`\${number} minute\` | \`\${number} minutes\` | \`\${number} second\` | \`\${number} seconds\`; readonly value: ZodObject<{ a: ZodString; }, $strip>; readonly startingOffsets?: ...'.`,
  ],
  castNumberToDate: [
    `Argument of type '"date"' is not assignable to parameter of type '"bigint" | "boolean" | "double" | "float" | "int" | "smallint" | "string" | "timestamp" | "tinyint" | \`decimal(\${number},\${number})\`'.`,
  ],
  castDateToNumber: [
    `Argument of type '"int"' is not assignable to parameter of type '"date" | "string" | "timestamp" | "timestamp_ntz"'.`,
  ],
  hourOfDate: [
    `The 'this' context of type 'Instant<"date">' is not assignable to method's 'this' of type 'Column<"timestamp" | "timestamp_ntz" | null>'.
  Types of property '[columnType]' are incompatible.
    Type '"date"' is not assignable to type '"timestamp" | "timestamp_ntz" | null'.`,
  ],
  monthOfDate: [
    `The 'this' context of type 'Instant<"date">' is not assignable to method's 'this' of type 'Column<"timestamp" | null>'.
  Types of property '[columnType]' are incompatible.
    Type '"date"' is not assignable to type '"timestamp"'.`,
  ],
  settingsInterval: [
    `Type '"5 minuts"' is not assignable to type '\`\${number} day\` | \`\${number} days\` | \`\${number} hour\` | \`\${number} hours\` | \`\${number} minute\` | \`\${number} minutes\` | \`\${number} second\` | \`\${number} seconds\` | undefined'.`,
  ],
  settingsMode: [`Type '"batch"' is not assignable to type '"continuous" | "triggered" | undefined'.`],
  misspeltOption: [
    `Object literal may only specify known properties, but 'comentar' does not exist in type 'Expecting<${orders}> & { ...; }'. Did you mean to write 'comment'?`,
  ],
  expectationWithoutAction: [
    `Type '(o: Row<${orders}>) => { ...; }' is not assignable to type '(row: Row<${orders}>) => { ...; }'.
  Type '{ ok: Bool<"boolean">; }' is not assignable to type '{ readonly [name: string]: Expectation; }'.
    Property 'ok' is incompatible with index signature.
      Type 'Bool<"boolean">' is missing the following properties from type 'Expectation': action, condition`,
  ],
  quarantineOfView: [
    `Property 'stream' is missing in type 'Table<${revenueByDay}>' but required in type 'StreamingTable<${revenueByDay}>'.`,
  ],
  scdWithoutKeys: [
    `Property 'keys' is missing in type '{ from: Stream<${orders}>; sequenceBy: "placed_at"; }' but required in type 'ChangeFeed<${orders}, never, "channel" | ... 4 more ... | reado...'.`,
  ],
  partitionsAsText: ["Type 'string' is not assignable to type 'number'."],
  passwordInTheCode: ["Type 'string' is not assignable to type 'Secret'."],
  csvWithoutHeader: [
    `Argument of type '{ format: "csv"; row: z.ZodObject<{ a: z.ZodString; }, z.core.$strip>; }' is not assignable to parameter of type '{ readonly zone?: string; readonly glob?: string; } & ({ readonly format: "text"; readonly row?: never; } | ({ readonly row: ZodObject<{ a: ZodString; }, $strip>; } & FileFormatOption))'.
  Type '{ format: "csv"; row: z.ZodObject<{ a: z.ZodString; }, z.core.$strip>; }' is not assignable to type '{ readonly zone?: string; readonly glob?: string; } & { readonly row: ZodObject<{ a: ZodString; }, $strip>; } & { readonly format: "csv"; readonly header: boolean; readonly separator?: string; }'.
    Property 'header' is missing in type '{ format: "csv"; row: z.ZodObject<{ a: z.ZodString; }, z.core.$strip>; }' but required in type '{ readonly format: "csv"; readonly header: boolean; readonly separator?: string; }'.`,
  ],
  referenceWithoutPath: [
    `Argument of type '{ format: "json"; row: z.ZodObject<{ a: z.ZodString; }, z.core.$strip>; }' is not assignable to parameter of type '{ readonly zone?: string; readonly path: string; readonly row: $ZodType<unknown, unknown, $ZodTypeInternals<unknown, unknown>>; } & FileFormatOption'.
  Type '{ format: "json"; row: z.ZodObject<{ a: z.ZodString; }, z.core.$strip>; }' is not assignable to type '{ readonly zone?: string; readonly path: string; readonly row: $ZodType<unknown, unknown, $ZodTypeInternals<unknown, unknown>>; } & { readonly format: "json"; }'.
    Property 'path' is missing in type '{ format: "json"; row: z.ZodObject<{ a: z.ZodString; }, z.core.$strip>; }' but required in type '{ readonly zone?: string; readonly path: string; readonly row: $ZodType<unknown, unknown, $ZodTypeInternals<unknown, unknown>>; }'.`,
  ],
  decimalOfNumber: ["Argument of type 'number' is not assignable to parameter of type 'string'."],
  bigOfNumber: ["Argument of type 'number' is not assignable to parameter of type 'bigint'."],
  dayOfDate: ["Argument of type 'Date' is not assignable to parameter of type 'string'."],
  columnOfTheRightWithoutNull: [
    `Type 'Text<"string" | null>' is not assignable to type 'Text<"string">'.
  Type '"string" | null' is not assignable to type '"string"'.
    Type 'null' is not assignable to type '"string"'.`,
  ],
  rejectedHasNoValue: [`Property 'lines' does not exist on type 'Text<"string">'.`],
  helperNeedsAnotherColumn: [
    `Argument of type 'Stream<${orderLines}>' is not assignable to parameter of type 'Stream<{ ingested_at: "timestamp"; }>'.
  Types of property '[rowType]' are incompatible.
    Property 'ingested_at' is missing in type '${orderLines}' but required in type '{ ingested_at: "timestamp"; }'.`,
  ],
};

const mistakes = readFileSync(join(repository, file), "utf8")
  .split("\n")
  .flatMap((text, i) => {
    const name = /^export const (\w+)/.exec(text)?.[1];
    return name === undefined ? [] : [{ name, line: i + 1 }];
  });
const { errors } = compileFixtures();

describe("mistakes do not compile, and the message says which", () => {
  for (const { name, line } of mistakes) {
    const next = mistakes.find((one) => one.line > line)?.line ?? Number.POSITIVE_INFINITY;
    it(name, () => {
      const told = errors.filter((error) => error.file === file && error.line >= line && error.line < next).map((error) => error.message);
      expect(told).toEqual(messages[name]);
    });
  }

  it("every message belongs to a mistake", () => {
    expect(Object.keys(messages)).toEqual(mistakes.map((one) => one.name));
  });
});

it("what is right compiles: the pipeline the mistakes are made in, every function and operator, POS", () => {
  expect(errors.filter((error) => error.file !== file)).toEqual([]);
});
