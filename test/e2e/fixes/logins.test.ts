/** Fixes of logins and of waiting pods, on pods whose kubelet really pulls. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { credentialsMissing } from '../../../src/sandbox/world/faults/credentials-missing.ts';
import { credentialsWrongHost } from '../../../src/sandbox/world/faults/credentials-wrong-host.ts';
import { secretMissing } from '../../../src/sandbox/world/faults/secret-missing.ts';
import { tagNotFound } from '../../../src/sandbox/world/faults/tag-not-found.ts';
import { workload } from '../../../src/sandbox/world/objects.ts';
import { describeWith } from '../../setup/part.ts';
import { type Bench, startBench } from './bench.ts';
import { proves, waiting } from './proves.ts';

const FAULTS = [credentialsMissing, credentialsWrongHost, secretMissing, tagNotFound];

/** Rights for workloads of other kinds, and for the way by the service account. */
const OF_TEMPLATES = ['patch statefulsets', 'get statefulsets', 'patch daemonsets', 'get daemonsets'];
const OF_ACCOUNTS = ['get serviceaccounts', 'patch serviceaccounts', 'delete pods'];

describeWith('redis', 'fixes of logins', () => {
  let bench: Bench;
  beforeAll(async () => {
    // Long back-offs: what pulls again does so because it was started anew.
    bench = await startBench(11, FAULTS, { backOff: { baseMs: 120_000, maxMs: 300_000 } });
  });
  afterAll(() => bench?.stop());
  const get = (resource: string, namespace: string, name: string) =>
    bench.world.cluster.get(resource, namespace, name);
  const secretsOf = (name: string): unknown => {
    const spec = get('deployments.apps', 'billing', name)?.spec as {
      template: { spec: { imagePullSecrets?: unknown } };
    };
    return spec.template.spec.imagePullSecrets;
  };

  test('healed, and the pod only waits: it is started anew', async () => {
    const pull = await waiting(bench, 'shop', 'cart');
    await bench.world.heal('tag-not-found');
    await proves(bench, {
      fix: 'recreate-pod',
      cause: 'pull-waits-for-retry',
      pull,
      namespaces: ['shop'],
      writes: [/^DELETE .*\/namespaces\/shop\/pods\/cart-0$/],
      back: null,
    });
  });

  test('a tag that is not there: the nearest, in a StatefulSet whose broken pod goes', async () => {
    const { cluster, estate } = bench.world;
    const image = (tag: string) => `${estate.address('harbor')}/shop/cart:${tag}`;
    const pullSecrets = ['harbor-pull'];
    const of = { kind: 'StatefulSet', namespace: 'shop', name: 'basket', pullSecrets } as const;
    cluster.apply([workload({ ...of, image: image('1.8.33') })]);
    await proves(bench, {
      fix: 'set-nearest-tag',
      cause: 'tag-not-found',
      pull: await waiting(bench, 'shop', 'basket'),
      namespaces: ['shop'],
      writes: [/^PATCH .*\/statefulsets\/basket$/, /^DELETE .*\/pods\/basket-0$/],
      back: [/^PATCH .*\/statefulsets\/basket$/],
      spares: ['patch deployments', 'get deployments', 'patch daemonsets', 'get daemonsets'],
    });
  });

  test('or the image before, which still pulls', async () => {
    const { cluster, estate } = bench.world;
    const image = (tag: string) => `${estate.address('harbor')}/shop/cart:${tag}`;
    const pullSecrets = ['harbor-pull'];
    const of = { kind: 'Deployment', namespace: 'shop', name: 'rolled', pullSecrets } as const;
    cluster.apply([workload({ ...of, image: image('1.8.1') })]);
    await bench.permit([], ['shop']);
    await bench.settled('shop', 'rolled');
    cluster.apply([workload({ ...of, image: image('1.9.0') })]);
    await proves(bench, {
      fix: 'roll-back-image',
      cause: 'tag-not-found',
      pull: await waiting(bench, 'shop', 'rolled'),
      namespaces: ['shop'],
      writes: [/^PATCH .*\/deployments\/rolled$/],
      back: [/^PATCH .*\/deployments\/rolled$/],
      spares: [...OF_TEMPLATES, 'delete pods'],
    });
  });

  test('a secret that other pods name is named in the workload', async () => {
    const pull = await waiting(bench, 'billing', 'invoice-render');
    await proves(bench, {
      fix: 'name-secret-in-workload',
      cause: 'credentials-missing',
      pull,
      namespaces: ['billing'],
      writes: [/^PATCH .*\/deployments\/invoice-render$/],
      back: [/^PATCH .*\/deployments\/invoice-render$/],
      spares: ['patch statefulsets', 'get statefulsets', 'patch daemonsets', 'get daemonsets', 'delete pods'],
      done: () => expect(secretsOf('invoice-render')).toEqual([{ name: 'harbor-pull' }]),
      undone: () => expect(secretsOf('invoice-render')).toEqual([]),
    });
  });

  test('or in the service account, and the pod is made anew', async () => {
    const { cluster } = bench.world;
    cluster.forgetImages();
    for (const { metadata } of cluster.store.list('pods', 'billing'))
      if (metadata.labels?.['app'] === 'invoice-render') cluster.delete('pods', 'billing', metadata.name);
    const pull = await waiting(bench, 'billing', 'invoice-render');
    await proves(bench, {
      fix: 'name-secret-in-account',
      cause: 'credentials-missing',
      pull,
      namespaces: ['billing'],
      writes: [/^PATCH .*\/serviceaccounts\/default$/, /^DELETE .*\/pods\/invoice-render-/],
      back: [/^PATCH .*\/serviceaccounts\/default$/],
      done: () =>
        expect(get('serviceaccounts', 'billing', 'default')).toMatchObject({
          imagePullSecrets: [{ name: 'harbor-pull' }],
        }),
      undone: () =>
        expect(get('serviceaccounts', 'billing', 'default')?.['imagePullSecrets'] ?? []).toEqual([]),
    });
  });

  test('a secret that is missing is copied from where it may be copied from', async () => {
    const pull = await waiting(bench, 'shop', 'recommender');
    await proves(bench, {
      fix: 'copy-pull-secret',
      cause: 'secret-missing',
      pull,
      namespaces: ['shop'],
      writes: [/^POST .*\/namespaces\/shop\/secrets$/],
      back: [/^DELETE .*\/namespaces\/shop\/secrets\/harbor-recommender$/],
      waits: true,
      spares: [...OF_TEMPLATES, ...OF_ACCOUNTS, 'patch deployments'],
      undone: () => expect(get('secrets', 'shop', 'harbor-recommender')).toBeUndefined(),
    });
  });

  test('a login for another host gets one for this host beside it', async () => {
    const pull = await waiting(bench, 'billing', 'tax-rates');
    await proves(bench, {
      fix: 'copy-pull-secret',
      cause: 'credentials-wrong-host',
      pull,
      namespaces: ['billing'],
      writes: [/^POST .*\/namespaces\/billing\/secrets$/, /^PATCH .*\/deployments\/tax-rates$/],
      back: [/^PATCH .*\/deployments\/tax-rates$/, /^DELETE .*\/secrets\/registry-deploy$/],
      spares: [...OF_TEMPLATES, ...OF_ACCOUNTS, 'get secrets'],
      done: () =>
        expect(secretsOf('tax-rates')).toEqual([{ name: 'registry-pull' }, { name: 'registry-deploy' }]),
      undone: () => expect(secretsOf('tax-rates')).toEqual([{ name: 'registry-pull' }]),
    });
  });
});
