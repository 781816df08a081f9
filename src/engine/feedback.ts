/** What a person said about a verdict, with the facts it was reached from. */
import type { SavedCase } from './saved-case.ts';
import type { Subject } from './subject.ts';
import type { Confidence } from './verdict.ts';

export interface Feedback {
  readonly incident: string;
  readonly run: number;
  /** Slack id. */
  readonly by: string;
  /** ISO 8601. */
  readonly at: string;
  readonly says: 'right' | 'wrong';
  readonly subject: Subject;
  /** The check's id; null where none was named. */
  readonly cause: string | null;
  readonly confidence: Confidence | null;
  readonly headline: string;
  /** Empty where they were too large, or too old. */
  readonly cases: readonly SavedCase[];
}
