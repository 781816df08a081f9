import { once } from 'node:events';
import { createServer } from 'node:http';
import { request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { measuredIn } from '../../../src/facts/measured-inside.ts';
import { measuringJob } from '../../../src/facts/measuring-job.ts';
import { type SandboxCluster, startCluster } from '../../../src/sandbox/cluster/cluster.ts';
import type { KubeObject } from '../../../src/sandbox/cluster/objects.ts';
import { eventually } from './objects.ts';

const IMAGE = 'registry.acme.test/tools/curl:8';
let cluster: SandboxCluster;
const server = createServer((_, response) => response.writeHead(401).end());
let port = 0;
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  ({ port } = server.address() as AddressInfo);
  cluster = await startCluster({
    preloaded: [IMAGE],
    terminationMs: 50,
    identities: [{ user: 'admin', token: 'admin-token' }],
  });
});
afterAll(async () => {
  await cluster.stop();
  server.close();
});

function call(method: string, path: string): Promise<string> {
  const headers = { authorization: 'Bearer admin-token' };
  return new Promise((resolve, reject) => {
    request(`${cluster.url}${path}`, { method, ca: cluster.caPem, headers }, (answer) => {
      text(answer).then(resolve, reject);
    })
      .once('error', reject)
      .end();
  });
}

function make(name: string, image: string, over: object = {}): void {
  const way = { scheme: 'http', host: '127.0.0.1', port } as const;
  const job = measuringJob(way, { image, node: 'worker-2', resolver: 'node' }, {}) as unknown as KubeObject;
  const metadata = { namespace: 'shop', name };
  cluster.apply([{ ...job, metadata, spec: { ...job.spec, ...over } }]);
}
const podOf = (name: string) =>
  cluster.store.list('pods', 'shop').find(({ metadata }) => metadata.labels?.['job-name'] === name);
const endOf = (name: string) =>
  eventually(`the end of ${name}`, () => {
    const conditions = cluster.get('jobs.batch', 'shop', name)?.status?.['conditions'];
    return (conditions as readonly Record<string, string>[] | undefined)?.[0];
  });

test('a Job really runs on the node it names; its log is read as any other', async () => {
  make('way', IMAGE);
  expect(await endOf('way')).toMatchObject({ type: 'Complete', status: 'True' });
  const pod = podOf('way');
  expect(pod).toMatchObject({ spec: { nodeName: 'worker-2' }, status: { phase: 'Succeeded' } });
  const log = await call('GET', `/api/v1/namespaces/shop/pods/${pod?.metadata.name}/log?timestamps=true`);
  const lines = log.replace(/^\S+ /gm, '');
  expect(measuredIn(lines)).toMatchObject({ reached: 'answer', status: 401, address: '127.0.0.1' });
});

test('its time is over while it waits for its image: it fails, and its pod goes', async () => {
  make('late', 'nowhere.invalid/curl:8', { activeDeadlineSeconds: 1 });
  await eventually('its pod', () => podOf('late'));
  expect(await endOf('late')).toMatchObject({ type: 'Failed', reason: 'DeadlineExceeded' });
  await eventually('no pod', () => podOf('late') === undefined);
});

test('a while after its end it is gone, and its pod with it', async () => {
  make('short', IMAGE, { ttlSecondsAfterFinished: 1 });
  await endOf('short');
  await eventually('no Job', () => cluster.get('jobs.batch', 'shop', 'short') === undefined);
  await eventually('no pod', () => podOf('short') === undefined);
});

test('deleted without a word of what it owns, its pod stays; in the background it goes', async () => {
  make('left', IMAGE);
  await endOf('left');
  await call('DELETE', '/apis/batch/v1/namespaces/shop/jobs/left');
  expect(cluster.get('jobs.batch', 'shop', 'left')).toBeUndefined();
  await new Promise((done) => setTimeout(done, 200));
  expect(podOf('left')).toBeDefined();
  make('taken', IMAGE);
  await endOf('taken');
  await call('DELETE', '/apis/batch/v1/namespaces/shop/jobs/taken?propagationPolicy=Background');
  await eventually('no pod', () => podOf('taken') === undefined);
});
