import type { Said } from './message.ts';
import type { AlertTarget, Labels } from './target.ts';

export type AlertStatus = 'firing' | 'resolved';

/** What one layout read out of a message. */
export interface Reading {
  readonly alertname: string | null;
  readonly status: AlertStatus | null;
  readonly labels: Labels;
  /** Known at once from the layout; else judged by reason, name and words. */
  readonly relevance?: 'explicit' | 'candidate' | 'no';
  /** Where the layout tells of more than one. */
  readonly targets?: readonly AlertTarget[];
}

/** One tool's way to write; null for a message that is not its own. Pure; never throws. */
export type Layout = (said: Said) => Reading | null;

export interface Triage {
  readonly relevant: boolean;
  readonly alertname: string | null;
  readonly status: AlertStatus | null;
  readonly targets: readonly AlertTarget[];
}

export const NOTHING: Triage = { relevant: false, alertname: null, status: null, targets: [] };
