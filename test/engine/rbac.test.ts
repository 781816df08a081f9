import { expect, test } from 'vitest';
import { rbacObjects, readingObjects, rulesOf } from '../../src/engine/rbac.ts';

const PATCH = { id: 'a', rights: [{ group: 'apps', resource: 'deployments', verb: 'patch' }] } as const;
const DELETE = { id: 'b', rights: [{ group: '', resource: 'pods', verb: 'delete' }] } as const;
const CREATE = { id: 'c', rights: [{ group: '', resource: 'secrets', verb: 'create' }] } as const;
const account = { name: 'medic', namespace: 'tools' };

test('each rule names what is written; what is only made is not read', () => {
  expect(rulesOf([PATCH, DELETE, CREATE, PATCH])).toEqual([
    { apiGroups: [''], resources: ['pods'], verbs: ['delete', 'get'] },
    { apiGroups: [''], resources: ['secrets'], verbs: ['create'] },
    { apiGroups: ['apps'], resources: ['deployments'], verbs: ['get', 'patch'] },
  ]);
});

test('never a wildcard', () => {
  expect(JSON.stringify(rulesOf([PATCH, DELETE, CREATE]))).not.toContain('*');
});

test('a Role and its binding per namespace, or one for the cluster, or nothing', () => {
  const kinds = (namespaces: readonly string[], remediations: readonly (typeof PATCH | typeof DELETE)[]) =>
    rbacObjects({ remediations, namespaces, account }).map((one) => (one as { kind: string }).kind);
  expect(kinds(['shop', 'data'], [PATCH])).toEqual(['Role', 'RoleBinding', 'Role', 'RoleBinding']);
  expect(kinds([], [PATCH, DELETE])).toEqual(['ClusterRole', 'ClusterRoleBinding']);
  expect(kinds(['shop'], [])).toEqual([]);
});

test('looking needs no more than is asked; Secrets in the named namespaces alone, never in all', () => {
  const rights = [
    { group: '', resource: 'pods', verb: 'list' },
    { group: '', resource: 'pods', verb: 'get' },
    { group: '', resource: 'secrets', verb: 'get' },
  ] as const;
  const objects = readingObjects(rights, { namespaces: ['shop'], account });
  expect(objects.map((one) => (one as { kind: string }).kind)).toEqual([
    'ClusterRole',
    'ClusterRoleBinding',
    'Role',
    'RoleBinding',
  ]);
  expect(objects[0]).toMatchObject({ rules: [{ resources: ['pods'], verbs: ['get', 'list'] }] });
  expect(objects[2]).toMatchObject({ metadata: { namespace: 'shop' }, rules: [{ resources: ['secrets'] }] });
  expect(JSON.stringify(readingObjects(rights, { namespaces: [], account }))).not.toContain('secrets');
});

const COPY = {
  id: 'd',
  rights: [
    { group: '', resource: 'secrets', verb: 'create' },
    { group: '', resource: 'secrets', verb: 'delete', names: 'secret-sources' },
  ],
} as const;

test('copies of Secrets are read and deleted by name alone; without a source by none', () => {
  const sources = [{ namespace: 'platform', name: 'regcred' }];
  expect(rulesOf([COPY], sources)).toEqual([
    { apiGroups: [''], resources: ['secrets'], verbs: ['create'] },
    { apiGroups: [''], resources: ['secrets'], verbs: ['delete', 'get'], resourceNames: ['regcred'] },
  ]);
  expect(rulesOf([COPY])).toEqual([{ apiGroups: [''], resources: ['secrets'], verbs: ['create'] }]);
});

test('a source is read where it lies, by its name', () => {
  const sources = [{ namespace: 'platform', name: 'regcred' }];
  const objects = readingObjects([], { namespaces: ['shop'], account, sources });
  expect(objects).toContainEqual(
    expect.objectContaining({
      kind: 'Role',
      metadata: { name: 'registry-medic-secret-sources', namespace: 'platform' },
      rules: [{ apiGroups: [''], resources: ['secrets'], verbs: ['get'], resourceNames: ['regcred'] }],
    }),
  );
});
