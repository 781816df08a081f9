import type { Progress } from './progress.ts';
import type { Question } from './question.ts';
import type { Reply } from './reply.ts';

/** One question in one thread, from the moment it was asked. Everything a message shows comes from here. */
export interface Incident {
  readonly id: string;
  /** Joins every log line of this question, from the Slack event to the last registry call. */
  readonly requestId: string;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly askedBy: string;
  readonly place: Place;
  readonly question: Question;
  /** Counts the times it was asked: 1, then one more for each `Run again` and each choice. */
  readonly run: number;
  /** When this run was asked, ISO 8601. */
  readonly runAt: string;
  /** Which message of the thread shows this run: a choice is replaced by its answer, `Run again` adds one. */
  readonly message: number;
  readonly state: IncidentState;
  /** The trouble that is told here; absent: a person asked. */
  readonly trouble?: string;
}

export interface Place {
  readonly channel: string;
  /** The thread it was asked in; null when it gets a message of its own in the channel. */
  readonly thread: string | null;
}

/** Whether a press from there belongs to it: a button's value is good only where its message stands. */
export function standsAt(place: Place, pressed: Place): boolean {
  const isSameThread = place.thread === null || pressed.thread === null || place.thread === pressed.thread;
  return place.channel === pressed.channel && isSameThread;
}

export type IncidentState =
  /** No worker has taken it yet. */
  | { readonly is: 'waiting' }
  | { readonly is: 'working'; readonly progress: Progress }
  | { readonly is: 'answered'; readonly reply: Reply; readonly at: string };
