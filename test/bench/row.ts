/** One line of the table, and how numbers are said in it. */
export interface Row {
  readonly part: string;
  readonly figure: string;
  readonly value: string;
  /** What must hold; absent: told for the record. */
  readonly bound?: string;
  readonly holds?: boolean;
}

export type Say = (line: string) => void;

/** A line that must hold. */
export function bounded(row: Omit<Row, 'bound' | 'holds'>, bound: string, holds: boolean): Row {
  return { ...row, bound, holds };
}

/** The value below which this share of all lies. */
export function at(all: readonly number[], share: number): number {
  const sorted = all.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

export const median = (all: readonly number[]): number => at(all, 0.5);

export const ms = (value: number): string => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
export const times = (value: number): string => `× ${value.toFixed(2)}`;
export const mib = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MiB`;
export const count = (value: number): string => value.toLocaleString('en');

/** The table as Markdown, so that it can stand in a page as it is. */
export function table(rows: readonly Row[]): string {
  const cells = rows.map(({ part, figure, value, bound, holds }) => [
    part,
    figure,
    value,
    bound === undefined ? '' : `${bound}: ${holds ? 'holds' : 'DOES NOT HOLD'}`,
  ]);
  const head = ['Part', 'Figure', 'Value', 'Must be'];
  const widths = head.map((name, column) =>
    Math.max(name.length, ...cells.map((row) => (row[column] ?? '').length)),
  );
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  return [line(head), rule, ...cells.map(line)].join('\n');
}
