/** What the image controller does when somebody asks it: syncs what is written rightly, gives up what is cancelled. */
import type { SandboxCluster } from '../cluster/cluster.ts';
import { type Fields, type KubeObject, timestamp } from '../cluster/objects.ts';

const REPOSITORIES = 'repositories.image.theriseunion.io';
const ASKED = 'theriseunion.io/manual-sync';
const MARK = 'theriseunion.io/sync-status';
const TAKES_MS = 300;

/** From now on, for as long as the cluster lives. */
export function syncsWhenAsked({ store }: Pick<SandboxCluster, 'store'>): void {
  store.onChange(({ type, resource, object, previous }) => {
    if (resource !== REPOSITORIES || type === 'DELETED') return;
    const after = wanted(object, previous);
    if (after === null) return;
    setTimeout(() => {
      const { namespace = '', name, uid } = object.metadata;
      const now = store.get(REPOSITORIES, namespace, name);
      if (now && now.metadata.uid === uid) store.replace(REPOSITORIES, { ...now, status: after });
    }, TAKES_MS);
  });
}

/** The status that it comes to; null: nobody asked for anything. */
function wanted(object: KubeObject, previous: KubeObject | null): Fields | null {
  const of = (one: KubeObject | null, key: string) => one?.metadata.annotations?.[key];
  const isAsked = of(object, ASKED) !== undefined && of(object, ASKED) !== of(previous, ASKED);
  const isNew = previous === null && object.status === undefined;
  const isCancelled = of(previous, MARK) !== undefined && of(object, MARK) === undefined;
  if (isAsked || isNew) return synced(object);
  return isCancelled ? { syncStatus: 'Failed', syncProgress: 0 } : null;
}

function synced({ spec }: KubeObject): Fields {
  const isWrong = String(spec?.['repository'] ?? '').includes(':');
  if (isWrong) return { syncStatus: 'Failed', syncProgress: 0 };
  return { syncStatus: 'Success', syncProgress: 100, lastSynced: timestamp(new Date()) };
}
