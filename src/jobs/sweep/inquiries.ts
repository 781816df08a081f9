/** From failing pods to what has to be asked: each distinct image, logins and platform once. */
import type { ClusterReader, ContainerRecord, PodRecord } from '../../engine/cluster.ts';
import { parseReference } from '../../engine/reference.ts';
import type { Endpoint } from '../../engine/registry.ts';
import { sideBySide } from '../../engine/side-by-side.ts';
import { namesCause } from '../../probes/kubelet.ts';
import { failingContainers } from '../find-subject/represent.ts';
import type { LoginsKey } from './logins.ts';

/** One container that waits for its image. */
export interface Waiting {
  readonly pod: PodRecord;
  readonly container: ContainerRecord;
}

/** One question on behalf of many pods. */
export interface Inquiry {
  /** Two with the same key are one question. */
  readonly key: string;
  readonly cluster: string;
  readonly image: string;
  /** Null for a reference that leads nowhere. */
  readonly registry: Endpoint | null;
  /** Pods with equal keys have the same logins for this image. */
  readonly logins: string;
  /** Which of the pods is looked at. */
  readonly specimen: Waiting;
  readonly waiting: readonly Waiting[];
}

/** Secrets are read this many at a time. */
const AT_ONCE = 8;

/**
 * `localTo` names what is wrong with a pod's own node, by the kubelet's words: such pods are not to be mixed
 * with others that only share their image. Most pods first.
 */
export async function inquiriesOf(
  reader: ClusterReader,
  pods: readonly PodRecord[],
  loginsKey: LoginsKey,
  localTo: (waiting: Waiting) => string,
): Promise<readonly Inquiry[]> {
  const all = pods.flatMap((pod) => failingContainers(pod).map((container) => ({ pod, container })));
  const keyed = await sideBySide(all, AT_ONCE, async (waiting) => {
    const { pod, container } = waiting;
    const parsed = parseReference(container.image);
    const ref = parsed.state === 'valid' ? parsed.ref : null;
    const [logins, platform] = await Promise.all([
      ref === null ? '' : loginsKey(pod, ref),
      platformOf(reader, pod.node),
    ]);
    const never = container.imagePullPolicy === 'Never' ? 'never' : '';
    const key = [container.image, logins, platform, never, localTo(waiting)].join(' ');
    return { waiting, key, logins, registry: ref?.endpoint ?? null };
  });
  return [...Map.groupBy(keyed, ({ key }) => key).values()]
    .flatMap((same): readonly Inquiry[] => {
      const [first] = same;
      if (!first) return [];
      const waiting = same.map((each) => each.waiting);
      const { key, logins, registry } = first;
      const { image } = first.waiting.container;
      return [
        { key, cluster: reader.name, image, registry, logins, specimen: tellingMost(waiting), waiting },
      ];
    })
    .toSorted((a, b) => b.waiting.length - a.waiting.length);
}

async function platformOf(reader: ClusterReader, node: string | null): Promise<string> {
  if (node === null) return '';
  const answer = await reader.node(node);
  return answer.ended === 'found' ? `${answer.value.os}/${answer.value.arch}` : '';
}

/** The pod whose status names a cause, else the first. */
function tellingMost(waiting: readonly Waiting[]): Waiting {
  const telling = waiting.find(({ container }) => isTelling(container));
  const [first] = waiting;
  if (!first) throw new Error('an inquiry without pods');
  return telling ?? first;
}

/** Whether the waiting message holds more than the back-off. */
export function isTelling({ message }: ContainerRecord): boolean {
  return message !== null && namesCause(message);
}
