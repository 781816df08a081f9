/** The rights a set of remediations needs, as Kubernetes objects. Pure. */
import type { ClusterRight } from './cluster.ts';
import type { Remediation } from './remediation.ts';
import type { SecretSource } from './secret-source.ts';

export interface RbacRequest {
  readonly remediations: readonly Pick<Remediation, 'id' | 'rights'>[];
  /** Namespaces in which fixes may be done: a Role in each; none: one ClusterRole. */
  readonly namespaces: readonly string[];
  /** ServiceAccount of the remediator, and where it lives. */
  readonly account: { readonly name: string; readonly namespace: string };
  /** Secrets that may be copied; absent: none. */
  readonly sources?: readonly Pick<SecretSource, 'namespace' | 'name'>[];
}

interface Rule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  readonly resourceNames?: readonly string[];
}

const NAME = 'registry-medic-remediator';
const READER = 'registry-medic-reader';
const SOURCES = 'registry-medic-secret-sources';

/** Never a wildcard: each rule names what one of the remediations writes. */
export function rulesOf(
  remediations: RbacRequest['remediations'],
  sources: RbacRequest['sources'] = [],
): readonly Rule[] {
  const rights = remediations.flatMap(({ rights: own }) => own);
  const byPlace = Map.groupBy(rights, ({ group, resource, names = '' }) => `${group}/${resource}/${names}`);
  const resourceNames = [...new Set(sources.map(({ name }) => name))].sort();
  return [...byPlace]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, same]) => {
      const [{ group, resource, names }] = same as [ClusterRight, ...ClusterRight[]];
      // What is written is looked at first, unless it is only made.
      const verbs = new Set(same.flatMap(({ verb }) => (verb === 'create' ? [verb] : ['get', verb])));
      const rule = { apiGroups: [group], resources: [resource], verbs: [...verbs].sort() };
      if (names === undefined) return [rule];
      // A rule without names would be one for all of them.
      return resourceNames.length === 0 ? [] : [{ ...rule, resourceNames }];
    });
}

/** Roles and bindings; empty when nothing enabled writes to a cluster. */
export function rbacObjects({ remediations, namespaces, account, sources }: RbacRequest): readonly object[] {
  const rules = rulesOf(remediations, sources);
  if (rules.length === 0) return [];
  const subjects = [{ kind: 'ServiceAccount', ...account }];
  const api = 'rbac.authorization.k8s.io';
  const apiVersion = `${api}/v1`;
  const bound = (kind: string) => ({ apiGroup: api, kind, name: NAME });
  if (namespaces.length === 0)
    return [
      { apiVersion, kind: 'ClusterRole', metadata: { name: NAME }, rules },
      {
        apiVersion,
        kind: 'ClusterRoleBinding',
        metadata: { name: NAME },
        roleRef: bound('ClusterRole'),
        subjects,
      },
    ];
  return namespaces.flatMap((namespace) => [
    { apiVersion, kind: 'Role', metadata: { name: NAME, namespace }, rules },
    {
      apiVersion,
      kind: 'RoleBinding',
      metadata: { name: NAME, namespace },
      roleRef: bound('Role'),
      subjects,
    },
  ]);
}

/**
 * What looking needs: one ClusterRole, for nodes and whatever is searched in all namespaces; but Secrets only in
 * the namespaces that are named, and in none without.
 */
export function readingObjects(
  rights: readonly ClusterRight[],
  { namespaces, account, sources = [] }: Pick<RbacRequest, 'namespaces' | 'account' | 'sources'>,
): readonly object[] {
  const isSecret = ({ group, resource }: ClusterRight): boolean => group === '' && resource === 'secrets';
  const open = readingRules(rights.filter((right) => !isSecret(right)));
  const secrets = readingRules(rights.filter(isSecret));
  const api = 'rbac.authorization.k8s.io';
  const apiVersion = `${api}/v1`;
  const subjects = [{ kind: 'ServiceAccount', ...account }];
  const bound = (kind: string) => ({ apiGroup: api, kind, name: READER });
  const everywhere = { name: READER };
  return [
    { apiVersion, kind: 'ClusterRole', metadata: everywhere, rules: open },
    {
      apiVersion,
      kind: 'ClusterRoleBinding',
      metadata: everywhere,
      roleRef: bound('ClusterRole'),
      subjects,
    },
    ...(secrets.length === 0 ? [] : namespaces).flatMap((namespace) => [
      { apiVersion, kind: 'Role', metadata: { ...everywhere, namespace }, rules: secrets },
      {
        apiVersion,
        kind: 'RoleBinding',
        metadata: { ...everywhere, namespace },
        roleRef: bound('Role'),
        subjects,
      },
    ]),
    ...sourceRoles(sources).flatMap(({ namespace, rules }) => [
      { apiVersion, kind: 'Role', metadata: { name: SOURCES, namespace }, rules },
      {
        apiVersion,
        kind: 'RoleBinding',
        metadata: { name: SOURCES, namespace },
        roleRef: { apiGroup: api, kind: 'Role', name: SOURCES },
        subjects,
      },
    ]),
  ];
}

/** A Secret that may be copied is read where it lies, by its name alone. */
function sourceRoles(sources: NonNullable<RbacRequest['sources']>) {
  return [...Map.groupBy(sources, ({ namespace }) => namespace)].map(([namespace, same]) => ({
    namespace,
    rules: [
      {
        apiGroups: [''],
        resources: ['secrets'],
        verbs: ['get'],
        resourceNames: [...new Set(same.map(({ name }) => name))].sort(),
      },
    ],
  }));
}

function readingRules(rights: readonly ClusterRight[]): readonly Rule[] {
  const byPlace = Map.groupBy(rights, ({ group, resource }) => `${group}/${resource}`);
  return [...byPlace]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, same]) => {
      const [{ group, resource }] = same as [ClusterRight, ...ClusterRight[]];
      const verbs = [...new Set(same.map(({ verb }) => verb))].sort();
      return { apiGroups: [group], resources: [resource], verbs };
    });
}
