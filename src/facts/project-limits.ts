/** What stands against a push to a project of Harbor, as Harbor itself tells. Pure. */
import type { Answer } from '../engine/answer.ts';
import { sizeOf } from '../engine/bytes.ts';
import type { Evidence } from '../engine/evidence.ts';
import type { ProjectLimits } from '../engine/harbor/project.ts';
import type { ProjectFact } from '../probes/project.ts';
import { factOf, quoted } from './answered.ts';

/** For checks of a push: why they judge nothing. */
export const NOT_SHOWN = {
  outcome: 'skip',
  why: 'the registry shows nothing of this before it is pushed to',
} as const;

/** Null: Harbor was not asked, or did not show the project. */
export function limitsOf(answer: Answer<ProjectFact>): ProjectLimits | null {
  const fact = factOf(answer);
  return fact?.ended === 'found' ? fact.limits : null;
}

export interface FullQuota {
  readonly project: string;
  /** `10 GiB`. */
  readonly used: string;
  readonly hard: string;
}

/** The quota, when not a byte more fits. */
export function fullQuota(
  answer: Answer<ProjectFact>,
): { readonly data: FullQuota; readonly evidence: Evidence } | null {
  const limits = limitsOf(answer);
  const quota = limits?.quota;
  if (!limits || !quota || quota.hard === null || quota.used < quota.hard) return null;
  const [used, hard] = [sizeOf(quota.used), sizeOf(quota.hard)];
  const says = `project ${limits.name}: ${used} used of a quota of ${hard}`;
  return { data: { project: limits.name, used, hard }, evidence: quoted('Harbor', says, answer) };
}

/** Of its quota. */
const NEARLY_FULL = 0.95;

/** Whether Harbor shows that the quota is in nobody’s way. */
export function hasRoom(answer: Answer<ProjectFact>): boolean {
  const quota = limitsOf(answer)?.quota;
  return quota != null && (quota.hard === null || quota.used < NEARLY_FULL * quota.hard);
}

export type WriteBar =
  | { readonly is: 'read-only' }
  | { readonly is: 'proxy-cache'; readonly project: string; readonly of: string }
  | { readonly is: 'immutable' };

/** A rule of Harbor that lets nobody push this, whatever their rights. */
export function writeBar(
  answer: Answer<ProjectFact>,
): { readonly data: WriteBar; readonly evidence: Evidence } | null {
  const limits = limitsOf(answer);
  if (!limits) return null;
  const { name, readOnly, proxyOf, tag } = limits;
  const say = (says: string): Evidence => quoted('Harbor', says, answer);
  if (readOnly) return { data: { is: 'read-only' }, evidence: say('systeminfo: read_only is true') };
  if (proxyOf !== null)
    return {
      data: { is: 'proxy-cache', project: name, of: proxyOf },
      evidence: say(`project ${name} is a proxy cache of ${proxyOf}`),
    };
  return tag === 'immutable'
    ? { data: { is: 'immutable' }, evidence: say('the tag is there, and immutable is true') }
    : null;
}
