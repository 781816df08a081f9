import { CouldNotAsk, NotReached } from '../engine/answer.ts';
import type { EventRecord } from '../engine/cluster.ts';
import { goDurationMs } from '../engine/go-duration.ts';
import type { Probe } from '../engine/probe.ts';
import { type PodFact, pod } from './pod.ts';

/** How long the kubelet says this image took. */
export interface PullTimesFact {
  /** The last finished pull. */
  readonly last: PullTime | null;
  /** Since when a pull is under way: `Pulling` without an end; ISO 8601. */
  readonly pullingSince: string | null;
  /** The kubelet's own limit on pulls, in its words. */
  readonly throttled: string | null;
}

export interface PullTime {
  readonly at: string;
  /** Downloading and unpacking, milliseconds. */
  readonly pullMs: number;
  /** The same with waiting for other pulls of the node; null from kubelets that do not tell (before 1.27). */
  readonly totalMs: number | null;
  readonly bytes: number | null;
  readonly says: string;
}

/** kubernetes pkg/kubelet/images/image_manager.go: since 1.27 with the waiting, since 1.30 with the size. */
const PULLED =
  /^Successfully pulled image "([^"]+)" in (\S+)(?: \((\S+) including waiting\))?(?:\. Image size: (\d+) bytes)?/;

export const pullTimes: Probe<PullTimesFact> = {
  id: 'pull-times',
  asks: () => 'reading how long the kubelet took',
  rights: [{ group: '', resource: 'events', verb: 'list' }],
  async ask({ need, cluster }) {
    const fact = await need(pod);
    if (!cluster) throw new NotReached('pod');
    const { namespace, name, uid } = fact.pod;
    const answer = await cluster.podEvents(namespace, name, uid);
    if (answer.ended !== 'found') throw new CouldNotAsk(`the pod's events could not be read: ${answer.says}`);
    const mine = answer.value.filter((event) => isAbout(event, fact));
    const last = mine.flatMap(timeOf).at(-1) ?? null;
    const pulling = mine.findLast(({ reason }) => reason === 'Pulling');
    const throttled = mine.findLast(({ message }) => /pull QPS exceeded/i.test(message));
    const ended = mine.findLast(({ reason }) => reason === 'Pulled' || reason === 'Failed');
    const open = pulling && (!ended || Date.parse(ended.lastSeen) < Date.parse(pulling.lastSeen));
    return {
      last,
      pullingSince: open ? pulling.lastSeen : null,
      throttled: throttled?.message ?? null,
    };
  },
};

function isAbout({ fieldPath, message }: EventRecord, { container }: PodFact): boolean {
  return fieldPath.endsWith(`{${container.name}}`) || message.includes(`"${container.image}"`);
}

function timeOf({ message, lastSeen }: EventRecord): readonly PullTime[] {
  const pulled = pulledIn(message);
  return pulled ? [{ at: lastSeen, says: message, ...pulled }] : [];
}

/** What the kubelet's `Pulled` tells; null: it is another text. */
export function pulledIn(message: string): Pick<PullTime, 'pullMs' | 'totalMs' | 'bytes'> | null {
  const [, , took = '', including, size] = PULLED.exec(message) ?? [];
  const pullMs = goDurationMs(took);
  if (pullMs === null) return null;
  const totalMs = including === undefined ? null : goDurationMs(including);
  return { pullMs, totalMs, bytes: size === undefined ? null : Number(size) };
}
