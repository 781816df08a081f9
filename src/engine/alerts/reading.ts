import type { AlertSeverity, SightingTarget } from '../sighting.ts';
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

/** One alert of those that a message or a webhook tells of. */
export interface ToldAlert {
  readonly alertname: string | null;
  readonly status: AlertStatus;
  /** Null where none was told. */
  readonly severity: AlertSeverity | null;
  readonly target: AlertTarget;
  /** Where it tells of something else than a pull. */
  readonly failed?: SightingTarget['failed'];
  /** The sender's own name for it, the same until it ends; null where it has none. */
  readonly fingerprint: string | null;
  /** When it began, as its sender writes it and repeats it; null where it does not. */
  readonly startsAt: string | null;
  /** When it began or ended; null where nothing says so. */
  readonly at: string | null;
  /** Its own words, with whatever secrets. */
  readonly says: string;
}

export interface Triage {
  readonly relevant: boolean;
  readonly alertname: string | null;
  /** Of all it tells of: a group fires while one of its alerts does. */
  readonly status: AlertStatus | null;
  /** Those that share the status. */
  readonly targets: readonly AlertTarget[];
  /** Each by itself, also those of a group that are over while others fire. */
  readonly alerts: readonly ToldAlert[];
}

export const NOTHING: Triage = { relevant: false, alertname: null, status: null, targets: [], alerts: [] };
