/** A cluster and the real client on it. */
import { ApiException, AppsV1Api, CoreV1Api, KubeConfig } from '@kubernetes/client-node';
import { afterAll, beforeAll } from 'vitest';
import { type SandboxCluster, startCluster } from '../../../../src/sandbox/cluster/cluster.ts';

export const IMAGE = 'registry.acme.test/shop/cart:1';
export const READER = 'system:serviceaccount:medic:reader';

export interface Clients {
  readonly cluster: SandboxCluster;
  readonly config: KubeConfig;
  readonly core: CoreV1Api;
  readonly apps: AppsV1Api;
}

/** Five config maps lie in the namespace `many`; the reader may not see secrets in `vault`. */
export function withClients(): () => Clients {
  let clients: Clients;
  beforeAll(async () => {
    const cluster = await startCluster({
      preloaded: ['registry.acme.test/*'],
      identities: [
        { user: 'admin', token: 'admin-token' },
        { user: READER, token: 'reader-token', deny: [{ resources: ['secrets'], namespaces: ['vault'] }] },
      ],
      logs: ({ container, previous }) =>
        previous ? undefined : ['one', 'two', `three of ${container}`].join('\n'),
    });
    for (const index of [1, 2, 3, 4, 5]) {
      const labels = { tier: index < 3 ? 'low' : 'high', [`n${index}`]: '' };
      cluster.apply([
        { apiVersion: 'v1', kind: 'ConfigMap', metadata: { namespace: 'many', name: `c${index}`, labels } },
      ]);
    }
    const config = new KubeConfig();
    config.loadFromString(cluster.kubeconfig());
    clients = {
      cluster,
      config,
      core: config.makeApiClient(CoreV1Api),
      apps: config.makeApiClient(AppsV1Api),
    };
  });
  afterAll(() => clients.cluster.stop());
  return () => clients;
}

/** The `Status` a request was refused with. */
export async function refusal(
  asked: Promise<unknown>,
): Promise<{ code: number; reason: string; message: string }> {
  const error = await asked.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ApiException)) throw new Error(`no refusal but ${String(error)}`);
  const body: unknown = typeof error.body === 'string' ? JSON.parse(error.body) : error.body;
  return { code: error.code, ...(body as { reason: string; message: string }) };
}
