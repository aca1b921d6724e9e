/** A table in a report: what was measured, row by row, and which of the rows are wrong. Plain data. */

export interface Table {
  title: string;
  /** The heads of the columns; the first names what a row is about. */
  columns: readonly string[];
  /** Each with a cell for each column; those that break the requirement are marked. */
  rows: readonly { cells: readonly string[]; wrong: boolean }[];
}

/** The table as lines of text, its columns in line and a mark before each wrong row. */
export function tableLines({ title, columns, rows }: Table): string[] {
  const widths = columns.map((head, column) =>
    Math.max(head.length, ...rows.map(({ cells }) => (cells[column] ?? '').length)),
  );
  const line = (cells: readonly string[]): string =>
    cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join('  ');
  return [`${title}:`, `  ${line(columns)}`, ...rows.map(({ cells, wrong }) => `${wrong ? '✗ ' : '  '}${line(cells)}`)];
}
