/** Long lists of which little is kept: what is not wanted is dropped as soon as its page was read. */
import type { ClusterAnswer, EventRecord, PodRecord, PodScan, ScanBounds } from '../../engine/cluster.ts';
import { askAll } from './answers.ts';
import { byTime, readEvent, uidOf } from './event.ts';
import { readPod } from './pod.ts';
import type { Transport } from './transport.ts';

/** Finished pods wait for no image; a cluster may keep thousands of them. */
const UNFINISHED = 'status.phase!=Succeeded,status.phase!=Failed';
const PHASES = {
  pending: 'status.phase=Pending',
  begun: `status.phase!=Pending,${UNFINISHED}`,
} as const;

/** `path`: the pods of a namespace or of all. */
export async function scanPods(
  transport: Transport,
  path: string,
  keep: (pod: PodRecord) => boolean,
  { phase, waitingFor, signal }: ScanBounds = {},
): Promise<ClusterAnswer<PodScan>> {
  const share = shareTexts();
  const read = (json: unknown): PodRecord | null => {
    if (waitingFor && !waitsFor(json, waitingFor)) return null;
    const pod = readPod(json);
    return keep(pod) ? share(pod) : null;
  };
  const fieldSelector = phase === undefined ? UNFINISHED : PHASES[phase];
  const answer = await askAll(transport, { method: 'GET', path, query: { fieldSelector } }, read, signal);
  if (answer.ended !== 'found') return answer;
  const { value, ...partly } = answer;
  return { ...partly, value: { seen: value.length, kept: value.filter((pod) => pod !== null) } };
}

/** Of thousands of pods that wait most say the same: what they say is held once. */
function shareTexts(): (pod: PodRecord) => PodRecord {
  const texts = new Map<string, string>();
  const one = <T extends string | null>(text: T): T => {
    if (text === null) return text;
    const known = texts.get(text);
    if (known === undefined) texts.set(text, text);
    return (known ?? text) as T;
  };
  return (pod) => ({
    ...pod,
    namespace: one(pod.namespace),
    node: one(pod.node),
    containers: pod.containers.map((each) => ({
      ...each,
      image: one(each.image),
      reason: one(each.reason),
      message: one(each.message),
    })),
  });
}

/**
 * A look at the few fields that tell whether a pod is wanted: of a hundred thousand pods most are not, and
 * reading a pod as a whole costs ten times as much. What is no Pod is left to `readPod` to say.
 */
function waitsFor(json: unknown, reasons: ReadonlySet<string>): boolean {
  const { status } = (json ?? {}) as { readonly status?: unknown };
  if (typeof status !== 'object' || status === null) return true;
  return STATUSES.some((key) => {
    const all = (status as Readonly<Record<string, unknown>>)[key];
    if (all === undefined || all === null) return false;
    return !Array.isArray(all) || all.some((one) => reasons.has(reasonOf(one)));
  });
}

const STATUSES = ['containerStatuses', 'initContainerStatuses', 'ephemeralContainerStatuses'] as const;

interface Waits {
  readonly state?: { readonly waiting?: { readonly reason?: string } | null } | null;
}

function reasonOf(containerStatus: unknown): string {
  return (containerStatus as Waits | null)?.state?.waiting?.reason ?? '';
}

/** `path`: the events of a namespace. */
export async function listFailures(
  transport: Transport,
  path: string,
  uids: ReadonlySet<string>,
): Promise<ClusterAnswer<ReadonlyMap<string, readonly EventRecord[]>>> {
  const read = (json: unknown): readonly [string, EventRecord] | null => {
    const uid = uidOf(json);
    return uids.has(uid) ? [uid, readEvent(json)] : null;
  };
  const query = { fieldSelector: 'involvedObject.kind=Pod,reason=Failed' };
  const answer = await askAll(transport, { method: 'GET', path, query }, read);
  if (answer.ended !== 'found') return answer;
  const mine = answer.value.filter((each) => each !== null);
  const byPod = Map.groupBy(mine, ([uid]) => uid);
  return {
    ended: 'found',
    value: new Map([...byPod].map(([uid, each]) => [uid, each.map(([, event]) => event).toSorted(byTime)])),
  };
}
