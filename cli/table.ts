import { palette, widthOf } from "../generator/diagnostic/index.js";

export interface Column {
  readonly title: string;
  /** Left unless said otherwise; numbers stand right. */
  readonly align?: "right";
}

const gap = "  ";

/**
 * Rows under their titles, aligned; ends with a newline.
 *
 * `table([{ title: "store" }, { title: "stock", align: "right" }], [["online", "12"]], { color: false })`
 */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[], { color }: { readonly color: boolean }): string {
  const widths = columns.map(({ title }, at) => rows.reduce((most, row) => Math.max(most, widthOf(row[at] ?? "")), widthOf(title)));
  const line = (cells: readonly string[]): string =>
    columns
      .map(({ align }, at) => {
        const cell = cells[at] ?? "";
        const blanks = " ".repeat((widths[at] ?? 0) - widthOf(cell));
        return align === "right" ? blanks + cell : cell + blanks;
      })
      .join(gap)
      .trimEnd();
  const titles = line(columns.map(({ title }) => title));
  return `${[palette(color).dim(titles), ...rows.map(line)].join("\n")}\n`;
}
