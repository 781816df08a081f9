/** Watches one cluster's pulls: a pod that begins to fail is told of, and that it no longer does. */
import { createHash } from 'node:crypto';
import type { PodRecord } from '../../engine/cluster.ts';
import type { PodWatch } from '../../engine/pod-watch.ts';
import type { Sighting } from '../../engine/sighting.ts';
import type { Logger } from '../../log.ts';
import { failingContainers } from '../find-subject/represent.ts';
import type { Tell } from './tell.ts';

/** Failing pods that are remembered, so that the end of each is seen; of the rest only the beginning is told. */
const MOST_REMEMBERED = 20_000;

export interface WatchParts {
  readonly tell: Tell;
  readonly log: Logger;
  now(): Date;
}

interface Failing {
  readonly namespace: string;
  readonly name: string;
}

/** Ends with the signal. */
export async function watchPulls(watch: PodWatch, parts: WatchParts, signal: AbortSignal): Promise<void> {
  const { cluster } = watch;
  const failing = new Map<string, Failing>();
  for await (const news of watch.follow(isFailing, signal)) {
    switch (news.is) {
      case 'listed':
        await begin(news.pods);
        break;
      case 'changed':
        if (isFailing(news.pod)) await seen(news.pod);
        else await over(news.pod.uid);
        break;
      case 'gone':
        await over(news.uid);
        break;
      case 'lost':
        parts.log.warn({ cluster, says: news.says }, 'the watch of pods is lost; it is tried again');
    }
  }

  async function begin(pods: readonly PodRecord[]): Promise<void> {
    const there = new Set(pods.map(({ uid }) => uid));
    for (const uid of [...failing.keys()]) if (!there.has(uid)) await over(uid);
    for (const pod of pods) await seen(pod);
  }

  async function seen({ uid, namespace, name }: PodRecord): Promise<void> {
    if (failing.has(uid)) return;
    if (failing.size < MOST_REMEMBERED) failing.set(uid, { namespace, name });
    await parts.tell(told(cluster, uid, { namespace, name }, 'firing', parts.now()));
  }

  async function over(uid: string): Promise<void> {
    const known = failing.get(uid);
    if (!known) return;
    failing.delete(uid);
    await parts.tell(told(cluster, uid, known, 'resolved', parts.now()));
  }
}

function isFailing(pod: PodRecord): boolean {
  return failingContainers(pod).length > 0;
}

/** The id has no time in it: who takes over a watch lists anew and tells nothing twice. */
function told(
  cluster: string,
  uid: string,
  { namespace, name }: Failing,
  status: Sighting['status'],
  now: Date,
): Sighting {
  const mark = createHash('sha256').update(`${cluster} ${uid}`).digest('hex').slice(0, 24);
  return {
    id: `watch-${mark}-${status}`,
    source: 'watch',
    alert: `watch-${mark}`,
    status,
    alertname: null,
    severity: null,
    target: { cluster, namespace, pod: name },
    says: null,
    at: now.toISOString(),
    place: null,
  };
}
