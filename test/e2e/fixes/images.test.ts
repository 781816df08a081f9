/** Fixes of the image controller's objects, on custom resources of a real API. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Pull } from '../../../src/engine/subject.ts';
import { findInstallations } from '../../../src/jobs/installation/find-installations.ts';
import type { KubeObject } from '../../../src/sandbox/cluster/objects.ts';
import { imageSource, repository } from '../../../src/sandbox/relatives/objects.ts';
import { CLUSTER } from '../../../src/sandbox/world/company.ts';
import { describeWith } from '../../setup/part.ts';
import { type Bench, startBench } from './bench.ts';
import { proves } from './proves.ts';

const NAMESPACE = 'production';
const REPOSITORIES = 'repositories.image.theriseunion.io';

describeWith('redis', 'fixes of image syncs', () => {
  let bench: Bench;
  let host: string;
  beforeAll(async () => {
    bench = await startBench(13, []);
    const { estate, cluster } = bench.world;
    host = estate.address('harbor');
    for (const id of ['source-domain-scheme', 'sync-stuck', 'sync-timeout', 'sync-tag-in-path'])
      bench.world.strike(id);
    const { store } = estate.harbor.state;
    store.push({ repository: 'data/training', tags: ['cuda-12'] });
    store.push({ repository: 'data/models', tags: ['2024-11'] });
    store.push({ repository: 'shop/cart', tags: ['v1.0.0'] });
    cluster.apply([imageSource(host, 'Success')]);
    await bench.permit([], [NAMESPACE]);
  });
  afterAll(() => bench?.stop());

  const get = (name: string): KubeObject | undefined =>
    bench.world.cluster.get(REPOSITORIES, NAMESPACE, name);
  async function pullOf(name: string, image: string): Promise<Pull> {
    await bench.permit([], [NAMESPACE]);
    const { found } = await findInstallations(bench.surroundings);
    const installation = found.find(({ product }) => product === 'image-controller');
    if (!installation) throw new Error('no image controller was found');
    const sync = { kind: 'repository', name, namespace: NAMESPACE, cluster: CLUSTER } as const;
    return { image: `${host}/${image}`, installation, sync };
  }
  const patches = (name: string) => [new RegExp(`^PATCH .*/repositories/${name}$`)];

  test('a sync that hangs: its controller is started anew', async () => {
    const hangs = repository('lost', {
      spec: { repository: 'data/models', tag: '2024-11' },
      status: {
        syncStatus: 'Syncing',
        syncProgress: 45,
        lastSynced: new Date(Date.now() - 190 * 60_000).toISOString(),
      },
    });
    bench.world.cluster.apply([hangs]);
    await bench.permit([], ['edge-system']);
    await bench.settled('edge-system', 'image-controller');
    bench.later(20);
    await bench.permit(['restart-image-controller'], ['edge-system']);
    const pull = await pullOf('lost', 'data/models:2024-11');
    const rules = await bench.permit(['restart-image-controller'], ['edge-system']);
    const asked = await bench.ask('restart-image-controller', 'image-sync-stuck', pull);
    expect(asked.state, JSON.stringify(asked.state)).toEqual({ is: 'open' });
    bench.writes();
    for (const rule of rules.filter(
      ({ verbs, resources }) => verbs?.[0] === 'patch' && resources?.[0] === 'deployments',
    )) {
      bench.forbid(rule);
      const refused = await bench.ask('restart-image-controller', 'image-sync-stuck', pull);
      expect(refused.state).toMatchObject({
        is: 'unplanned',
        why: 'refused',
        says: expect.stringContaining('forbidden'),
      });
    }
    await bench.permit(['restart-image-controller'], ['edge-system']);
    await bench.yes(asked.id);
    expect(bench.writes()).toEqual([expect.stringMatching(/^PATCH .*\/deployments\/image-controller$/)]);
    // A new controller begins again what it finds, which the sandbox's leaves to us.
    bench.world.cluster.apply([{ ...hangs, status: { syncStatus: 'Success', syncProgress: 100 } }]);
    expect((await bench.verified(asked.id)).state).toMatchObject({ is: 'verified' });
  });

  test('or it is given up; its mark comes back with the way back', async () => {
    await proves(bench, {
      fix: 'unstick-repository',
      cause: 'image-sync-stuck',
      pull: await pullOf('models', 'data/models:2024-11'),
      namespaces: [NAMESPACE],
      writes: patches('models'),
      back: patches('models'),
      done: () =>
        expect(get('models')?.metadata.annotations).not.toHaveProperty(['theriseunion.io/sync-status']),
      undone: () =>
        expect(get('models')?.metadata.annotations).toMatchObject({
          'theriseunion.io/sync-status': 'syncing',
        }),
    });
  });

  test('one that failed is asked for again, once', async () => {
    bench.world.cluster.apply([
      repository('plain', {
        spec: { repository: 'data/models', tag: '2024-11' },
        status: { syncStatus: 'Failed', syncProgress: 0 },
      }),
    ]);
    await proves(bench, {
      fix: 'sync-repository',
      cause: 'image-sync-failed',
      pull: await pullOf('plain', 'data/models:2024-11'),
      namespaces: [NAMESPACE],
      writes: patches('plain'),
      back: patches('plain'),
    });
  });

  test('a source that does not exist: the one that has the image takes its place', async () => {
    const missing = 'no-such-source';
    bench.world.cluster.apply([
      repository('moved', {
        spec: { repository: 'data/models', tag: '2024-11', registryRef: { name: missing } },
        status: { syncStatus: 'Failed', syncProgress: 0 },
      }),
    ]);
    const named = () => get('moved')?.spec?.['registryRef'];
    await proves(bench, {
      fix: 'change-source',
      cause: 'image-source-missing',
      pull: await pullOf('moved', 'data/models:2024-11'),
      namespaces: [NAMESPACE],
      writes: patches('moved'),
      back: patches('moved'),
      done: () => expect(named()).toEqual({ name: 'harbor' }),
      undone: () => expect(named()).toEqual({ name: missing }),
    });
  });

  test('a tag in the path: two tags are a question for people, one is corrected', async () => {
    await bench.permit(['correct-repository'], [NAMESPACE]);
    const both = await bench.ask(
      'correct-repository',
      'spec-repository-has-tag',
      await pullOf('cart', 'shop/cart:latest'),
    );
    expect(both.state).toMatchObject({ is: 'unplanned', says: expect.stringContaining('two tags') });
    bench.world.cluster.apply([
      repository('basket', {
        spec: { repository: 'shop/cart:v1.0.0' },
        status: { syncStatus: 'Failed', syncProgress: 0 },
      }),
    ]);
    await proves(bench, {
      fix: 'correct-repository',
      cause: 'spec-repository-has-tag',
      pull: await pullOf('basket', 'shop/cart:v1.0.0'),
      namespaces: [NAMESPACE],
      writes: patches('basket'),
      back: patches('basket'),
      done: () => expect(get('basket')?.spec).toMatchObject({ repository: 'shop/cart', tag: 'v1.0.0' }),
      undone: () => {
        expect(get('basket')?.spec).toMatchObject({ repository: 'shop/cart:v1.0.0' });
        expect(get('basket')?.spec).not.toHaveProperty('tag');
      },
    });
  });

  test('a time-out that is too short is extended', async () => {
    await proves(bench, {
      fix: 'extend-sync-timeout',
      cause: 'sync-timeout-too-short',
      pull: await pullOf('training', 'data/training:cuda-12'),
      namespaces: [NAMESPACE],
      writes: patches('training'),
      back: patches('training'),
      done: () => expect(get('training')?.spec).toMatchObject({ syncTimeout: '30m', retryCount: 5 }),
      undone: () => expect(get('training')?.spec).toMatchObject({ syncTimeout: '10m', retryCount: 3 }),
    });
  });

  test('what hangs without a mark is made anew as it was', async () => {
    const spec = { repository: 'data/models', tag: '2024-11' };
    const lastSynced = new Date(Date.now() - 190 * 60_000).toISOString();
    bench.world.cluster.apply([
      repository('hangs', {
        annotations: { 'acme.test/team': 'data' },
        spec,
        status: { syncStatus: 'Syncing', syncProgress: 45, lastSynced },
      }),
    ]);
    const before = get('hangs');
    await proves(bench, {
      fix: 'recreate-repository',
      cause: 'image-sync-stuck',
      pull: await pullOf('hangs', 'data/models:2024-11'),
      namespaces: [NAMESPACE],
      writes: [/^DELETE .*\/repositories\/hangs$/, /^POST .*\/namespaces\/production\/repositories$/],
      back: null,
      done: () => {
        expect(get('hangs')?.spec).toEqual(before?.spec);
        expect(get('hangs')?.metadata.annotations).toEqual({ 'acme.test/team': 'data' });
        expect(get('hangs')?.metadata.uid).not.toBe(before?.metadata.uid);
      },
    });
  });

  test.each([
    [
      'its limits are raised',
      'raise-controller-limits',
      ['PATCH .*/deployments/image-controller$'],
      ['get statefulsets', 'patch statefulsets', 'delete pods', 'get pods'],
    ],
    [
      'or fewer images are pulled at once',
      'lower-concurrent-pulls',
      ['PATCH .*/configmaps/image-controller-config$', 'PATCH .*/deployments/image-controller$'],
      ['get statefulsets', 'patch statefulsets', 'create pods/eviction'],
    ],
  ] as const)(
    'a controller without memory: %s',
    async (_, fix, paths, spares) => {
      await bench.permit([], ['edge-system']);
      await bench.settled('edge-system', 'image-controller');
      bench.world.strike('controller-starved');
      // Its pod is of this minute; a restart is only planned where that was long ago.
      bench.later(20);
      const { sync: _sync, ...pull } = await pullOf('models', 'data/models:2024-11');
      const all = paths.map((path) => new RegExp(`^${path}`));
      await proves(bench, {
        fix,
        cause: 'image-controller-starved',
        pull,
        namespaces: ['edge-system'],
        writes: all,
        back: all,
        spares,
      });
    },
    300_000,
  );

  test('a domain with a scheme is written as a host', async () => {
    bench.world.cluster.apply([imageSource(`https://${host}/v2/`, 'Failed')]);
    const domain = () =>
      bench.world.cluster.get('registrysecrets.image.theriseunion.io', NAMESPACE, 'harbor')?.spec?.['domain'];
    await proves(bench, {
      fix: 'correct-domain',
      cause: 'spec-domain-has-scheme',
      pull: await pullOf('models', 'data/models:2024-11'),
      namespaces: [NAMESPACE],
      writes: [/^PATCH .*\/registrysecrets\/harbor$/],
      back: [/^PATCH .*\/registrysecrets\/harbor$/],
      done: () => expect(domain()).toBe(host),
      undone: () => expect(domain()).toBe(`https://${host}/v2/`),
    });
  });
});
