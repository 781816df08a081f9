import { AuthorizationV1Api, CoreV1Api, KubeConfig } from '@kubernetes/client-node';
import { expect, test } from 'vitest';
import { READER, refusal, withClients } from './api/clients.ts';
import { pullSecret } from './objects.ts';

const clients = withClients();

test('who may not is told so in RBAC’s words, and by review', async () => {
  const { cluster } = clients();
  const reader = new KubeConfig();
  reader.loadFromString(cluster.kubeconfig(READER));
  cluster.apply([pullSecret('vault', 'regcred', {}), pullSecret('shop', 'regcred', {})]);
  const secret = reader
    .makeApiClient(CoreV1Api)
    .readNamespacedSecret({ namespace: 'vault', name: 'regcred' });
  expect(await refusal(secret)).toMatchObject({
    code: 403,
    reason: 'Forbidden',
    message:
      'secrets "regcred" is forbidden: User "system:serviceaccount:medic:reader" cannot get resource "secrets" in API group "" in the namespace "vault"',
  });
  const may = async (namespace: string): Promise<boolean | undefined> => {
    const body = { spec: { resourceAttributes: { verb: 'get', resource: 'secrets', namespace } } };
    const answer = await reader.makeApiClient(AuthorizationV1Api).createSelfSubjectAccessReview({ body });
    return answer.status?.allowed;
  };
  expect([await may('vault'), await may('shop')]).toEqual([false, true]);
});

test('nobody without a good token', async () => {
  const { cluster } = clients();
  const stranger = new KubeConfig();
  stranger.loadFromString(cluster.kubeconfig().replace('admin-token', 'guessed'));
  const asked = stranger.makeApiClient(CoreV1Api).listNamespace();
  expect((await refusal(asked)).code).toBe(401);
});
