import { expect, test } from 'vitest';
import type { KubeObject } from '../../../src/engine/kube-object.ts';
import { secretReaders } from '../../../src/engine/kubernetes/secret-readers.ts';

const role = (name: string, rule: object): KubeObject =>
  ({ metadata: { name, namespace: 'shop' }, rules: [{ apiGroups: [''], ...rule }] }) as KubeObject;
const binding = (
  name: string,
  roleRef: object,
  subjects: readonly object[],
  namespace = 'shop',
): KubeObject => ({ metadata: { name, namespace }, roleRef, subjects }) as KubeObject;
const DEPLOYER = { kind: 'ServiceAccount', namespace: 'ci', name: 'deployer' };
const READ = { resources: ['secrets'], verbs: ['get'] };

const readers = (rule: object, more: { readonly in?: string; readonly subjects?: readonly object[] } = {}) =>
  secretReaders(
    {
      roles: [role('r', rule)],
      clusterRoles: [],
      roleBindings: [binding('b', { kind: 'Role', name: 'r' }, more.subjects ?? [DEPLOYER], more.in)],
      clusterRoleBindings: [],
    },
    'shop',
    'regcred',
  );
const IT = [{ kind: 'ServiceAccount', name: 'ci/deployer', by: 'RoleBinding b' }];

test.each([
  ['get', READ],
  ['everything', { apiGroups: ['*'], resources: ['*'], verbs: ['*'] }],
  ['list', { resources: ['secrets'], verbs: ['list'] }],
  ['this one by name', { ...READ, resourceNames: ['regcred'] }],
])('who may %s', (_, rule) => {
  expect(readers(rule)).toEqual(IT);
});

test.each([
  ['another Secret by name', { ...READ, resourceNames: ['other'] }],
  ['only making Secrets', { resources: ['secrets'], verbs: ['create'] }],
  ['other things', { resources: ['configmaps'], verbs: ['get'] }],
  ['another group’s Secrets', { ...READ, apiGroups: ['secrets.example.com'] }],
])('near miss: %s', (_, rule) => {
  expect(readers(rule)).toEqual([]);
});

test('another namespace’s binding, and what is Kubernetes’ own, do not count', () => {
  expect(readers(READ, { in: 'pay' })).toEqual([]);
  const own = [
    { kind: 'Group', name: 'system:masters' },
    { kind: 'ServiceAccount', namespace: 'kube-system', name: 'generic-garbage-collector' },
  ];
  expect(readers(READ, { subjects: own })).toEqual([]);
});

test('a role of the cluster, bound here or everywhere; each subject once', () => {
  const viewer = { kind: 'Group', name: 'acme:ops' };
  const of = secretReaders(
    {
      roles: [],
      clusterRoles: [role('admin', READ)],
      roleBindings: [binding('here', { kind: 'ClusterRole', name: 'admin' }, [viewer])],
      clusterRoleBindings: [binding('all', { kind: 'ClusterRole', name: 'admin' }, [viewer, DEPLOYER])],
    },
    'shop',
    'regcred',
  );
  expect(of.map(({ name }) => name)).toEqual(['acme:ops', 'ci/deployer']);
});
