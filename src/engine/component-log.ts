import type { LogLine } from './cluster.ts';

/** The end of the log of one container of a component. */
export interface ComponentLog {
  readonly component: string;
  readonly pod: string;
  readonly container: string;
  /** `previous`: of the run before the last restart. */
  readonly run: 'current' | 'previous';
  /** Oldest first, without logins. */
  readonly lines: readonly LogLine[];
}
