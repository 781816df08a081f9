import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { clustersOf } from '../../../src/clients/kubernetes/clusters.ts';
import { ambientCluster, loadKubeConfig } from '../../../src/clients/kubernetes/kube-config.ts';
import { ConfigError, FileConfig } from '../../../src/config.ts';
import { writeKubeconfig } from './api-server.ts';

const named = (more: object = {}) => ({ name: 'prod', inCluster: false, default: false, ...more });
const one = await writeKubeconfig('one', { url: 'https://127.0.0.1:1' });
const two = await writeKubeconfig('two', { url: 'http://127.0.0.1:2' });
async function textFile(text: string): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), 'kubeconfig-')), 'config');
  await writeFile(file, text);
  return file;
}
const config = (file: object, KUBECONFIG: string) => ({
  file: FileConfig.parse(file),
  env: { REGISTRY_MEDIC_ROLE: 'all' as const, PORT: 0, LOG_LEVEL: 'info' as const, KUBECONFIG },
});

test('several files: contexts of all, the current one of the first', () => {
  const env = { KUBECONFIG: `${one}:${two}` };
  expect(loadKubeConfig(named(), env).getCurrentCluster()?.server).toBe('https://127.0.0.1:1');
  expect(loadKubeConfig(named({ context: 'two' }), env).getCurrentCluster()?.server).toBe(
    'http://127.0.0.1:2',
  );
});

test('each cluster has an object of its own', () => {
  const env = { KUBECONFIG: one };
  expect(loadKubeConfig(named(), env)).not.toBe(loadKubeConfig(named(), env));
});

test('no clusters configured: the current context, named by it', () => {
  expect(ambientCluster({ KUBECONFIG: two })).toMatchObject({ name: 'two', context: 'two', default: true });
  expect([...clustersOf(config({}, two)).clusters.keys()]).toEqual(['two']);
});

test('the default cluster comes first; without a mark among several there is none', () => {
  const clusters = [
    { name: 'a', context: 'one' },
    { name: 'b', context: 'two', default: true },
  ];
  const opened = clustersOf(config({ clusters }, `${one}:${two}`));
  expect([...opened.clusters.keys()]).toEqual(['b', 'a']);
  expect(opened.defaultCluster).toBe('b');
  const unmarked = clusters.map(({ name, context }) => ({ name, context }));
  expect(clustersOf(config({ clusters: unmarked }, `${one}:${two}`)).defaultCluster).toBeNull();
});

test.each([
  ['a context that is not there', { context: 'three' }, one, /no context `three` .* Write one of: `one`/],
  [
    'a file that is not there',
    { kubeconfig: '/nowhere/config' },
    one,
    /\/nowhere\/config cannot be read \(ENOENT/,
  ],
  ['in-cluster on a laptop', { inCluster: true }, one, /does not run in a pod/],
])('%s', (_name, more, KUBECONFIG, says) => {
  const load = () => loadKubeConfig(named(more), { KUBECONFIG });
  expect(load).toThrow(ConfigError);
  expect(load).toThrow(says);
});

test.each([
  ['no YAML', '{', /is no kubeconfig/],
  [
    'a cluster without a server',
    'clusters: [{name: x, cluster: {}}]',
    /clusters\[0\]\.cluster\.server is missing/,
  ],
  ['no current context', 'clusters: []', /no current-context/],
  [
    'a context without its cluster',
    'current-context: x\ncontexts: [{name: x, context: {cluster: y, user: z}}]',
    /cluster that is not there/,
  ],
])('a kubeconfig with %s', async (_name, text, says) => {
  const KUBECONFIG = await textFile(text);
  expect(() => loadKubeConfig(named(), { KUBECONFIG })).toThrow(says);
  expect(() => loadKubeConfig(named(), { KUBECONFIG })).toThrow(ConfigError);
});
