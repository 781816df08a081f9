/** How much of all logs together is read: lines, bytes and time. What was not read is told. */
import { setImmediate as turn } from 'node:timers/promises';

export interface Budget {
  readonly signal: AbortSignal;
  /** Why nothing more may be read; null while more may. */
  spent(): 'lines' | 'bytes' | 'time' | null;
  /** Takes note of a line, and lets others of this process run now and then. */
  take(bytes: number): Promise<void> | null;
  readonly lines: () => number;
  readonly bytes: () => number;
}

export interface Limits {
  readonly lines: number;
  readonly bytes: number;
  /** Of one log; as many as of all where it is not said. */
  readonly one?: number;
  readonly ms: number;
}

/** Judging is work without a pause; a queue's lock of 4 s must be renewed meanwhile. Milliseconds. */
const WORK_MS = 40;

export function createBudget(limits: Limits): Budget {
  const signal = AbortSignal.timeout(limits.ms);
  let lines = 0;
  let bytes = 0;
  let since = performance.now();
  const breathe = async (): Promise<void> => {
    await turn();
    since = performance.now();
  };
  return {
    signal,
    spent: () => {
      if (signal.aborted) return 'time';
      if (lines >= limits.lines) return 'lines';
      return bytes >= limits.bytes ? 'bytes' : null;
    },
    take(size) {
      lines += 1;
      bytes += size;
      return performance.now() - since > WORK_MS ? breathe() : null;
    },
    lines: () => lines,
    bytes: () => bytes,
  };
}
