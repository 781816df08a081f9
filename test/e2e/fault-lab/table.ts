/** The lab's table: fault, verdict, confidence, milliseconds, registry calls. */
import type { Asked } from './ask.ts';

export interface Row extends Asked {
  readonly fault: string;
}

export function tableOf(rows: readonly Row[]): string {
  const lines = rows.map(({ fault, verdict: { cause, ms }, calls }) => [
    fault,
    cause?.id ?? 'none',
    cause?.confidence ?? '',
    String(ms),
    String(calls),
  ]);
  const all = [['fault', 'verdict', 'confidence', 'ms', 'calls'], ...lines];
  const widths = [0, 1, 2, 3, 4].map((at) => Math.max(...all.map((line) => line[at]?.length ?? 0)));
  return all
    .map((line) =>
      line
        .map((cell, at) => pad(cell, widths[at] ?? 0, at > 2))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function pad(cell: string, width: number, right: boolean): string {
  return right ? cell.padStart(width) : cell.padEnd(width);
}
