/** Long lists of which little is kept: what is not wanted is dropped as soon as its page was read. */
import type { ClusterAnswer, EventRecord, PodRecord, PodScan } from '../../engine/cluster.ts';
import { askAll } from './answers.ts';
import { byTime, readEvent, uidOf } from './event.ts';
import { readPod } from './pod.ts';
import type { Transport } from './transport.ts';

/** Finished pods wait for no image; a cluster may keep thousands of them. */
const UNFINISHED = 'status.phase!=Succeeded,status.phase!=Failed';

/** `path`: the pods of a namespace or of all. */
export async function scanPods(
  transport: Transport,
  path: string,
  keep: (pod: PodRecord) => boolean,
): Promise<ClusterAnswer<PodScan>> {
  const read = (json: unknown): PodRecord | null => {
    const pod = readPod(json);
    return keep(pod) ? pod : null;
  };
  const answer = await askAll(transport, { method: 'GET', path, query: { fieldSelector: UNFINISHED } }, read);
  if (answer.ended !== 'found') return answer;
  const kept = answer.value.filter((pod) => pod !== null);
  return { ended: 'found', value: { seen: answer.value.length, kept } };
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
