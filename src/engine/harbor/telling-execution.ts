/** Which of a policy's executions tells how it does, and how they ended. Pure. */
import type { ReplicationExecution, ReplicationState } from './records.ts';

const OPEN: ReadonlySet<ReplicationState> = new Set(['pending', 'running', 'retrying']);
/** Since 2.14 a start beside a running execution ends so at once (src/controller/replication/execution.go). */
export const SKIPPED = /active replication still in progress/i;

export function isOpen({ state }: { readonly state: ReplicationState }): boolean {
  return OPEN.has(state);
}

/** A start that was skipped is no failure of what is replicated. */
export function isSkipped({ says }: Pick<ReplicationExecution, 'says'>): boolean {
  return SKIPPED.test(says ?? '');
}

/** Among so many that are over, so many failures mean that success is luck. */
const RECENT = 5;
const OFTEN = 2;

/** The oldest that is not over; else the last, or the last that failed where they fail often; null: it never ran. */
export function tellingExecution(newestFirst: readonly ReplicationExecution[]): ReplicationExecution | null {
  const real = newestFirst.filter((one) => !isSkipped(one));
  const open = real.findLast(isOpen);
  if (open) return open;
  const failed = real.slice(0, RECENT).filter(({ state }) => state === 'failed');
  return (failed.length >= OFTEN ? failed[0] : real[0]) ?? newestFirst[0] ?? null;
}

export interface Endings {
  readonly over: number;
  readonly failed: number;
  readonly open: number;
}

export function endingsOf(executions: readonly ReplicationExecution[]): Endings {
  const real = executions.filter((one) => !isSkipped(one));
  const over = real.filter((one) => !isOpen(one));
  return {
    over: over.length,
    failed: over.filter(({ state }) => state === 'failed').length,
    open: real.length - over.length,
  };
}
