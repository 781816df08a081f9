/** Looks that nobody asked for, by the clock: every pull of a cluster, every registry. Only what is sick is told. */
import { createHash } from 'node:crypto';
import type { Sighting, SightingTarget } from '../../engine/sighting.ts';
import type { StatusReport } from '../../engine/status.ts';
import type { SweepReport } from '../../engine/sweep.ts';
import type { Ask } from '../triage/look.ts';
import type { Tell } from './tell.ts';

/** One root is told by one sighting; a cluster with more has other troubles. */
const MOST_ROOTS = 50;

export interface LookAroundParts {
  readonly ask: Ask;
  readonly tell: Tell;
  now(): Date;
}

/** `round` is the same for every try of one look, so that a repeated try tells nothing twice. */
export async function sweepCluster(cluster: string, round: string, parts: LookAroundParts): Promise<void> {
  const reply = await parts.ask({ kind: 'sweep', cluster });
  if (reply.kind !== 'sweep') return;
  for (const sighting of sweptIn(reply.report, round, parts.now())) await parts.tell(sighting);
}

/** Registries that are sick are told of, and those that are well again. */
export async function lookAtRegistries(round: string, parts: LookAroundParts): Promise<void> {
  const reply = await parts.ask({ kind: 'status' });
  if (reply.kind !== 'status') return;
  for (const sighting of seenIn(reply.report, round, parts.now())) await parts.tell(sighting);
}

/** Pure. */
export function sweptIn({ groups }: SweepReport, round: string, now: Date): readonly Sighting[] {
  return groups.slice(0, MOST_ROOTS).map(({ cause, root, specimen }) => {
    const { cluster, namespace, pod } = specimen;
    const alert = `sweep-${digest(`${cluster} ${cause?.id ?? 'unclear'} ${root}`)}`;
    return seen('sweep', { cluster, namespace, pod }, alert, 'firing', round, now);
  });
}

/** Pure. What could not be looked at is neither sick nor well. */
export function seenIn({ registries }: StatusReport, round: string, now: Date): readonly Sighting[] {
  return registries.flatMap(({ host, health }) => {
    if (health === 'unknown') return [];
    // A warning, such as a certificate that ends in a week, wakes nobody.
    const status = health === 'down' || health === 'degraded' ? 'firing' : 'resolved';
    return [seen('health', { registry: host }, `health-${digest(host)}`, status, round, now)];
  });
}

function seen(
  source: 'sweep' | 'health',
  target: SightingTarget,
  alert: string,
  status: Sighting['status'],
  round: string,
  now: Date,
): Sighting {
  return {
    id: `${alert}-${digest(round).slice(0, 12)}-${status}`,
    source,
    alert,
    status,
    alertname: null,
    severity: null,
    target,
    says: null,
    at: now.toISOString(),
    place: null,
  };
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 20);
}
