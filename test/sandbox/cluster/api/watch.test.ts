import { makeInformer, Watch } from '@kubernetes/client-node';
import { expect, test } from 'vitest';
import { eventually } from '../objects.ts';
import { withClients } from './clients.ts';

const clients = withClients();

test('an informer sees what comes, changes and goes', async () => {
  const { cluster, config, core } = clients();
  const seen: string[] = [];
  const informer = makeInformer(config, '/api/v1/namespaces/watched/configmaps', () =>
    core.listNamespacedConfigMap({ namespace: 'watched' }),
  );
  for (const verb of ['add', 'update', 'delete'] as const)
    informer.on(verb, (object) => void seen.push(`${verb} ${object.metadata?.name}`));
  cluster.apply([{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'watched' } }]);
  await informer.start();
  cluster.apply([{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { namespace: 'watched', name: 'a' } }]);
  await eventually('the addition', () => seen.includes('add a'));
  cluster.apply([
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { namespace: 'watched', name: 'a' }, data: { k: 'v' } },
  ]);
  cluster.delete('configmaps', 'watched', 'a');
  await eventually('the deletion', () => seen.includes('delete a'));
  expect(seen).toEqual(['add a', 'update a', 'delete a']);
  await informer.stop();
});

test('a watch goes on from a revision, gets an end of the initial list, and 410 for one too old', async () => {
  const { cluster, config } = clients();
  const watch = new Watch(config);
  const collect = (
    query: Record<string, string | number | boolean>,
  ): Promise<{ type: string; object: unknown }[]> =>
    new Promise((resolve, reject) => {
      const events: { type: string; object: unknown }[] = [];
      const done = (error: unknown): void => (error ? reject(error) : resolve(events));
      watch
        .watch(
          '/api/v1/namespaces/many/configmaps',
          { timeoutSeconds: 1, ...query },
          (type, object: unknown) => void events.push({ type, object }),
          done,
        )
        .catch(reject);
    });
  const initial = await collect({
    sendInitialEvents: true,
    allowWatchBookmarks: true,
    resourceVersionMatch: 'NotOlderThan',
  });
  expect(initial.map(({ type }) => type)).toEqual([...Array<string>(5).fill('ADDED'), 'BOOKMARK']);
  const before = cluster.store.revision;
  cluster.apply([
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { namespace: 'many', name: 'c1' }, data: { x: 'y' } },
  ]);
  expect((await collect({ resourceVersion: before })).map(({ type }) => type)).toEqual(['MODIFIED']);
  cluster.store.compact();
  expect(await collect({ resourceVersion: before })).toMatchObject([
    { type: 'ERROR', object: { code: 410, reason: 'Expired' } },
  ]);
});
