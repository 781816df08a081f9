import { get } from 'node:https';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type SandboxCluster, startCluster } from '../../../../src/sandbox/cluster/cluster.ts';
import { pod } from '../objects.ts';

let cluster: SandboxCluster;
beforeAll(async () => {
  cluster = await startCluster({
    preloaded: ['registry.acme.test/*'],
    identities: [{ user: 'admin', token: 'admin-token' }],
    logs: () => [
      { at: '2026-11-20T09:00:00.5Z', text: 'first' },
      { at: '2026-11-20T10:00:00Z', text: 'second' },
      '2026-11-20T11:00:00Z third',
    ],
  });
  cluster.apply([pod('shop', 'cart', 'registry.acme.test/shop/cart:1')]);
  await vi.waitFor(
    () => expect(cluster.get('pods', 'shop', 'cart')?.status).toMatchObject({ phase: 'Running' }),
    90_000,
  );
});
afterAll(() => cluster.stop());

function ask(query: string): Promise<{ readonly status: number; readonly body: string }> {
  const url = `${cluster.url}/api/v1/namespaces/shop/pods/cart/log?${query}`;
  const options = { ca: cluster.caPem, headers: { authorization: 'Bearer admin-token' } };
  return new Promise((resolve, reject) => {
    get(url, options, (answer) => {
      text(answer).then((body) => resolve({ status: answer.statusCode ?? 0, body }), reject);
    }).once('error', reject);
  });
}

test.each([
  ['', 'first\nsecond\n2026-11-20T11:00:00Z third\n'],
  ['sinceTime=2026-11-20T10:00:00Z', 'second\n2026-11-20T11:00:00Z third\n'],
  ['tailLines=1', '2026-11-20T11:00:00Z third\n'],
  ['tailLines=0', ''],
  ['limitBytes=8', 'first\nse'],
  [
    'timestamps=true&tailLines=2',
    '2026-11-20T10:00:00Z second\n2026-11-20T11:00:00Z 2026-11-20T11:00:00Z third\n',
  ],
])('?%s', async (query, body) => {
  expect(await ask(query)).toEqual({ status: 200, body });
});

test.each([
  ['sinceTime=2026-11-20T10:00:00Z&sinceSeconds=60', 'at most one of'],
  ['sinceTime=yesterday', 'parsing time'],
  ['limitBytes=0', 'must be greater than or equal to 1'],
  ['tailLines=-1', 'must be greater than or equal to 0'],
  ['container=sidecar', 'container sidecar is not valid for pod cart'],
])('?%s is refused', async (query, says) => {
  const { status, body } = await ask(query);
  expect(status).toBe(400);
  expect(JSON.parse(body).message).toContain(says);
});
