/** The remediator's Role, as `rbac` prints it, enforced by an API server: what is enabled works, the rest is refused. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createKubeDoor, type KubeDoor } from '../../src/apply/kube-door.ts';
import { createApplier } from '../../src/apply.ts';
import { createAccess } from '../../src/clients/kubernetes/access.ts';
import { loadKubeConfig } from '../../src/clients/kubernetes/kube-config.ts';
import type { Plan, Step } from '../../src/engine/plan.ts';
import { rbacObjects } from '../../src/engine/rbac.ts';
import setNearestTag from '../../src/remediations/set-nearest-tag.ts';
import type { AccessRule } from '../../src/sandbox/cluster/access.ts';
import { type SandboxCluster, startCluster } from '../../src/sandbox/cluster/cluster.ts';
import { namespace, workload } from '../../src/sandbox/world/objects.ts';
import { RESTART } from '../store/approval-setup.ts';

interface PrintedRole {
  readonly kind: string;
  readonly metadata: { readonly namespace: string };
  readonly rules: readonly Readonly<Record<'apiGroups' | 'resources' | 'verbs', readonly string[]>>[];
}
const STAMP = { approval: 'apr-1', approvedAt: '2026-11-21T02:10:00.000Z' };
const account = { name: 'remediator', namespace: 'medic' };
const printed = rbacObjects({ remediations: [setNearestTag], namespaces: ['shop'], account });
const roles = printed.filter((one) => (one as PrintedRole).kind === 'Role') as readonly PrintedRole[];
const allow: readonly AccessRule[] = roles.flatMap(({ metadata, rules }) =>
  rules.map(({ apiGroups, resources, verbs }) => ({
    groups: apiGroups,
    resources,
    verbs,
    namespaces: [metadata.namespace],
  })),
);
const READS: readonly AccessRule[] = [{ verbs: ['get', 'list', 'watch'] }];

let cluster: SandboxCluster;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'remediator-'));
  cluster = await startCluster({
    name: 'prod',
    preloaded: ['registry.acme.test/*'],
    identities: [
      { user: 'remediator', token: 'token-of-the-remediator', allow },
      { user: 'worker', token: 'token-of-a-worker', allow: READS },
    ],
  });
  cluster.apply([namespace('shop'), namespace('pay')]);
  for (const at of ['shop', 'pay'])
    cluster.apply([
      workload({ kind: 'Deployment', namespace: at, name: 'cart', image: 'registry.acme.test/cart:1' }),
    ]);
});
afterAll(async () => {
  await cluster?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function as(user: string): Promise<(step: Step) => Promise<unknown>> {
  const file = join(folder, user);
  await writeFile(file, cluster.kubeconfig(user));
  const config = { name: 'prod', kubeconfig: file, inCluster: false, default: false };
  const door: KubeDoor = createKubeDoor(createAccess(() => loadKubeConfig(config, {})));
  const applier = createApplier({ cluster: () => door, harbor: () => null });
  const plan: Plan = { ...RESTART, scope: { cluster: 'prod', namespace: 'shop', registry: null } };
  return (step) => applier.write(step, plan, STAMP, { before: null, keep: async () => {} });
}

function setImage(at: string): Step {
  const kind = { group: 'apps', plural: 'deployments' };
  const uid = cluster.store.get('deployments.apps', at, 'cart')?.metadata.uid ?? '';
  const body = { metadata: { annotations: { 'acme.test/by': '{approval}' } } };
  return { do: 'patch', target: { kind, namespace: at, name: 'cart' }, how: 'merge', body, uid };
}
const other = (plural: string, name: string): Step => ({
  do: 'delete',
  target: { kind: { group: '', plural }, namespace: 'shop', name },
  uid: 'any',
});
const REFUSED = { ended: 'refused', says: expect.stringMatching(/forbidden/) };

test('what is enabled is written with the rights that are printed', async () => {
  expect(await (await as('remediator'))(setImage('shop'))).toEqual({ ended: 'written' });
});

test('the API server refuses everything else: another namespace, another kind', async () => {
  const write = await as('remediator');
  expect(await write(setImage('pay'))).toMatchObject(REFUSED);
  expect(await write(other('configmaps', 'settings'))).toMatchObject(REFUSED);
  expect(await write(other('secrets', 'regcred'))).toMatchObject(REFUSED);
});

test('who only diagnoses cannot write, not even what is enabled', async () => {
  cluster.apply([
    workload({ kind: 'Deployment', namespace: 'shop', name: 'cart', image: 'registry.acme.test/cart:2' }),
  ]);
  const step = setImage('shop');
  const again = step.do === 'patch' ? { ...step, body: { metadata: { labels: { a: '{approval}' } } } } : step;
  expect(await (await as('worker'))(again)).toMatchObject(REFUSED);
});
