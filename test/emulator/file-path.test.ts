import { afterEach, expect, test } from "vitest";
import { landing, streamingTable } from "#generator";
import { type Emulation, emulate } from "../../emulator/testing.js";
import { pipelineOf } from "./shop.js";

const zone = landing("lines", { format: "text" });
const raw = streamingTable("raw", { query: zone.stream().select((line) => ({ path: line.file_path, value: line.value })) });

let run: Emulation;
afterEach(() => run.close());

test("the path of a file is shown as Spark 4.3.0 shows it: percent-encoded where a URI needs it", async () => {
  run = await emulate(pipelineOf({ raw }));
  await run.publish(zone, ["x"], { path: "a b%d#é\u00a0?[x]{y}|^`\"<>😀-!.~'()*;:@&=+$,_/é/0.txt" });
  await run.update();
  expect(await run.rows(raw)).toEqual([
    { path: "lines/a%20b%25d%23é%C2%A0%3F%5Bx%5D%7By%7D%7C%5E%60%22%3C%3E😀-!.~'()*;:@&=+$,_/é/0.txt", value: "x" },
  ]);
});
