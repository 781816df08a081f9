import { CouldNotAsk, NotReached } from '../engine/answer.ts';
import type { ClusterRight } from '../engine/cluster.ts';
import { toldBy } from '../engine/installation-place.ts';
import {
  RBAC_GROUP,
  secretReaders as readersOf,
  type SecretReader,
} from '../engine/kubernetes/secret-readers.ts';
import type { Probe } from '../engine/probe.ts';
import { pod } from './pod.ts';
import { pullSecrets } from './pull-secrets.ts';

/** Who may read the pull secret that holds an administrator's login. */
export interface SecretReadersFact {
  readonly secret: string;
  readonly username: string;
  readonly readers: readonly SecretReader[];
}

export const ADMIN = 'admin';
const KINDS = ['roles', 'rolebindings', 'clusterroles', 'clusterrolebindings'] as const;

/** Asked only where such a login lies in one: whoever reads a pull robot's gains little. */
export const secretReaders: Probe<SecretReadersFact> = {
  id: 'secret-readers',
  asks: () => 'reading who may read its pull secret',
  timeBoxMs: 8_000,
  rights: KINDS.map((resource): ClusterRight => ({ group: RBAC_GROUP, resource, verb: 'list' })),
  async ask({ need, cluster }) {
    const [{ secrets }, { pod: mine }] = await Promise.all([need(pullSecrets), need(pod)]);
    const held = secrets.find(
      (one) => one.state === 'read' && one.entries.some(({ username }) => username === ADMIN),
    );
    if (!held) throw new NotReached(pullSecrets.id);
    if (!cluster) throw new CouldNotAsk('no cluster belongs to this question');
    const list = async (plural: (typeof KINDS)[number]) => {
      const namespace = plural.startsWith('cluster') ? null : mine.namespace;
      return toldBy(await cluster.objects({ group: RBAC_GROUP, plural }, namespace)) ?? [];
    };
    const [roles, roleBindings, clusterRoles, clusterRoleBindings] = await Promise.all([
      list('roles'),
      list('rolebindings'),
      list('clusterroles'),
      list('clusterrolebindings'),
    ]);
    const rbac = { roles, roleBindings, clusterRoles, clusterRoleBindings };
    return { secret: held.name, username: ADMIN, readers: readersOf(rbac, mine.namespace, held.name) };
  },
};
