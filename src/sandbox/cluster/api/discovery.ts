/** What is served, said as clients ask for it: /api, /apis, each group and version, /version. */
import type { Catalog } from '../catalog.ts';
import { apiVersionOf, type Resource } from '../resources.ts';

/** Groups that only tell. */
const READ_ONLY = new Set(['metrics.k8s.io']);
const VERBS = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];
const REVIEWS = ['selfsubjectaccessreviews', 'SelfSubjectAccessReview'] as const;

export const SERVER_VERSION = 'v1.31.4';

/** The discovery document at a path, or null when there is none. */
export function discover(pathname: string, catalog: Catalog): unknown {
  const path = pathname.replace(/\/+$/, '');
  if (path === '/version') return version();
  if (path === '/api') return { kind: 'APIVersions', versions: ['v1'] };
  if (path === '/apis') return { kind: 'APIGroupList', apiVersion: 'v1', groups: groups(catalog) };
  const [, root, group, version_] = path.split('/');
  if (root === 'api' && group === 'v1' && version_ === undefined) return resourceList('v1', catalog);
  if (root !== 'apis' || group === undefined) return null;
  if (version_ === undefined) {
    const found = groups(catalog).find((one) => one.name === group);
    return found ? { kind: 'APIGroup', apiVersion: 'v1', ...found } : null;
  }
  if (path.split('/').length > 4) return null;
  return resourceList(`${group}/${version_}`, catalog);
}

function version(): unknown {
  const [major, minor] = SERVER_VERSION.slice(1).split('.');
  return {
    major,
    minor,
    gitVersion: SERVER_VERSION,
    gitTreeState: 'clean',
    goVersion: 'go1.22.9',
    compiler: 'gc',
    platform: 'linux/amd64',
  };
}

function groups(catalog: Catalog): readonly { readonly name: string }[] {
  const versions = new Map<string, Set<string>>([['authorization.k8s.io', new Set(['v1'])]]);
  for (const { group, version: one } of catalog.all()) {
    if (group !== '') versions.set(group, (versions.get(group) ?? new Set()).add(one));
  }
  return [...versions].map(([name, served]) => {
    const list = [...served]
      .sort(byPriority)
      .map((one) => ({ groupVersion: `${name}/${one}`, version: one }));
    return { name, versions: list, preferredVersion: list[0] };
  });
}

/** As the API server prefers them: v2 before v1, v1 before v1beta1 before v1alpha3. */
function byPriority(one: string, other: string): number {
  const rank = (version: string): readonly number[] => {
    const [, major = '0', stage, step = '0'] = /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(version) ?? [];
    return [stage === undefined ? 2 : stage === 'beta' ? 1 : 0, Number(major), Number(step)];
  };
  const [a, b] = [rank(one), rank(other)];
  return b.map((value, index) => value - (a[index] ?? 0)).find((difference) => difference !== 0) ?? 0;
}

function resourceList(groupVersion: string, catalog: Catalog): unknown {
  const served = catalog.all().filter((resource) => apiVersionOf(resource) === groupVersion);
  const resources = served.flatMap(entries);
  if (groupVersion === 'authorization.k8s.io/v1')
    resources.push({
      name: REVIEWS[0],
      singularName: '',
      namespaced: false,
      kind: REVIEWS[1],
      verbs: ['create'],
    });
  if (resources.length === 0) return null;
  return { kind: 'APIResourceList', apiVersion: 'v1', groupVersion, resources };
}

function entries(resource: Resource): Record<string, unknown>[] {
  const { plural: name, singular: singularName, namespaced, kind, shortNames } = resource;
  return [
    {
      name,
      singularName,
      namespaced,
      kind,
      verbs: READ_ONLY.has(resource.group) ? ['get', 'list'] : VERBS,
      ...(shortNames.length > 0 ? { shortNames } : {}),
    },
    ...resource.subresources.map((sub) => ({
      name: `${name}/${sub}`,
      singularName: '',
      namespaced,
      kind: sub === 'eviction' ? 'Eviction' : sub === 'scale' ? 'Scale' : kind,
      verbs:
        sub === 'eviction'
          ? ['create']
          : sub === 'log'
            ? ['get']
            : sub === 'proxy'
              ? ['create', 'delete', 'get', 'patch', 'update']
              : ['get', 'patch', 'update'],
    })),
  ];
}
