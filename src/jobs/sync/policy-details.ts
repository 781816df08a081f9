/** More about a replication: how its executions ended, its tasks, the job service, the other side. Pure. */
import type { Case } from '../../engine/case.ts';
import { isAlive } from '../../engine/harbor/standstill.ts';
import { plainResource } from '../../engine/harbor/task-error.ts';
import { since } from '../../engine/since.ts';
import type { Section } from '../../engine/verdict.ts';
import type { Language, Words } from '../../engine/words.ts';
import { factIn } from '../../facts/answered.ts';
import { endpointPing } from '../../probes/sync/endpoint-ping.ts';
import { jobSamples } from '../../probes/sync/job-samples.ts';
import { otherSide } from '../../probes/sync/other-side.ts';
import { replicationExecutions } from '../../probes/sync/replication-executions.ts';
import { replicationTasks } from '../../probes/sync/replication-tasks.ts';

const MOST_TASKS = 5;

const words: Words<{
  readonly executions: string;
  readonly tasks: string;
  readonly jobservice: string;
  readonly other: string;
  execution(of: { id: number; state: string; ago: string; trigger: string }): string;
  states(states: readonly (readonly [string, number])[]): string;
  task(of: { id: number; to: string; state: string; since: string | null }): string;
  pools(alive: number, all: number): string;
  workers(busy: number, all: number): string;
  queue(of: { type: string; counts: readonly number[]; oldest: string; paused: boolean }): string;
  ping(name: string, well: boolean, says: string): string;
  here(host: string, says: string, version: string | null): string;
}> = {
  en: {
    executions: 'Its last executions',
    tasks: 'Tasks of the one that tells',
    jobservice: 'The job service',
    other: 'The other side',
    execution: ({ id, state, ago, trigger }) => `${id} ${state}, began ${ago} ago (${trigger})`,
    states: (states) => states.map(([state, count]) => `${count} ${state}`).join(', '),
    task: ({ id, to, state, since: ago }) =>
      `task ${id} \`${to}\`: ${state}${ago === null ? '' : ` since ${ago}`}`,
    pools: (alive, all) => `${alive} of ${all} worker pools alive`,
    workers: (busy, all) => `${busy} of ${all} workers hold a job`,
    queue: ({ type, counts, oldest, paused }) =>
      `queue ${type}: ${counts.join(' → ')} waiting${counts.at(-1) === 0 ? '' : `, the oldest for ${oldest}`}${paused ? ', paused' : ''}`,
    ping: (name, well, says) => `Harbor tries \`${name}\` now: ${well ? 'it answers' : `\`${says}\``}`,
    here: (host, says, version) =>
      `from here \`${host}\`: ${says}${version === null ? '' : `, Harbor ${version}`}`,
  },
};

export function policyDetails({ answers }: Case, now: string, language: Language): readonly Section[] {
  const say = words[language];
  const executions = factIn(answers, replicationExecutions);
  const tasks = factIn(answers, replicationTasks);
  const last = (executions?.last ?? [])
    .slice(0, 5)
    .map(({ id, state, startedAt, trigger }) =>
      say.execution({ id, state, trigger, ago: since(startedAt, now) }),
    );
  const failed = (tasks?.tasks ?? []).filter(({ state }) => state === 'failed');
  const telling = [...(tasks?.open ?? []), ...failed].slice(0, MOST_TASKS).map((task) =>
    say.task({
      ...task,
      to: plainResource(task.to),
      since: task.endedAt === null && task.startedAt !== null ? since(task.startedAt, now) : null,
    }),
  );
  const counts = Object.entries(tasks?.byState ?? {});
  return [
    { id: 'executions', title: say.executions, lines: last },
    {
      id: 'tasks',
      title: say.tasks,
      lines: [...(counts.length > 0 ? [say.states(counts)] : []), ...telling],
    },
    { id: 'jobservice', title: say.jobservice, lines: jobLines(answers, language) },
    { id: 'other-side', title: say.other, lines: otherLines(answers, language) },
  ].filter(({ lines }) => lines.length > 0);
}

function jobLines(answers: Case['answers'], language: Language): readonly string[] {
  const say = words[language];
  const samples = factIn(answers, jobSamples) ?? [];
  const last = samples.at(-1);
  if (!last) return [];
  const counts = samples.map(({ queues }) => queues.find(({ type }) => type === 'REPLICATION')?.waiting ?? 0);
  const queue = last.queues.find(({ type }) => type === 'REPLICATION');
  const began = new Date(Date.parse(last.at) - (queue?.latencyS ?? 0) * 1000).toISOString();
  return [
    say.pools(last.pools.filter((pool) => isAlive(pool, last.at)).length, last.pools.length),
    say.workers(last.workers.filter(({ job }) => job !== null).length, last.workers.length),
    say.queue({ type: 'REPLICATION', counts, oldest: since(began, last.at), paused: queue?.paused ?? false }),
  ];
}

function otherLines(answers: Case['answers'], language: Language): readonly string[] {
  const say = words[language];
  const pinged = factIn(answers, endpointPing);
  const other = factIn(answers, otherSide);
  return [
    ...(pinged ? [say.ping(pinged.endpoint.name, pinged.ping.well, pinged.ping.says)] : []),
    ...(other ? [say.here(other.host, other.says, other.version)] : []),
  ];
}
