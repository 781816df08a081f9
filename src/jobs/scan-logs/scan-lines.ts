/** One log through the tally, line by line; nothing but the record in hand is held. */
import type { LogLine } from '../../engine/cluster.ts';
import { createRecords } from '../../engine/text/records.ts';
import type { Tally } from '../../engine/text/tally.ts';
import type { Budget } from './budget.ts';

export interface Scanned {
  readonly lines: number;
  /** Why it was not read to its end; null when it was. `limit`: so many characters of one log, not of all. */
  readonly cut: 'lines' | 'bytes' | 'time' | { readonly limit: number } | { readonly broke: string } | null;
}

/**
 * Never throws for what the log's source does on the way: what came before is judged. No more than `limit`
 * characters are read of this one; leaving early ends its connection.
 */
export async function scanLines(
  lines: AsyncIterable<LogLine>,
  from: { readonly log: string; readonly component: string | null },
  { tally, budget }: { readonly tally: Tally; readonly budget: Budget },
  limit = Number.POSITIVE_INFINITY,
): Promise<Scanned> {
  const records = createRecords();
  const judge = (record: LogLine | null): void => {
    if (record !== null) tally.add(record, from);
  };
  let count = 0;
  let size = 0;
  let cut: Scanned['cut'] = null;
  try {
    for await (const line of lines) {
      cut = budget.spent() ?? (size >= limit ? { limit } : null);
      if (cut !== null) break;
      count += 1;
      size += line.text.length + 1;
      judge(records.push(line));
      const pause = budget.take(line.text.length + 1);
      if (pause) await pause;
    }
  } catch (error) {
    cut = budget.spent() ?? { broke: error instanceof Error ? error.message : String(error) };
  }
  judge(records.end());
  return { lines: count, cut };
}
