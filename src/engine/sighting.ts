/** One thing that told of trouble, once: an alert, a line of a webhook, what our own watch, sweep or look saw. */
import { z } from 'zod';

const name = z.string().min(1).max(512);

export const SightingTarget = z.object({
  cluster: name.exactOptional(),
  namespace: name.exactOptional(),
  pod: name.exactOptional(),
  workload: name.exactOptional(),
  container: name.exactOptional(),
  image: name.exactOptional(),
  registry: name.exactOptional(),
  /** What went wrong with the image where that was no pull: it is another question, and another look. */
  failed: z.enum(['push', 'replication']).exactOptional(),
});
export type SightingTarget = z.infer<typeof SightingTarget>;

export const SOURCES = [
  'slack',
  'alertmanager',
  'grafana',
  'pagerduty',
  'harbor',
  'watch',
  'sweep',
  'health',
] as const;

export const SEVERITIES = ['critical', 'warning', 'info'] as const;
export const AlertSeverity = z.enum(SEVERITIES);
export type AlertSeverity = z.infer<typeof AlertSeverity>;

export const Sighting = z.object({
  /** The same for every delivery of this telling: resends, repeats and retries of it are known by it. */
  id: z.string().regex(/^[A-Za-z0-9_-]{8,64}$/),
  source: z.enum(SOURCES),
  /** The same for an alert while it fires and when it resolves: its fingerprint, or the message it is. */
  alert: z.string().min(1).max(128),
  status: z.enum(['firing', 'resolved']),
  alertname: z.string().max(200).nullable(),
  /** Null where the alert tells none. */
  severity: AlertSeverity.nullable(),
  target: SightingTarget,
  /** What was said, without secrets, for the case that nothing can be looked at; null where nothing was. */
  says: z.string().max(4_000).nullable(),
  /** When it began or was said, ISO 8601. */
  at: z.string(),
  /** The message it is; null for what did not come through a channel. */
  place: z.object({ channel: name, ts: name }).nullable(),
});
export type Sighting = z.infer<typeof Sighting>;

/** Who suffers, as a key: two alerts of one pod are one, whichever of its containers they name. */
export function suffererKey(target: SightingTarget): string {
  if (target.pod === undefined) return targetKey(target);
  const { container: _, ...pod } = target;
  return targetKey(pod);
}

/**
 * What is looked at, as a key: sightings with equal keys are answered by one look. A pod's alert and its
 * workload's are two: which pod of a workload speaks for it is only known once it was looked at.
 */
export function targetKey({
  cluster,
  namespace,
  pod,
  workload,
  container,
  image,
  registry,
  failed,
}: SightingTarget): string {
  const subject = pod ?? (workload === undefined ? undefined : `workload ${workload}`);
  // What a pod or a workload needs is read from it; the names an alert adds to it may be old.
  const rest = subject === undefined ? [image, image === undefined ? registry : undefined] : [container];
  const parts = [cluster, namespace, subject, ...rest, ...(failed === undefined ? [] : [failed])];
  return parts.map((part) => part ?? '').join('|');
}
