/** Looks at a replication policy: its executions and tasks, the job service behind them, the other side. */
import type { Step } from '../../engine/asking.ts';
import type { Case } from '../../engine/case.ts';
import type { Check } from '../../engine/check.ts';
import { wordsOf } from '../../engine/harbor/task-error.ts';
import type { Installation } from '../../engine/installation.ts';
import type { SyncSubject } from '../../engine/subject.ts';
import { judgeText } from '../../engine/text/judge.ts';
import { factIn } from '../../facts/answered.ts';
import { harborInfo } from '../../probes/installation/harbor-info.ts';
import { endpointPing } from '../../probes/sync/endpoint-ping.ts';
import { jobSamples } from '../../probes/sync/job-samples.ts';
import { otherSide } from '../../probes/sync/other-side.ts';
import { replicationExecutions } from '../../probes/sync/replication-executions.ts';
import { replicationPolicy } from '../../probes/sync/replication-policy.ts';
import { replicationTaskLog } from '../../probes/sync/replication-task-log.ts';
import { replicationTasks } from '../../probes/sync/replication-tasks.ts';
import { scheduler } from '../../probes/sync/scheduler.ts';
import { examineInstallation } from '../installation/examine-installation.ts';
import type { Surroundings } from '../surroundings.ts';
import { relevant } from './relevant.ts';
import { isOpen, withoutSymptoms, withUnasked } from './symptoms.ts';

/** A check of replication needs one of these; others are not of this question. */
const OF_SYNC: ReadonlySet<string> = new Set(
  [replicationPolicy, replicationExecutions, replicationTasks, replicationTaskLog, jobSamples, scheduler].map(
    ({ id }) => id,
  ),
);
/** How the parts of Harbor do that a replication goes through. */
const OF_PARTS: ReadonlySet<string> = new Set([
  'component-not-ready',
  'component-oom-killed',
  'read-only-mode',
]);

const ALWAYS = [
  replicationPolicy,
  replicationExecutions,
  replicationTasks,
  replicationTaskLog,
  jobSamples,
  endpointPing,
  otherSide,
  harborInfo,
];

export async function examinePolicy(
  installation: Installation,
  sync: SyncSubject,
  surroundings: Surroundings,
  onStep: (step: Step) => void,
): Promise<Case> {
  const checks = surroundings.checks.filter(isOfSync);
  const asked = { checks, always: ALWAYS, sync };
  const { results, answers, offers } = await examineInstallation(installation, surroundings, asked, onStep);
  const telling = factIn(answers, replicationExecutions)?.telling ?? null;
  const failing = telling !== null && telling.state !== 'succeeded' && telling.state !== 'stopped';
  const said = failing ? wordsSaid(factIn(answers, replicationTaskLog) ?? [], telling.says) : null;
  const judged = said ? judgeText(said.says, surroundings.checks, { component: 'jobservice' }) : null;
  const text = judged?.cause && isOpen(judged.cause, results) ? judged : null;
  return {
    pull: { image: installation.host ?? installation.name, installation, sync },
    results: withUnasked(withoutSymptoms(relevant(results), text), surroundings.checks),
    answers,
    // Evidence of findings holds these words already.
    said: said && !results.some(({ outcome }) => outcome === 'fail') ? [said] : [],
    text,
    textEvidence: said,
    failing,
    node: null,
    offers,
  };
}

function isOfSync({ id, scope, probes }: Check): boolean {
  return scope === 'component' && (OF_PARTS.has(id) || probes.some((probe) => OF_SYNC.has(probe.id)));
}

function wordsSaid(
  logs: readonly { readonly task: { readonly id: number }; readonly error: string | null }[],
  execution: string | null,
) {
  const failed = logs.find(({ error }) => error !== null);
  if (failed?.error) return { source: `log of task ${failed.task.id}`, says: wordsOf(failed.error) };
  return execution === null ? null : { source: 'Harbor, at the execution', says: execution };
}
