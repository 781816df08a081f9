/** Groups, versions and kinds, as an API server that is made of a file tells them. */
import type { ApiEnding } from '../kubernetes/transport.ts';
import type { Dump } from './dump.ts';

/** Who answers, as errors name it. */
export const SERVER = 'the file';

export function offline(what: string): string {
  return `the file holds no ${what}`;
}

export function known(body: unknown): ApiEnding {
  return { ended: 'answered', server: SERVER, status: 200, body };
}

export function refused(status: number, message: string): ApiEnding {
  return { ended: 'answered', server: SERVER, status, body: { message } };
}

/**
 * Plural and kind by API version, of what every cluster serves: that a file does not hold it is not to know,
 * which is another thing than that there is none.
 */
const ALWAYS: Readonly<Record<string, readonly string[]>> = {
  v1: [
    'configmaps ConfigMap',
    'events Event',
    'namespaces Namespace',
    'nodes Node',
    'persistentvolumeclaims PersistentVolumeClaim',
    'pods Pod',
    'serviceaccounts ServiceAccount',
    'services Service',
  ],
  'apps/v1': [
    'daemonsets DaemonSet',
    'deployments Deployment',
    'replicasets ReplicaSet',
    'statefulsets StatefulSet',
  ],
  'batch/v1': ['cronjobs CronJob', 'jobs Job'],
  'networking.k8s.io/v1': ['ingresses Ingress', 'networkpolicies NetworkPolicy'],
};

/** `plural Kind` by API version. */
type Served = ReadonlyMap<string, ReadonlySet<string>>;

/** Null when the path asks for objects. */
export function discoveryAnswer(path: string, dump: Dump): ApiEnding | null {
  const served = servedBy(dump);
  if (path === '/apis') {
    const names = new Set([...served.keys()].map(groupIn).filter((name) => name !== ''));
    return known({ groups: [...names].map((name) => groupOf(name, served)) });
  }
  const group = /^\/apis\/([^/]+)$/.exec(path)?.[1];
  if (group !== undefined) {
    const found = groupOf(group, served);
    return found.versions.length > 0 ? known(found) : refused(404, offline(`objects of ${group}`));
  }
  const version = /^\/api\/([^/]+)$/.exec(path)?.[1] ?? /^\/apis\/([^/]+\/[^/]+)$/.exec(path)?.[1];
  if (version === undefined) return null;
  const resources = [...(served.get(version) ?? [])].map((one) => {
    const [name, kind] = one.split(' ');
    return { name, kind };
  });
  return known({ resources });
}

function servedBy(dump: Dump): Served {
  const served = new Map(Object.entries(ALWAYS).map(([version, kinds]) => [version, new Set(kinds)]));
  for (const [key, objects] of dump.objects)
    for (const { apiVersion, kind } of objects) {
      const kinds = served.get(apiVersion) ?? new Set<string>();
      served.set(apiVersion, kinds.add(`${key.slice(0, key.indexOf('.'))} ${kind}`));
    }
  return served;
}

function groupIn(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
}

function groupOf(name: string, served: Served) {
  const versions = [...served.keys()].filter((version) => groupIn(version) === name);
  return { name, versions: versions.map((version) => ({ version: version.slice(name.length + 1) })) };
}
