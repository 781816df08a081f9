/** Restarts of Harbor's components and of what keeps them, each under its own rights. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Pull } from '../../../src/engine/subject.ts';
import { findInstallations } from '../../../src/jobs/installation/find-installations.ts';
import { STATE_ANNOTATION } from '../../../src/sandbox/cluster/kubelet/behaviour.ts';
import { freePort } from '../../../src/sandbox/parts/redis.ts';
import type { Handler } from '../../../src/sandbox/registry/exchange.ts';
import { openGate } from '../../../src/sandbox/registry/gate.ts';
import { describeWith } from '../../setup/part.ts';
import { type Bench, startBench } from './bench.ts';
import { proves } from './proves.ts';

/** Rights for workloads of the other kind, and for pods that are evicted instead. */
const OF_STATEFUL_SETS = ['get statefulsets', 'patch statefulsets'];
const OF_DEPLOYMENTS = ['get deployments', 'patch deployments'];
const EVICTS = 'create pods/eviction';
const BODY_SIZE = 'nginx.ingress.kubernetes.io/proxy-body-size';
const VHOST = 'nginx.ingress.kubernetes.io/upstream-vhost';

describeWith('redis', 'fixes of Harbor', () => {
  let bench: Bench;
  let harbor: Pull;
  beforeAll(async () => {
    bench = await startBench(12, []);
    await bench.permit([], ['harbor']);
    const { found } = await findInstallations(bench.surroundings);
    const installation = found.find(({ name }) => name === 'harbor');
    if (!installation) throw new Error('no Harbor was found');
    harbor = { image: installation.host ?? '', installation };
  });
  afterAll(() => bench?.stop());
  /** Null: it is struck already; kubelets take their time. */
  const struck = async (id: string | null): Promise<void> => {
    if (id !== null) bench.world.strike(id);
    await new Promise((done) => setTimeout(done, 500));
  };

  test.each([
    ['jobservice', 'deployments', [EVICTS, ...OF_STATEFUL_SETS]],
    ['registry', 'deployments', [EVICTS, ...OF_STATEFUL_SETS]],
    ['portal', 'deployments', [EVICTS, ...OF_STATEFUL_SETS]],
    ['trivy', 'statefulsets', [...OF_DEPLOYMENTS, ...OF_STATEFUL_SETS]],
  ] as const)(
    '%s runs and is not ready',
    async (component, plural, spares) => {
      const { cluster } = bench.world;
      const [pod] = cluster.store
        .list('pods', 'harbor')
        .filter(({ metadata }) => metadata.labels?.['component'] === component);
      if (!pod) throw new Error(`no pod of ${component}`);
      const annotations = { ...pod.metadata.annotations, [STATE_ANNOTATION]: 'NotReady' };
      cluster.store.replace('pods', { ...pod, metadata: { ...pod.metadata, annotations } });
      await struck(null);
      const evicted = new RegExp(`^POST .*/pods/${pod.metadata.name}/eviction$`);
      const rolled = new RegExp(`^PATCH .*/${plural}/harbor-${component}$`);
      await proves(bench, {
        fix: `restart-${component}`,
        cause: 'component-not-ready',
        pull: harbor,
        namespaces: ['harbor'],
        writes: [plural === 'deployments' ? rolled : evicted],
        back: null,
        spares,
      });
    },
    300_000,
  );

  test('core is killed for its memory: its limit is doubled', async () => {
    await struck('core-out-of-memory');
    const limit = (): unknown =>
      JSON.stringify(bench.world.cluster.get('deployments.apps', 'harbor', 'harbor-core')?.spec);
    await proves(bench, {
      fix: 'raise-memory',
      cause: 'component-oom-killed',
      pull: harbor,
      namespaces: ['harbor'],
      writes: [/^PATCH .*\/deployments\/harbor-core$/],
      back: [/^PATCH .*\/deployments\/harbor-core$/],
      spares: [...OF_STATEFUL_SETS, 'delete pods', 'get pods'],
      done: () => expect(limit()).toContain('"limits":{"memory":"1024Mi"}'),
      undone: () => expect(limit()).toContain('"limits":{"memory":"512Mi"}'),
    });
    await bench.settled('harbor', 'harbor-core');
  });

  test('core hangs: it is rolled', async () => {
    await struck('core-hangs');
    await proves(bench, {
      fix: 'restart-core',
      cause: 'component-not-ready',
      pull: harbor,
      namespaces: ['harbor'],
      writes: [/^PATCH .*\/deployments\/harbor-core$/],
      back: null,
      spares: [EVICTS, ...OF_STATEFUL_SETS],
    });
  });

  test('Redis hangs: its pod is evicted', async () => {
    await struck('redis-hangs');
    await proves(bench, {
      fix: 'restart-redis',
      cause: 'component-not-ready',
      pull: harbor,
      namespaces: ['harbor'],
      writes: [/^POST .*\/pods\/harbor-redis-0\/eviction$/],
      back: null,
      spares: [...OF_DEPLOYMENTS, ...OF_STATEFUL_SETS],
    });
  });

  test('the new pod waits for the volume of the old one: the old one is evicted', async () => {
    await struck('volume-held');
    await proves(bench, {
      fix: 'release-volume',
      cause: 'rwo-rolling-update-deadlock',
      pull: harbor,
      namespaces: ['harbor'],
      writes: [/^POST .*\/pods\/harbor-jobservice-[^/]+\/eviction$/],
      back: null,
    });
  });

  test('a Swift gateway that names its inner port: its Ingress passes host and port on', async () => {
    const { cluster, estate } = bench.world;
    const host = 'swift.acme.test';
    estate.dns.set(host, ['127.0.0.1']);
    const gate = await openGate({ port: await freePort(), state: 'plain' });
    const vhost = () =>
      cluster.get('ingresses.networking.k8s.io', 'storage', 'gateway')?.metadata.annotations?.[VHOST];
    const answers: Handler = ({ path }) => {
      if (path !== '/auth') return { status: 404 };
      const port = vhost() === undefined ? 7480 : gate.port;
      return { status: 204, headers: { 'x-storage-url': `http://${host}:${port}/swift/v1` } };
    };
    for (const name of [host, `${host}:${gate.port}`]) gate.host(name, answers);
    bench.world.strike('swift-address');
    const metadata = { namespace: 'harbor', name: 'harbor-registry' };
    const settings = `storage:\n  swift:\n    authurl: http://${host}:${gate.port}/auth\n    username: harbor:swift\n    container: harbor\n`;
    cluster.apply([
      { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { 'config.yml': settings } },
      {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'Ingress',
        metadata: { namespace: 'storage', name: 'gateway' },
        spec: { ingressClassName: 'nginx', rules: [{ host }] },
      },
    ]);
    await proves(bench, {
      fix: 'set-upstream-vhost',
      cause: 'swift-x-storage-url',
      pull: harbor,
      // The key of the registry's own login lies in its namespace.
      namespaces: ['harbor', 'storage'],
      writes: [/^PATCH .*\/ingresses\/gateway$/],
      back: [/^PATCH .*\/ingresses\/gateway$/],
      // Of the two namespaces its own is needed and Harbor's is not.
      spares: ['get ingresses', 'patch ingresses'],
      done: () => expect(vhost()).toBe('$host:$server_port'),
      undone: () => expect(vhost()).toBeUndefined(),
    });
    await gate.stop();
  });

  test('the Ingress before Harbor takes small requests only: its limit is lifted', async () => {
    const { cluster } = bench.world;
    const at = ['ingresses.networking.k8s.io', 'harbor', 'harbor-ingress'] as const;
    const size = () => cluster.get(...at)?.metadata.annotations?.[BODY_SIZE];
    const host = harbor.installation?.host?.split(':')[0];
    const backend = { service: { name: 'harbor-core', port: { number: 80 } } };
    cluster.apply([
      {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'Ingress',
        metadata: { namespace: 'harbor', name: 'harbor-ingress', annotations: { [BODY_SIZE]: '50m' } },
        spec: {
          ingressClassName: 'nginx',
          rules: [{ host, http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } }],
        },
      },
    ]);
    await proves(bench, {
      fix: 'set-body-size',
      cause: 'ingress-body-limit',
      pull: harbor,
      namespaces: ['harbor'],
      writes: [/^PATCH .*\/ingresses\/harbor-ingress$/],
      back: [/^PATCH .*\/ingresses\/harbor-ingress$/],
      done: () => expect(size()).toBe('0'),
      undone: () => expect(size()).toBe('50m'),
    });
  });

  test('the operator has not noticed that all is well: it is started anew', async () => {
    await struck('harborcluster-stale');
    await proves(bench, {
      fix: 'restart-operator',
      cause: 'operator-status-stale',
      pull: harbor,
      namespaces: ['harbor-operator-ns'],
      writes: [/^DELETE .*\/namespaces\/harbor-operator-ns\/pods\/harbor-operator-/],
      back: null,
      // Pods are found by a list and deleted by their uid; the rule for deleting brings the look along.
      spares: ['get pods'],
    });
  });
});
