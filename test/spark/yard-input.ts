import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** A message of the yard's topic, or what stands there instead. */
type Message = string | null | { readonly [field: string]: unknown };

const move = (id: number, fields: { readonly [field: string]: unknown }): Message => ({
  id,
  plate: "B-AA 1",
  at: `2024-03-${String(9 + (id % 3)).padStart(2, "0")}T0${id % 10}:30:00.000Z`,
  weight: "12.50",
  ...fields,
});

/** Two parts of an input, in the emulator's layout; everything a yard can send, good and bad. */
const parts: readonly { readonly [path: string]: readonly Message[] | string }[] = [
  {
    "topics/yard.moves.v1/0.jsonl": [
      move(1, { lanes: ["in", "out"], note: "ünïcode 😀" }),
      move(2, { lanes: [] }),
      move(3, { weight: null, lanes: ["in"] }),
      move(4, { plate: "nobody", lanes: ["in"] }),
      "not JSON",
      null,
      move(5, { lanes: ["?", "out"], weight: "0.01" }),
      move(6, { lanes: ["in", null] }),
    ],
    "topics/yard.moves.v1/1.jsonl": [
      move(7, { weight: "99999999.99" }),
      move(8, { at: "2024-03-10T07:30:00.123Z" }),
      { id: 9 },
      '{"id":10,"plate":"',
    ],
    "files/reference/vehicles/all.csv": 'plate,owner,limit\nB-AA 1,"Ann, Ltd",40\nB-AA 2,Bob,\n"B ""3""",,20\n',
    "files/weighings/2024/a.json": [
      { plate: "B-AA 1", at: "2024-03-10T01:00:00.000Z", kilograms: 11999.5, axles: [{ load: 6000 }, { load: 0 }] },
      { plate: "B-AA 1", at: "2024-03-10T03:00:00", kilograms: -1, axles: [{ load: 1 }] },
      { plate: "B-AA 2", at: "bad", kilograms: 1e3, axles: [] },
      { plate: null, kilograms: 7, axles: [{}, null] },
      "{broken",
    ],
    "files/hardware/gate_1.csv": "north;2024-03-10 06:59:59;3\nsouth;2024-11-03 01:30:00;\n;;x\n",
    "files/hardware/other.csv": "this;is;no gate\n",
    "files/journal/day 1.txt": "first line\n\nlast line without an end",
  },
  {
    "topics/yard.moves.v1/0.jsonl": [
      move(11, { plate: "B-AA 2", lanes: ["in"] }),
      move(12, { plate: 'B "3"', weight: "20.00", lanes: ["x", "y", "z"] }),
      move(13, { weight: "1e1" }),
      move(14, { lanes: null }),
    ],
    "topics/yard.moves.v1/2.jsonl": [move(15, { lanes: ["in"], weight: 10.5 })],
    // Reference data is read whole each time.
    "files/reference/vehicles/all.csv": 'plate,owner,limit\nB-AA 1,"Ann, Ltd",41\nB-AA 2,Bob,50\n"B ""3""",Cy,20\n',
    "files/weighings/b.json": [{ plate: "B-AA 2", at: "2024-03-11T12:00:00+05:30", kilograms: 0.1, axles: [{ load: 5 }] }],
    "files/hardware/deep/er/gate_2.csv": "east;2024-03-10T02:30:00;1\n",
    "files/journal/day 2.txt": "second day\n",
  },
];

/** A move that `has_plate` does not let pass. */
export const nameless: readonly Message[] = [move(99, { plate: "", lanes: ["in"] })];

/** Writes a part, 0 or 1, into an input folder. */
export function writePart(input: string, part: number): void {
  for (const [path, content] of Object.entries(parts[part] ?? {})) {
    if (path.startsWith("topics/")) send(input, path, content as readonly Message[]);
    else write(join(input, path), typeof content === "string" ? content : content.map((one) => `${textOf(one)}\n`).join(""));
  }
}

/** Appends messages to a partition. */
export function send(input: string, path: string, messages: readonly Message[]): void {
  const lines = messages.map((one, i) =>
    JSON.stringify({ key: one === null ? null : `k${i}`, value: one === null ? null : textOf(one), timestamp: "2024-03-12T00:00:00.000Z" }),
  );
  mkdirSync(dirname(join(input, path)), { recursive: true });
  appendFileSync(join(input, path), lines.map((line) => `${line}\n`).join(""));
}

function textOf(message: Message): string {
  return typeof message === "string" ? message : JSON.stringify(message);
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
