import { describe, expect, it } from "vitest";
import { readText } from "../../../emulator/input/text.js";
import { ddl } from "../ddl.js";
import { printed, recordedFiles, temporaryFolder, titleOf } from "./recording.js";

const folder = temporaryFolder();

describe("text is read as Spark reads it", () => {
  for (const one of recordedFiles("spark-text.json")) {
    it(titleOf(one), async () => {
      expect(await printed(readText(folder.write("lines.txt", one.text)), ddl(one.ddl))).toEqual(one.result);
    });
  }
});

describe("text in pieces", () => {
  it("keeps \\r\\n together over the border of its buffer", async () => {
    // A megabyte is read at a time: \r is its last byte, \n the first of the next.
    const first = "x".repeat((1 << 20) - 1);
    const rows = [];
    for await (const batch of readText(folder.write("border.txt", `${first}\r\nlast`))) rows.push(...batch);
    expect(rows).toEqual([[first], ["last"]]);
  });

  it("refuses bytes that are not UTF-8", async () => {
    const path = folder.write("latin.txt", Uint8Array.of(0x67, 0x72, 0xfc, 0x6e, 0x0a));
    await expect(printed(readText(path), ddl("value STRING"))).rejects.toThrow("input/not-utf8: the file is not UTF-8");
  });
});
