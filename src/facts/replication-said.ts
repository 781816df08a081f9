/** What a replication says of itself: its tasks' logs, its execution, core's log. Evidence is quoted as written. */
import type { Answer } from '../engine/answer.ts';
import type { Evidence } from '../engine/evidence.ts';
import { wordsOf } from '../engine/harbor/task-error.ts';
import type { ComponentLogsFact } from '../probes/installation/component-logs.ts';
import type { EndpointPingFact } from '../probes/sync/endpoint-ping.ts';
import type { ExecutionsFact } from '../probes/sync/replication-executions.ts';
import type { TaskLog } from '../probes/sync/replication-task-log.ts';
import { factOf, quoted } from './answered.ts';

/** Core's log is of this execution when written while it ran; clocks may differ by a little. */
const SLACK_MS = 5 * 60_000;

/** The last line of a task's log that shows it, with the task it is of. */
export function inTaskLog(
  logs: readonly TaskLog[],
  pattern: RegExp,
): { readonly log: TaskLog; readonly said: Evidence; readonly match: RegExpExecArray } | null {
  for (const log of logs) {
    const line = log.lines.find((one) => pattern.test(one));
    const match = pattern.exec(line ?? '');
    if (line !== undefined && match) return { log, said: taskEvidence(log, line), match };
  }
  return null;
}

export function taskEvidence({ task }: TaskLog, line: string): Evidence {
  const at = /^\d{4}-\d\d-\d\dT[\d:.]{8,15}Z/.exec(line)?.[0];
  return { source: `log of task ${task.id}`, says: wordsOf(line), ...(at === undefined ? {} : { at }) };
}

/** Core's words at the execution, where it failed before any task was made. */
export function inExecution({ telling }: ExecutionsFact, pattern: RegExp): Evidence | null {
  if (!telling?.says || !pattern.test(telling.says)) return null;
  return { source: `execution ${telling.id}`, says: telling.says, at: telling.startedAt };
}

/** The last line of core's log that shows it and is of the time of the execution. */
export function inCoreLog(
  answer: Answer<ComponentLogsFact>,
  { telling }: ExecutionsFact,
  pattern: RegExp,
): { readonly said: Evidence; readonly match: RegExpExecArray } | null {
  const lines = (factOf(answer)?.logs ?? [])
    .filter(({ component }) => component === 'core' || component === 'jobservice')
    .flatMap(({ pod, lines: all }) => all.map((line) => ({ pod, ...line })));
  const from = Date.parse(telling?.startedAt ?? '') - SLACK_MS;
  const until = telling?.endedAt == null ? Number.POSITIVE_INFINITY : Date.parse(telling.endedAt) + SLACK_MS;
  const isOfThen = (at: string | null): boolean =>
    at === null || (Date.parse(at) >= from && Date.parse(at) <= until);
  const last = lines.findLast(({ at, text }) => pattern.test(text) && isOfThen(writtenAt(text) ?? at));
  const match = pattern.exec(last?.text ?? '');
  if (!last || !match) return null;
  const at = writtenAt(last.text) ?? last.at;
  return {
    said: { source: `log of core (${last.pod})`, says: wordsOf(last.text), ...(at === null ? {} : { at }) },
    match,
  };
}

/** Harbor writes its own time first; the kubelet's is when it received the line. */
function writtenAt(text: string): string | null {
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z/.exec(text)?.[0];
  return at ?? null;
}

/** Core's own try of the endpoint, now. */
export function pingEvidence(answer: Answer<EndpointPingFact>): Evidence | null {
  const fact = factOf(answer);
  if (!fact) return null;
  return quoted(`Harbor, trying endpoint \`${fact.endpoint.name}\` now`, fact.ping.says, answer);
}

/** Whether what failed then works for core this minute; null where it was not tried. */
export function worksNow(answer: Answer<EndpointPingFact>): boolean | null {
  return factOf(answer)?.ping.well ?? null;
}

export function isOver(executions: ExecutionsFact): boolean {
  return executions.telling === null || executions.telling.state === 'succeeded';
}

export const WENT_WELL = { outcome: 'pass' } as const;
