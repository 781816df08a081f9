/** What is answered about a replication policy. Pure. */
import type { Case } from '../../engine/case.ts';
import type { Evidence } from '../../engine/evidence.ts';
import type { ReplicationExecution, ReplicationPolicy } from '../../engine/harbor/records.ts';
import { reachVerdict } from '../../engine/reach-verdict.ts';
import { since } from '../../engine/since.ts';
import type { BlindSpot, Verdict } from '../../engine/verdict.ts';
import type { Language, Words } from '../../engine/words.ts';
import { factIn } from '../../facts/answered.ts';
import { replicationExecutions } from '../../probes/sync/replication-executions.ts';
import { replicationPolicy } from '../../probes/sync/replication-policy.ts';
import { distinctSpots, type Took } from '../verdicts.ts';
import type { Candidate } from './candidate.ts';
import { policyDetails } from './policy-details.ts';

const words: Words<{
  healthy(of: { name: string; ago: string; execution: number }): string;
  running(of: { name: string; ago: string; execution: number }): string;
  stopped(of: { name: string; ago: string; execution: number }): string;
  never(name: string): string;
  unknown(name: string): string;
  unclear(of: { name: string; execution: number; ago: string }): string;
  policy(of: ReplicationPolicy): string;
  ratio(failed: number, over: number): string;
  since(execution: number, ago: string): string;
  neverNext(name: string): readonly string[];
  readonly next: readonly string[];
  readonly artifact: (name: string, policy: string) => string;
}> = {
  en: {
    healthy: ({ name, ago, execution }) =>
      `Replication \`${name}\` works: its last execution, ${execution}, succeeded ${ago} ago.`,
    running: ({ name, ago, execution }) =>
      `Replication \`${name}\` runs: execution ${execution} began ${ago} ago, and nothing stands against it.`,
    stopped: ({ name, ago, execution }) =>
      `The last execution of \`${name}\`, ${execution}, was stopped by somebody ${ago} ago; nothing is wrong with it.`,
    never: (name) => `Replication \`${name}\` never ran, and nothing stands against a start.`,
    unknown: (name) => `What \`${name}\` does could not be read.`,
    unclear: ({ name, execution, ago }) =>
      `Execution ${execution} of \`${name}\`, ${ago} ago, failed, and nothing that can be asked explains it.`,
    policy: ({ name, direction, endpoint, trigger, cron }) =>
      `policy \`${name}\` ${direction === 'push' ? 'to' : 'from'} ${endpoint.name} (\`${endpoint.url}\`), ${trigger === 'scheduled' ? `scheduled \`${cron ?? ''}\`` : trigger.replace('_', ' ')}`,
    ratio: (failed, over) => `${failed} of the last ${over} executions failed`,
    since: (execution, ago) => `execution ${execution} began ${ago} ago`,
    neverNext: (name) => [`Start it once by hand (Replications → \`${name}\` → Replicate) and ask again.`],
    next: [
      'Read the log of a failed task in Harbor, and paste its first error: `/registry explain <the line>`.',
      'Read core’s log at the time of the execution.',
    ],
    artifact: (name, policy) => `\`${name}\` is moved by policy \`${policy}\``,
  },
};

export function policyVerdict(
  { sync }: Candidate,
  theCase: Case,
  blind: readonly BlindSpot[],
  took: Took,
  language: Language,
): Verdict {
  const { cause, also, ruledOut, couldNotLook } = reachVerdict(theCase, language);
  const { answers } = theCase;
  const executions = factIn(answers, replicationExecutions);
  const policy = factIn(answers, replicationPolicy);
  const telling = executions?.telling ?? null;
  const name = policy?.name ?? sync.name;
  const settled = executions !== null && !theCase.failing;
  const runs = telling !== null && telling.endedAt === null && telling.state !== 'failed';
  const healthy = cause === null && telling !== null && (settled || runs);
  return {
    subject: sync,
    outcome: cause ? 'found' : healthy ? 'healthy' : 'unclear',
    cause,
    also,
    ruledOut,
    couldNotLook: distinctSpots([...blind, ...couldNotLook]),
    headline: cause?.summary ?? headline(name, telling, executions !== null, runs, took, language),
    about: about({ ...sync }, policy, executions, took, language),
    seen: cause || telling === null ? [] : seen(telling, theCase.said),
    next:
      cause || healthy
        ? []
        : telling === null && executions !== null
          ? words[language].neverNext(name)
          : words[language].next,
    details: policyDetails(theCase, took.at, language),
    ...took,
  };
}

function headline(
  name: string,
  telling: ReplicationExecution | null,
  known: boolean,
  runs: boolean,
  { at }: Took,
  language: Language,
): string {
  const say = words[language];
  if (telling === null) return known ? say.never(name) : say.unknown(name);
  const of = { name, execution: telling.id, ago: since(telling.startedAt, at) };
  if (telling.state === 'succeeded')
    return say.healthy({ ...of, ago: since(telling.endedAt ?? telling.startedAt, at) });
  if (telling.state === 'stopped') return say.stopped(of);
  return runs ? say.running(of) : say.unclear(of);
}

function about(
  sync: Candidate['sync'],
  policy: ReplicationPolicy | null,
  executions: {
    readonly telling: ReplicationExecution | null;
    readonly endings: { readonly failed: number; readonly over: number };
  } | null,
  { at }: Took,
  language: Language,
): readonly string[] {
  const say = words[language];
  const telling = executions?.telling ?? null;
  return [
    ...(sync.kind === 'artifact' && policy ? [say.artifact(sync.name, policy.name)] : []),
    ...(policy ? [say.policy(policy)] : []),
    ...(executions && executions.endings.over > 0
      ? [say.ratio(executions.endings.failed, executions.endings.over)]
      : []),
    ...(telling ? [say.since(telling.id, since(telling.startedAt, at))] : []),
  ];
}

function seen(telling: ReplicationExecution, said: readonly Evidence[]): readonly Evidence[] {
  if (said.length > 0) return said;
  const { id, state, total, succeeded, failed, running, startedAt } = telling;
  const says = `${state}: ${total} tasks, ${succeeded} succeeded, ${failed} failed, ${running} in progress`;
  return [{ source: `execution ${id}`, says, at: startedAt }];
}
