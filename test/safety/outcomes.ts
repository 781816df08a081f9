/** A table at the end of a test of threats: what was tried, and what came of it. */
import { afterAll } from 'vitest';

export interface Outcomes {
  /** Writes down what came of one try, and hands it back. */
  note(threat: string, ...outcome: readonly (string | number)[]): void;
}

/** Prints what was noted when the tests of the file are over. */
export function outcomes(title: string, ...columns: readonly string[]): Outcomes {
  const rows: (readonly string[])[] = [];
  afterAll(() => {
    process.stdout.write(`\n${[title, ...lines([['tried', ...columns], ...rows])].join('\n')}\n`);
  });
  return { note: (threat, ...outcome) => void rows.push([threat, ...outcome.map(String)]) };
}

function lines(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => (row[at] ?? '').length)));
  return rows.map((row) => `  ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ')}`.trimEnd());
}
