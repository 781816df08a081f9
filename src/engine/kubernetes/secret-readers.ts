/** Who may read a Secret, by the roles and bindings of its namespace and of the cluster (rbac.authorization.k8s.io). Pure. */
import type { KubeObject } from '../kube-object.ts';
import { listAt, textAt, textsAt } from './fields.ts';

export const RBAC_GROUP = 'rbac.authorization.k8s.io';

export interface Rbac {
  readonly roles: readonly KubeObject[];
  readonly clusterRoles: readonly KubeObject[];
  /** Of the Secret's namespace. */
  readonly roleBindings: readonly KubeObject[];
  readonly clusterRoleBindings: readonly KubeObject[];
}

export interface SecretReader {
  /** User, Group or ServiceAccount. */
  readonly kind: string;
  /** With its namespace where it has one: `ci/deployer`. */
  readonly name: string;
  /** `RoleBinding deployers`. */
  readonly by: string;
}

/** Each once; what belongs to Kubernetes itself is left out. */
export function secretReaders(
  { roles, clusterRoles, roleBindings, clusterRoleBindings }: Rbac,
  namespace: string,
  secret: string,
): readonly SecretReader[] {
  const opens = (all: readonly KubeObject[], name: string | null): boolean =>
    all.some((role) => role.metadata.name === name && rulesOpen(role, secret));
  const inNamespace = roleBindings.filter((binding) => {
    const name = textAt(binding, 'roleRef', 'name');
    const isOfCluster = textAt(binding, 'roleRef', 'kind') === 'ClusterRole';
    return binding.metadata.namespace === namespace && opens(isOfCluster ? clusterRoles : roles, name);
  });
  const everywhere = clusterRoleBindings.filter((binding) =>
    opens(clusterRoles, textAt(binding, 'roleRef', 'name')),
  );
  const all = [
    ...inNamespace.flatMap((binding) => subjectsOf(binding, 'RoleBinding')),
    ...everywhere.flatMap((binding) => subjectsOf(binding, 'ClusterRoleBinding')),
  ];
  return [...new Map(all.map((one) => [`${one.kind} ${one.name}`, one])).values()];
}

/** The rules of a role, `rules: [{apiGroups, resources, verbs, resourceNames}]`. */
function rulesOpen(role: KubeObject, secret: string): boolean {
  return listAt(role, 'rules').some((rule) => {
    const has = (key: string, ...wanted: readonly string[]): boolean =>
      textsAt(rule, key).some((one) => one === '*' || wanted.includes(one));
    const names = textsAt(rule, 'resourceNames');
    // `list` hands out contents too, whatever names the rule tells.
    const verb = names.length === 0 ? has('verbs', 'get', 'list', 'watch') : has('verbs', 'get');
    const groups = listAt(rule, 'apiGroups').some((one) => one === '' || one === '*');
    return groups && has('resources', 'secrets') && verb && (names.length === 0 || names.includes(secret));
  });
}

function subjectsOf(binding: KubeObject, kind: string): readonly SecretReader[] {
  return listAt(binding, 'subjects').flatMap((subject) => {
    const [of, name] = [textAt(subject, 'kind') ?? '', textAt(subject, 'name') ?? ''];
    const place = textAt(subject, 'namespace');
    if (name === '' || name.startsWith('system:') || place === 'kube-system') return [];
    return [
      { kind: of, name: place === null ? name : `${place}/${name}`, by: `${kind} ${binding.metadata.name}` },
    ];
  });
}
