import { setTimeout as wait } from 'node:timers/promises';
import { CouldNotAsk, NotReached } from '../../engine/answer.ts';
import type { ClusterReader, ObjectEventRecord } from '../../engine/cluster.ts';
import { toldBy } from '../../engine/installation-place.ts';
import type { KubeObject } from '../../engine/kube-object.ts';
import { type RepositoryObject, repositoryOf } from '../../engine/kubernetes/repository.ts';
import {
  THERISEUNION_GROUP,
  THERISEUNION_USUAL,
} from '../../engine/kubernetes/theriseunion-registry-secret.ts';
import type { Probe, ProbeContext } from '../../engine/probe.ts';
import type { Words } from '../../engine/words.ts';

/** A Repository of the image controller, looked at twice while it says that it is syncing. */
export interface ImageSyncFact {
  readonly object: RepositoryObject;
  readonly samples: readonly { readonly at: string; readonly progress: number | null }[];
  /** When anybody last wrote its status, as the API server recorded; null where that is not kept. */
  readonly changedAt: string | null;
  readonly events: readonly ObjectEventRecord[];
}

const APART_MS = 3_000;
const words: Words<{ gone(name: string): string; noCluster: string }> = {
  en: {
    gone: (name) => `the Repository \`${name}\` is not there any more`,
    noCluster: 'no cluster leads to it',
  },
};

export const imageSync: Probe<ImageSyncFact> = {
  id: 'image-sync',
  asks: () => 'reading the Repository, twice while it syncs',
  timeBoxMs: 20_000,
  rights: [
    { group: THERISEUNION_USUAL, resource: 'repositories', verb: 'get' },
    { group: '', resource: 'events', verb: 'list' },
  ],
  async ask(context) {
    const { namespace, name, kind } = context.pull.sync ?? {};
    if (kind !== 'repository' || namespace === undefined || name === undefined)
      throw new NotReached('subject');
    const { cluster } = context;
    if (cluster === null) throw new CouldNotAsk(words.en.noCluster);
    const read = () => readRepository(cluster, namespace, name);
    const first = await read();
    const sampled = [sample(first, context)];
    let last = first;
    if (repositoryOf(first).sync.state === 'syncing') {
      await wait(APART_MS, undefined, { signal: context.signal });
      last = await read();
      sampled.push(sample(last, context));
    }
    const events = await cluster.events(namespace);
    return {
      object: repositoryOf(last),
      samples: sampled,
      changedAt: statusWrittenAt(last),
      events: events.ended === 'found' ? events.value.filter(({ about }) => about.name === name) : [],
    };
  },
};

async function readRepository(cluster: ClusterReader, namespace: string, name: string): Promise<KubeObject> {
  const groups = toldBy(await cluster.groups()) ?? [];
  for (const group of groups.filter((one) => THERISEUNION_GROUP.test(one))) {
    const object = toldBy(await cluster.object({ group, plural: 'repositories' }, namespace, name));
    if (object) return object;
  }
  throw new CouldNotAsk(words.en.gone(`${namespace}/${name}`));
}

function sample(object: KubeObject, { now }: ProbeContext): ImageSyncFact['samples'][number] {
  return { at: now().toISOString(), progress: repositoryOf(object).sync.progress };
}

/** A controller writes at least its progress; `manager` tells it from people only by name, so the latest counts. */
function statusWrittenAt({ metadata }: KubeObject): string | null {
  const times = (metadata.managedFields ?? []).flatMap(({ time }) => (time === undefined ? [] : [time]));
  return times.toSorted().at(-1) ?? null;
}
