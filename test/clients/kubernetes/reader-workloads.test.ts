import { afterAll, beforeAll, expect, test } from 'vitest';
import { createClusterReader } from '../../../src/clients/kubernetes/reader.ts';
import type { ClusterReader } from '../../../src/engine/cluster.ts';
import { type ApiServer, refusal, startApiServer, writeKubeconfig } from './api-server.ts';
import { meta } from './made-json.ts';

let server: ApiServer;
let reader: ClusterReader;
beforeAll(async () => {
  server = await startApiServer();
  const kubeconfig = await writeKubeconfig('prod', server);
  reader = createClusterReader({ name: 'prod', kubeconfig, inCluster: false, default: false }, {});
});
afterAll(() => server.stop());

test('workloads of every kind that may be listed', async () => {
  server.handle(({ at }) => {
    if (at.pathname.endsWith('/cronjobs')) return refusal(403, 'Forbidden', 'cronjobs is forbidden');
    if (!at.pathname.endsWith('/deployments')) return { json: { items: [] } };
    const selector = {
      matchLabels: { app: 'cart' },
      matchExpressions: [
        { key: 'tier', operator: 'In', values: ['a', 'b'] },
        { key: 'canary', operator: 'DoesNotExist' },
      ],
    };
    return { json: { items: [{ metadata: meta('cart'), spec: { selector } }] } };
  });
  expect(await reader.workloads('shop')).toEqual({
    ended: 'found',
    value: [
      {
        kind: 'Deployment',
        namespace: 'shop',
        name: 'cart',
        labelSelector: 'app=cart,tier in (a,b),!canary',
      },
    ],
    // What else there may be is not hidden.
    partly: expect.stringContaining('cronjobs is forbidden'),
  });
});

test('workloads when none may be listed', async () => {
  server.handle(() => refusal(403, 'Forbidden', 'forbidden here'));
  expect(await reader.workloads(null)).toEqual({ ended: 'forbidden', says: 'forbidden here' });
});

test('a right, by SelfSubjectAccessReview', async () => {
  server.handle((_request, body) => {
    const { spec } = JSON.parse(body);
    expect(spec.resourceAttributes).toEqual({
      group: '',
      resource: 'secrets',
      verb: 'get',
      namespace: 'shop',
    });
    return { status: 201, json: { status: { allowed: false } } };
  });
  expect(await reader.may({ group: '', resource: 'secrets', verb: 'get' }, 'shop')).toEqual({
    ended: 'found',
    value: false,
  });
});

test('a right on a subresource is asked for in two words', async () => {
  server.handle((_request, body) => {
    expect(JSON.parse(body).spec.resourceAttributes).toEqual({
      group: '',
      resource: 'pods',
      subresource: 'log',
      verb: 'get',
    });
    return { status: 201, json: { status: { allowed: true } } };
  });
  expect(await reader.may({ group: '', resource: 'pods/log', verb: 'get' })).toEqual({
    ended: 'found',
    value: true,
  });
});

test('who last wrote the pod template, as the API server recorded it', async () => {
  const wrote = (manager: string, time: string, fields: object, subresource = '') => ({
    manager,
    time,
    subresource,
    fieldsV1: { 'f:spec': fields },
  });
  server.handle(({ at }) =>
    at.pathname.endsWith('/replicasets')
      ? { json: { items: [] } }
      : {
          json: {
            metadata: {
              ...meta('cart'),
              managedFields: [
                wrote('kubectl-client-side-apply', '2026-11-20T09:00:00Z', { 'f:template': {} }),
                wrote('argocd-controller', '2026-11-20T10:00:00Z', { 'f:template': {} }),
                wrote('kubectl-scale', '2026-11-20T11:00:00Z', { 'f:replicas': {} }),
                wrote('kube-controller-manager', '2026-11-20T12:00:00Z', { 'f:template': {} }, 'status'),
              ],
            },
            spec: { selector: { matchLabels: { app: 'cart' } } },
          },
        },
  );
  expect(await reader.rollout('shop', 'Deployment', 'cart')).toMatchObject({
    ended: 'found',
    value: { changedBy: { manager: 'argocd-controller', at: '2026-11-20T10:00:00Z' }, revisions: [] },
  });
  expect(server.asked.at(-1)).toContain('labelSelector=app%3Dcart');
});
