/** After a fix: the check that found the fault is asked until it passes and stays so, or time is up. */
import type { Approval } from '../../engine/approval.ts';
import { workloadOf } from '../../engine/kubernetes/workload.ts';
import type { Plan } from '../../engine/plan.ts';
import type { Pull } from '../../engine/subject.ts';
import type { Words } from '../../engine/words.ts';
import type { Surroundings } from '../surroundings.ts';
import { LOCK_MS } from './apply-fix.ts';
import { lookAgain } from './look-again.ts';
import { type RemediateParts, show } from './parts.ts';
import { provedByHarbor } from './proved-by-harbor.ts';
import { provedByJob } from './proved-by-job.ts';
import { provedByLog } from './proved-by-log.ts';
import { tellState } from './tell-state.ts';

const words: Words<{
  readonly passes: (check: string, seconds: number) => string;
  readonly takenBack: string;
  readonly stillFails: (check: string, seconds: number, says: string) => string;
  readonly noCheck: (check: string) => string;
  readonly rolling: (name: string, ready: number, replicas: number) => string;
}> = {
  en: {
    passes: (check, seconds) => `\`${check}\` passes, ${seconds} s after the fix.`,
    takenBack: 'Taken back.',
    noCheck: (check) => `this version has no check \`${check}\``,
    rolling: (name, ready, replicas) => `${ready} of ${replicas} pods of \`${name}\` are ready`,
    stillFails: (check, seconds, says) => `\`${check}\` still fails ${seconds} s after the fix: ${says}`,
  },
};

/** How long until it is looked at again, milliseconds; null when it is over. */
export type LookAgainIn = number | null;

const EVERY_MS = 2_000;
/** Well within the time of a lock. */
const SELDOM_MS = 30_000;

/** What takes hours, such as a collection, is not asked for every other second. */
function laterMs(afterS: number): number {
  return Math.min(SELDOM_MS, Math.max(EVERY_MS, afterS * 50));
}

export async function verifyFix(id: string, parts: RemediateParts): Promise<LookAgainIn> {
  const approval = await parts.approvals.read(id);
  if (approval?.state.is !== 'verifying' || !approval.plan) {
    if (approval) await finish(approval, parts);
    return null;
  }
  const { plan, state } = approval;
  if (approval.undoes !== undefined) return close(approval, 'verified', words.en.takenBack, parts);
  // Nobody else works on it until it is known whether this helped.
  await parts.locks.take(plan.locks, id, LOCK_MS);
  const now = parts.surroundings.now().getTime();
  const after = Math.round((now - Date.parse(state.appliedAt)) / 1000);
  const seen = await look(approval, plan, parts);
  if (seen.passes) {
    const since = state.passedSince ?? new Date(now).toISOString();
    if (now - Date.parse(since) >= plan.verify.steadyS * 1000)
      return close(approval, 'verified', seen.says || words.en.passes(approval.cause, after), parts);
    await keepSince(approval, since, parts);
    return EVERY_MS;
  }
  if (seen.over || after >= plan.verify.withinS + plan.verify.steadyS) {
    const says = mends(plan) ? words.en.stillFails(approval.cause, after, seen.says) : seen.says;
    return close(approval, 'unverified', says, parts);
  }
  await keepSince(approval, null, parts);
  return laterMs(after);
}

export interface Seen {
  readonly passes: boolean;
  /** What is so, or why it does not pass. */
  readonly says: string;
  /** It will not pass any more, however long one waits. */
  readonly over?: true;
}

/** Whether the fault should be gone; some fixes only find out more of it. */
function mends({ verify }: Plan): boolean {
  return verify.job === undefined && verify.debug === undefined;
}

async function look(approval: Approval, plan: Plan, { surroundings }: RemediateParts): Promise<Seen> {
  const rollout = await rolledOut(plan, surroundings);
  if (!rollout.passes) return rollout;
  const { job, debug } = plan.verify;
  if (job) return provedByJob(job, plan, surroundings);
  if (debug) return provedByLog(debug, plan, surroundings);
  const proof = plan.verify.harbor;
  const proved = proof ? await provedByHarbor(proof, approval, surroundings) : null;
  if (proved && (!proved.passes || proof?.is !== 'collection-succeeded')) return proved;
  const { cause, pull } = approval;
  const check = surroundings.checks.find((one) => one.id === cause);
  if (!check) return { passes: false, says: words.en.noCheck(cause) };
  const again = await lookAgain(await nowOf(plan, pull, surroundings), check, null, surroundings);
  if (again.state === 'passes') return { passes: true, says: proved?.says ?? '' };
  if (again.state === 'unknown') return { passes: false, says: again.why };
  return { passes: false, says: again.finding.evidence[0].says };
}

/** What is asked about now: where the pod was made anew, the newest of its workload. */
async function nowOf({ verify, scope }: Plan, asked: Pull, { clusters }: Surroundings): Promise<Pull> {
  const { of: pull = asked, podOf } = verify;
  const reader = clusters.get(scope.cluster ?? '');
  if (!podOf || !reader || pull.namespace === undefined) return pull;
  const pods = await reader.pods(pull.namespace);
  if (pods.ended !== 'found') return pull;
  const mine = pods.value.filter(({ owner }) => owner?.kind === podOf.kind && owner.name === podOf.name);
  const [newest] = mine.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
  return newest ? { ...pull, pod: newest.name } : pull;
}

async function rolledOut(
  { verify: { rollout }, scope }: Plan,
  { clusters }: Surroundings,
): Promise<{ readonly passes: boolean; readonly says: string }> {
  const reader = scope.cluster === null ? undefined : clusters.get(scope.cluster);
  if (!rollout || !reader) return { passes: true, says: '' };
  const answer = await reader.object(rollout.kind, rollout.namespace, rollout.name);
  if (answer.ended !== 'found') return { passes: false, says: answer.says };
  const { ready, replicas, rollout: state } = workloadOf(answer.value);
  return { passes: state === 'done', says: words.en.rolling(rollout.name, ready, replicas) };
}

async function keepSince(
  approval: Approval,
  passedSince: string | null,
  parts: RemediateParts,
): Promise<void> {
  if (approval.state.is === 'verifying' && approval.state.passedSince === passedSince) return;
  await parts.approvals.change(approval.id, (now) =>
    now.state.is === 'verifying' ? { ...now, state: { ...now.state, passedSince } } : null,
  );
}

async function close(
  approval: Approval,
  is: 'verified' | 'unverified',
  says: string,
  parts: RemediateParts,
): Promise<null> {
  const at = parts.surroundings.now().toISOString();
  const closed = await parts.approvals.change(approval.id, (now) =>
    now.state.is === 'verifying' ? { ...now, state: { is, appliedAt: now.state.appliedAt, at, says } } : null,
  );
  if (closed) await finish(closed, parts);
  return null;
}

/** Also for a worker that died between closing it and telling so. */
async function finish(approval: Approval, parts: RemediateParts): Promise<void> {
  await tellState(approval, parts);
  await show(parts, approval);
}
