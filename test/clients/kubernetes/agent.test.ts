import { expect, test } from 'vitest';
import { clustersOf } from '../../../src/clients/kubernetes/clusters.ts';
import { Environment, FileConfig } from '../../../src/config.ts';
import { findSubject } from '../../../src/jobs/find-subject.ts';
import { startApiServer, writeKubeconfig } from './api-server.ts';

const clusters = (more: object = {}) =>
  FileConfig.parse({
    clusters: [{ name: 'prod' }, { name: 'prod-eu', agent: true, ...more }],
  });
const env = async (url = 'https://127.0.0.1:1', caPem?: string) =>
  Environment.parse({
    REGISTRY_MEDIC_ROLE: 'worker',
    KUBECONFIG: await writeKubeconfig('prod', { url, ...(caPem ? { caPem } : {}) }),
  });

test('the cluster of an agent is known by name, and everything about it could not be looked at', async () => {
  const { clusters: readers, defaultCluster } = clustersOf({ file: clusters(), env: await env() });
  expect({ names: [...readers.keys()], defaultCluster }).toEqual({
    names: ['prod', 'prod-eu'],
    defaultCluster: null,
  });
  expect(await readers.get('prod-eu')?.pods(null)).toEqual({
    ended: 'unreachable',
    says: 'its own agent looks at it; ask with --cluster prod-eu',
  });
});

test('who asks of all clusters is told which one an agent looks at', async () => {
  const api = await startApiServer();
  try {
    api.handle(() => ({ json: { items: [], metadata: {} } }));
    const { clusters: readers, defaultCluster } = clustersOf({
      file: clusters(),
      env: await env(api.url, api.caPem),
    });
    const found = await findSubject(
      { kind: 'pull', what: 'cart-0' },
      { clusters: readers, defaultCluster, now: () => new Date() },
    );
    expect(JSON.stringify(found)).toContain('its own agent looks at it; ask with --cluster prod-eu');
  } finally {
    await api.stop();
  }
});

test('the default may be one of an agent', async () => {
  const file = clusters({ default: true });
  expect(clustersOf({ file, env: await env() }).defaultCluster).toBe('prod-eu');
});
