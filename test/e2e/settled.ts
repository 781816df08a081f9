/** When what was struck shows: pods take their time, and on a busy machine more of it. */
import type { StatusReport } from '../../src/engine/status.ts';
import { askStatus, type StatusSurroundings } from '../../src/jobs/status/ask-status.ts';

const PATIENCE_MS = 120_000;
/** For surroundings in which nothing hangs and the machine is all that is slow: one registry may take a minute. */
export const UNHURRIED: Pick<StatusSurroundings, 'timeBoxMs'> = { timeBoxMs: 60_000 };

/** Asks for the status of a registry until it tells these causes, and twice the same ones. */
export async function untilSettled(
  registry: string,
  tells: readonly string[],
  surroundings: StatusSurroundings,
): Promise<void> {
  let last: readonly string[] = [];
  for (const end = Date.now() + PATIENCE_MS; ; ) {
    const now = causesOf(await askStatus({ kind: 'status', registry }, surroundings));
    if (tells.every((id) => now.includes(id)) && now.join() === last.join()) return;
    if (Date.now() > end) throw new Error(`not settled: ${last.join()}, then ${now.join()}`);
    last = now;
  }
}

function causesOf({ registries }: StatusReport): readonly string[] {
  const all = registries.flatMap(({ troubles }) => troubles.flatMap(({ cause }) => cause ?? []));
  return [...new Set(all)].toSorted();
}
