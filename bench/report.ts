/** One line of a measurement: what, how much, beside what, and the target if there is one. */
export interface Line {
  readonly what: string;
  readonly measured: string;
  /** Something real of the same run, and how many times it the measured value is. */
  readonly beside?: string;
  readonly target?: string;
  readonly met?: boolean;
}

/** Prints the lines of a measurement. */
export function report(lines: readonly Line[]): void {
  for (const { what, measured, beside, target, met } of lines) {
    const verdict = target === undefined ? "" : `  target ${target}: ${met ? "met" : "MISSED"}`;
    console.log(`  ${what.padEnd(44)} ${measured.padStart(12)}${beside === undefined ? "" : `  (${beside})`}${verdict}`);
  }
}

/** The middle of some values. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
