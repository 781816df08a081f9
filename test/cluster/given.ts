/** The API server that TEST_KUBECONFIG names, asked as its administrator. */
import { KubeConfig } from '@kubernetes/client-node';
import { kubeconfig } from '../../src/sandbox/cluster/kubeconfig.ts';
import type { KubeObject } from '../../src/sandbox/cluster/objects.ts';
import { callerOf, Refused } from './caller.ts';

export interface Given {
  /** Creates an object or brings it to this, its status with it. */
  apply(object: KubeObject): Promise<KubeObject>;
  get(path: string): Promise<unknown>;
  remove(object: KubeObject): Promise<void>;
  /** Path of an object, by what the server itself says of its kind. */
  pathOf(object: KubeObject): Promise<string>;
  /** A kubeconfig, YAML, for a service account, whose context is called `name`. */
  kubeconfigOf(account: { readonly namespace: string; readonly name: string }, name: string): Promise<string>;
}

/** What is written is known by this manager's name. */
const MANAGER = 'registry-medic-tests';

interface Kind {
  readonly name: string;
  readonly kind: string;
  readonly namespaced: boolean;
}

export function openGiven(file: string): Given {
  const config = new KubeConfig();
  config.loadFromFile(file);
  const cluster = config.getCurrentCluster();
  if (!cluster) throw new Error(`${file} has no current context`);

  const call = callerOf(config);
  const kinds = new Map<string, { readonly name: string; readonly namespaced: boolean }>();
  const kindOf = async (apiVersion: string, kind: string) => {
    const key = `${apiVersion} ${kind}`;
    const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    if (!kinds.has(key)) {
      const list = await call<{ readonly resources: readonly Kind[] }>('GET', root);
      for (const one of list.resources)
        if (!one.name.includes('/')) kinds.set(`${apiVersion} ${one.kind}`, one);
    }
    const found = kinds.get(key);
    if (!found) throw new Error(`the server knows no ${kind} of ${apiVersion}`);
    return { root, ...found };
  };
  const pathOf: Given['pathOf'] = async ({ apiVersion = 'v1', kind = '', metadata }) => {
    const { root, name, namespaced } = await kindOf(apiVersion, kind);
    const within = namespaced ? `/namespaces/${metadata.namespace ?? 'default'}` : '';
    return `${root}${within}/${name}/${metadata.name}`;
  };
  const put = (path: string, object: KubeObject) =>
    call<KubeObject>(
      'PATCH',
      `${path}?fieldManager=${MANAGER}&force=true`,
      object,
      'application/apply-patch+yaml',
    );

  return {
    pathOf,
    get: (path) => call('GET', path),
    async apply(object) {
      const path = await pathOf(object);
      const { status, ...rest } = object;
      const made = await put(path, rest as KubeObject);
      if (status === undefined || object.kind === 'CustomResourceDefinition') return made;
      const { apiVersion, kind, metadata } = object;
      const name = { name: metadata.name, ...(metadata.namespace ? { namespace: metadata.namespace } : {}) };
      return put(`${path}/status`, { apiVersion, kind, metadata: name, status } as KubeObject).catch(
        (error: unknown) => {
          // A kind without that subresource keeps its status among the rest.
          if (error instanceof Refused && error.status === 404) return put(path, object);
          throw error;
        },
      );
    },
    async remove(object) {
      await call('DELETE', `${await pathOf(object)}?gracePeriodSeconds=0`).catch((error: unknown) => {
        if (!(error instanceof Refused && error.status === 404)) throw error;
      });
    },
    async kubeconfigOf({ namespace, name: account }, name) {
      const asked = {
        apiVersion: 'authentication.k8s.io/v1',
        kind: 'TokenRequest',
        spec: { expirationSeconds: 3_600 },
      };
      const path = `/api/v1/namespaces/${namespace}/serviceaccounts/${account}/token`;
      const { status } = await call<KubeObject>('POST', path, asked);
      const caPem = Buffer.from(cluster.caData ?? '', 'base64').toString();
      const token = String(status?.['token']);
      return kubeconfig({ name, server: cluster.server, caPem, user: account, token });
    },
  };
}
