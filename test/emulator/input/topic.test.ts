import { appendFileSync, mkdirSync, rmSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { listPartitions, readTopicPartition, type TopicPosition, type TopicRecord, topicStart } from "../../../emulator/input/topic.js";
import { temporaryFolder } from "./recording.js";

const folder = temporaryFolder();
let files = 0;

/** A partition file of its own for each test. */
function partition(content: string | Uint8Array): string {
  return folder.write(`${files++}.jsonl`, content);
}

async function read(
  path: string,
  from: TopicPosition = topicStart,
  limit?: number,
): Promise<{ records: TopicRecord[]; position: TopicPosition }> {
  const records: TopicRecord[] = [];
  let position = from;
  for await (const batch of readTopicPartition(path, from, limit)) {
    records.push(...batch.records);
    position = batch.position;
  }
  return { records, position };
}

async function values(content: string): Promise<readonly (string | null)[]> {
  return (await read(partition(content))).records.map((record) => record.value);
}

const record = (value: string, rest = ""): string => `{"value":${value},"timestamp":0${rest}}\n`;

describe("a record of a topic", () => {
  it("has the text of its message, whether that is written as a string or as JSON", async () => {
    const messages = [
      ['"plain"', "plain"],
      ['"{\\"a\\": 1.50}"', '{"a": 1.50}'],
      ['{"a": 1.50, "b":[1e3,  "}\\"]"]}', '{"a": 1.50, "b":[1e3,  "}\\"]"]}'],
      ["12345678901234567890.10", "12345678901234567890.10"],
      [" [ 1 , {} ] ", "[ 1 , {} ]"],
      ["true", "true"],
      ["null", null],
      ['""', ""],
      ['"null"', "null"],
      ['"\\u00e9\\ud83d\\ude00"', "é😀"],
      ['{"value": "inner", "timestamp": {}}', '{"value": "inner", "timestamp": {}}'],
    ];
    expect(await values(messages.map(([source]) => record(String(source))).join(""))).toEqual(messages.map(([, text]) => text));
  });

  it("has its properties in any order and its key as a message", async () => {
    const line = ' { "headers" : {"h":"x","n":null} , "timestamp":"2024-05-01T10:11:12.5Z","offset":7,"key":{"id": 1.0} , "value":2.0 } \n';
    expect((await read(partition(line))).records).toEqual([
      {
        key: '{"id": 1.0}',
        value: "2.0",
        timestampMicros: 1_714_558_272_500_000n,
        offset: 7n,
        headers: [
          { key: "h", value: "x" },
          { key: "n", value: null },
        ],
      },
    ]);
    expect((await read(partition(`${'{"key":"k",'}${record('"v"').slice(1)}`))).records[0]?.key).toBe("k");
    expect((await read(partition(record('"v"', ',"key":null')))).records[0]?.key).toBeNull();
    expect(await values('{"\\u0076alue": [1.0], "timestamp": 0}\n{"value": [1], "timestamp": 0, "value": [2.0]}\n')).toEqual([
      "[1.0]",
      "[2.0]",
    ]);
  });

  it("has a timestamp in ISO 8601 or in milliseconds", async () => {
    const timestamps: readonly [string, bigint][] = [
      ["0", 0n],
      ["-1", -1000n],
      ["1714558272123", 1_714_558_272_123_000n],
      ["8640000000000000", 8_640_000_000_000_000_000n],
      ['"1970-01-01T00:00:00Z"', 0n],
      ['"1970-01-01T00:00:00.000001Z"', 1n],
      ['"1969-12-31T23:59:59.999999Z"', -1n],
      ['"2024-05-01T10:11:12.123456+02:00"', 1_714_551_072_123_456n],
      ['"2024-05-01T10:11:12-0330"', 1_714_570_872_000_000n],
      ['"2024-05-01T10:11Z"', 1_714_558_260_000_000n],
      ['"9999-12-31T23:59:59.999999Z"', 253_402_300_799_999_999n],
    ];
    const lines = timestamps.map(([text]) => `{"value":"v","timestamp":${text}}\n`).join("");
    expect((await read(partition(lines))).records.map((one) => one.timestampMicros)).toEqual(timestamps.map(([, micros]) => micros));
  });

  it("has its own offset or the next one", async () => {
    const path = partition(
      record('"a"') + record('"b"') + record('"c"', ',"offset":10') + record('"d"') + record('"e"', ',"offset":9007199254740990'),
    );
    const { records, position } = await read(path);
    expect(records.map((one) => one.offset)).toEqual([0n, 1n, 10n, 11n, 9_007_199_254_740_990n]);
    expect(position.offset).toBe(9_007_199_254_740_991n);
  });
});

describe("the lines of a partition", () => {
  it("may be blank, end in \\r\\n and begin with a byte order mark", async () => {
    const path = partition(`\ufeff${record('"a"')}\n  \t\n\r\n${record('"b"').replace("\n", "\r\n")}\n`);
    const { records, position } = await read(path);
    expect(records.map((one) => one.value)).toEqual(["a", "b"]);
    expect(position.line).toBe(6);
  });

  it("are left alone while the last has no newline", async () => {
    const path = partition(record('"a"') + record('"b"').trimEnd());
    const first = await read(path);
    expect(first.records.map((one) => one.value)).toEqual(["a"]);
    expect(await read(path, first.position)).toEqual({ records: [], position: first.position });
    appendFileSync(path, `\n${record('"c"')}`);
    const second = await read(path, first.position);
    expect(second.records.map((one) => [one.value, one.offset])).toEqual([
      ["b", 1n],
      ["c", 2n],
    ]);
    expect((await read(path, second.position)).records).toEqual([]);
  });

  it("are none in an empty file, and none where there is no file yet", async () => {
    expect(await read(partition(""))).toEqual({ records: [], position: topicStart });
    expect(await read(folder.path("missing.jsonl"))).toEqual({ records: [], position: topicStart });
  });

  it("are read once each however reading is cut up", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(fc.string(), fc.constant(null), fc.string({ unit: "binary" })), { maxLength: 40 }),
        fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 10 }),
        async (messages, limits) => {
          const path = partition(messages.map((message) => record(JSON.stringify(message))).join("\n"));
          const found: TopicRecord[] = [];
          let position = topicStart;
          for (let i = 0; found.length < messages.length; i++) {
            const part = await read(path, position, limits[i % limits.length]);
            expect(part.records.length).toBeLessThanOrEqual(limits[i % limits.length] ?? 0);
            found.push(...part.records);
            position = part.position;
          }
          expect(found).toEqual((await read(path)).records);
          expect(found.map((one) => one.value)).toEqual(messages);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("may cross the borders of the buffer and be longer than it", async () => {
    const messages = Array.from({ length: 9000 }, (_, i) => `${i}-${"é".repeat(i % 300)}${i === 4000 ? "x".repeat(5_000_000) : ""}`);
    const path = partition(messages.map((message) => record(JSON.stringify(message))).join(""));
    expect((await read(path)).records.map((one) => one.value)).toEqual(messages);
  });
});

describe("a malformed line", () => {
  const good = record('"good"');

  async function complaint(bad: string | Uint8Array): Promise<unknown> {
    const path = partition(typeof bad === "string" ? good + bad : Buffer.concat([Buffer.from(good), bad]));
    return read(path).then(
      () => "no error",
      (failure: { readonly diagnostics: readonly { readonly at: unknown }[] }) => {
        const [diagnostic] = failure.diagnostics;
        expect(diagnostic?.at).toEqual({ file: path, line: 2 });
        return diagnostic;
      },
    );
  }

  const cases: readonly [string, string, string, string][] = [
    ["no JSON", "{nonsense}", "the line is not JSON", "write one JSON object a line"],
    ["two objects", "{} {}", "the line is not JSON", "write one JSON object a line"],
    ["an array", "[1]", "the line is no JSON object", 'write {"key": …, "value": …, "timestamp": …}'],
    ["a misspelt property", '{"valu":1,"timestamp":0}', 'a record has no property "valu"', 'did you mean "value"?'],
    ["a foreign property", '{"x":1}', 'a record has no property "x"', "a record has key, value, timestamp, offset, headers"],
    ["no value", '{"timestamp":0}', 'the record has no "value"', 'write "value": null for a tombstone'],
    [
      "no timestamp",
      '{"value":1}',
      'the record has no "timestamp"',
      'write ISO 8601 with an offset, as in "2024-05-01T10:00:00.123Z", or milliseconds since 1970',
    ],
    ...['"2024-02-30T00:00:00Z"', '"2024-05-01T10:00:00"', '"2024-05-01T24:00:00Z"', '"yesterday"', "1.5", "null", "9e15"].map(
      (timestamp) =>
        [
          `timestamp ${timestamp}`,
          `{"value":1,"timestamp":${timestamp}}`,
          `"timestamp" is ${timestamp === "9e15" ? "9000000000000000" : timestamp}`,
          'write ISO 8601 with an offset, as in "2024-05-01T10:00:00.123Z", or milliseconds since 1970',
        ] as [string, string, string, string],
    ),
    ...["-1", "1.5", '"3"', "null", "9007199254740992"].map(
      (offset) =>
        [
          `offset ${offset}`,
          `{"value":1,"timestamp":0,"offset":${offset}}`,
          `"offset" is ${offset}`,
          "write a whole number from 0 on, or leave it out",
        ] as [string, string, string, string],
    ),
    [
      "headers that are no object",
      '{"value":1,"timestamp":0,"headers":[]}',
      '"headers" is no object of strings',
      'write "headers": {"name": "text"}',
    ],
    [
      "headers of numbers",
      '{"value":1,"timestamp":0,"headers":{"a":1}}',
      '"headers" is no object of strings',
      'write "headers": {"name": "text"}',
    ],
    [
      "half a surrogate pair",
      '{"value":"\\ud83d","timestamp":0}',
      "half of a surrogate pair stands alone, which no UTF-8 message can hold",
      "write both halves, or U+FFFD",
    ],
  ];
  for (const [name, line, message, fix] of cases) {
    it(`says what is wrong: ${name}`, async () => {
      expect(await complaint(`${line}\n`)).toMatchObject({ code: "input/malformed-line", message, fix, notes: [{ message: line }] });
    });
  }

  it("shows only the beginning of a long one", async () => {
    expect(await complaint(`[${"x".repeat(100)}\n`)).toMatchObject({ notes: [{ message: `[${"x".repeat(58)}…` }] });
  });

  it("that is not UTF-8", async () => {
    expect(await complaint(Buffer.from('{"value":"\xff","timestamp":0}\n', "latin1"))).toMatchObject({
      code: "input/malformed-line",
      message: "the line is not UTF-8",
    });
  });

  it("has the line number of the whole file, not of the part that was read", async () => {
    const path = partition(`${record('"a"')}\n${record('"b"')}`);
    const { position } = await read(path);
    appendFileSync(path, `\n${record('"c"')}oops\n`);
    await expect(read(path, position)).rejects.toMatchObject({
      diagnostics: [{ code: "input/malformed-line", at: { file: path, line: 6 } }],
    });
  });

  it("whose offset does not increase", async () => {
    const path = partition(record('"a"', ',"offset":5') + record('"b"', ',"offset":5'));
    await expect(read(path)).rejects.toMatchObject({
      diagnostics: [
        {
          code: "input/offset-order",
          message: "offset 5 comes after offset 5",
          at: { file: path, line: 2 },
          fix: "offsets of a partition increase from record to record; leave them out to have them counted",
        },
      ],
    });
  });
});

describe("a partition file that is not the one that was read", () => {
  const long = Array.from({ length: 100 }, (_, i) => record(`"message ${i}"`)).join("");

  async function complaint(path: string, position: TopicPosition): Promise<unknown> {
    return read(path, position).then(
      () => "no error",
      (failure: Error) => failure.message,
    );
  }

  it("is told by its length", async () => {
    const path = partition(long);
    const { position } = await read(path);
    folder.write(path.slice(folder.path("").length), long.slice(0, 2000));
    expect(await complaint(path, position)).toBe(
      `input/replaced-file: the partition was replaced or cut since it was read: it has 2000 bytes, ${long.length} were read`,
    );
  });

  it("is told by its beginning", async () => {
    const path = partition(long);
    const { position } = await read(path);
    folder.write(path.slice(folder.path("").length), long.replace("message 3", "massage 3"));
    expect(await complaint(path, position)).toBe(
      "input/replaced-file: the partition was replaced or cut since it was read: it begins otherwise than it did",
    );
  });

  it("is told when it is gone", async () => {
    const path = partition(long);
    const { position } = await read(path);
    rmSync(path);
    expect(await complaint(path, position)).toBe("input/replaced-file: the partition was replaced or cut since it was read: it is gone");
  });

  it("is not one that only grew, from less than the kilobyte that is compared", async () => {
    const path = partition(long.slice(0, long.indexOf("\n") + 1));
    let { position } = await read(path);
    expect(position.fingerprint).toMatch(/^36:[0-9a-f]{16}$/);
    appendFileSync(path, long);
    ({ position } = await read(path, position));
    expect(position.fingerprint).toMatch(/^1024:[0-9a-f]{16}$/);
    appendFileSync(path, long);
    expect((await read(path, position)).records).toHaveLength(100);
  });
});

describe("the partitions of a topic", () => {
  it("are the numbered files, in order", async () => {
    mkdirSync(folder.path("topic"));
    for (const name of ["10.jsonl", "2.jsonl", "0.jsonl", ".DS_Store"]) folder.write(`topic/${name}`, "");
    expect(await listPartitions(folder.path("topic"))).toEqual(
      [0, 2, 10].map((number) => ({ partition: number, path: folder.path(`topic/${number}.jsonl`) })),
    );
  });

  it("are none while there is no folder", async () => {
    expect(await listPartitions(folder.path("no-topic"))).toEqual([]);
  });

  for (const name of ["1.json", "01.jsonl", "a.jsonl", "1.jsonl.tmp"]) {
    it(`are not files like ${name}`, async () => {
      const topic = `topic of ${name}`;
      mkdirSync(folder.path(topic));
      folder.write(`${topic}/${name}`, "");
      await expect(listPartitions(folder.path(topic))).rejects.toMatchObject({
        diagnostics: [
          {
            code: "input/unknown-file",
            message: `"${name}" in a topic's folder is no partition`,
            at: { file: folder.path(`${topic}/${name}`), line: 1 },
            fix: "a topic's folder holds 0.jsonl, 1.jsonl and so on, one file a partition; keep other files elsewhere",
          },
        ],
      });
    });
  }
});
