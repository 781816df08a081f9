import { afterEach, expect, test } from 'vitest';
import type { ClusterReader, LogLine } from '../../../src/engine/cluster.ts';
import { COMPONENTS, type Harbor } from '../../../src/sandbox/harbor/harbor.ts';
import type { Component } from '../../../src/sandbox/harbor/state.ts';
import { exchange } from '../../../src/sandbox/registry/exchange.ts';
import {
  ended,
  found,
  literalCluster,
  madeContainer,
  madePod,
  runningContainer,
} from '../../probes/literal-cluster.ts';
import { acmeHarbor } from '../../sandbox/harbor/acme.ts';
import { NAMES, type Setting, type Site, serve, statusOf } from './registries.ts';

const [HOST] = NAMES;
const sites: Site[] = [];
afterEach(async () => {
  await Promise.all(sites.splice(0).map((site) => site.stop()));
});

interface Planted {
  readonly sick?: Component;
  /** Body by path below /api/v2.0, instead of the Harbor's own. */
  readonly answers?: Readonly<Record<string, readonly [number, unknown]>>;
  readonly login?: { readonly username: string; readonly passwordEnv: string } | null;
}

const MEDIC = { username: 'robot$medic', passwordEnv: 'PASSWORD' };
const place = { cluster: 'prod', namespace: 'harbor' };

async function harborStatus({ sick, answers = {}, login = MEDIC }: Planted, setting: Setting = {}) {
  let harbor: Harbor | null = null;
  const site = await serve(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://x').pathname.replace('/api/v2.0', '');
    const planted = answers[path];
    if (planted) return response.writeHead(planted[0]).end(JSON.stringify(planted[1]));
    if (harbor) return exchange(harbor.handle, request, response);
    return response.writeHead(503).end();
  });
  sites.push(site);
  const components = COMPONENTS.map(
    (name): Component => (name === sick?.name ? sick : { name, healthy: true }),
  );
  harbor = acmeHarbor({ externalUrl: `https://${HOST}:${site.port}`, components: async () => components });
  const config = { name: 'harbor', host: `${HOST}:${site.port}`, kind: 'harbor', runsIn: place };
  const report = await statusOf([{ ...config, ...(login ? { login } : {}) }], setting);
  const [status] = report.registries;
  if (!status) throw new Error('no registry in the report');
  return status;
}

const running = (name: string) =>
  madePod(`harbor-${name}-x`, {
    phase: 'Running',
    namespace: 'harbor',
    containers: [runningContainer({ image: `mirror.acme.test/goharbor/harbor-${name}:v2.13.1` })],
  });
const clusterOf = (...pods: ReturnType<typeof madePod>[]) => ({
  clusters: [literalCluster({ pods: found(pods), log: said() })],
});

/** Every container's log, by the pod's name. */
function said(logs: Readonly<Record<string, string>> = {}): ClusterReader['log'] {
  return async ({ pod }) => ({ ended: 'found', value: linesOf(logs[pod] ?? '') });
}

async function* linesOf(text: string): AsyncGenerator<LogLine> {
  for (const line of text.split('\n').filter(Boolean)) yield { at: new Date().toISOString(), text: line };
}

test('a healthy Harbor: version, components beside pods, queues, collection, replications', async () => {
  const status = await harborStatus({}, clusterOf(running('core'), running('jobservice')));
  expect(status).toMatchObject({
    health: 'healthy',
    product: 'Harbor',
    version: '2.13.1',
    troubles: [],
    couldNotLook: [],
  });
  expect(status.notes.map((note) => note.says)).toEqual([
    expect.stringContaining('Certificate ends in'),
    '8 components healthy, 2 of their pods run.',
    'Job queues are moving.',
    '0 of 10 job workers busy.',
    expect.stringMatching(/^Last garbage collection .*, freed 50 MiB\.$/),
    'No replication failed in the last 24 h.',
    'Garbage is collected by schedule `0 0 0 * * *`.',
  ]);
});

test('a sick job service is sick in the API, in its pod and in its queues', async () => {
  const error = 'failed to check health: Get "http://harbor-jobservice:80": connection refused';
  const since = new Date(Date.now() - 1_800_000);
  const crashing = madePod('harbor-jobservice-x', {
    namespace: 'harbor',
    phase: 'Running',
    containers: [
      madeContainer({
        image: 'goharbor/harbor-jobservice:v2.13.1',
        reason: 'CrashLoopBackOff',
        message: 'back-off 5m0s',
      }),
    ],
  });
  const sick = { name: 'jobservice', healthy: false, error, since };
  const status = await harborStatus({ sick }, clusterOf(running('core'), crashing));
  expect(status.health).toBe('degraded');
  expect(status.troubles).toMatchObject([
    {
      id: 'component-jobservice',
      says: 'jobservice is not healthy; its pod `harbor-jobservice-x` is in `CrashLoopBackOff`.',
      quote: error,
    },
    { id: 'jobservice', says: expect.stringContaining('No worker') },
    { id: 'queue', says: expect.stringMatching(/^\d+ REPLICATION jobs wait since .*\d\d:\d\d UTC\.$/) },
    {
      id: 'replication',
      health: 'warning',
      says: expect.stringMatching(/\d+ failed replications in the last 24 h \(policy 1\)/),
    },
  ]);
});

test('a component that pulls need takes the registry down', async () => {
  const sick = { name: 'database', healthy: false, error: 'failed to run SQL "SELECT 1"' };
  expect(await harborStatus({ sick }, clusterOf(running('core')))).toMatchObject({
    health: 'down',
    troubles: [{ id: 'component-database', says: 'database is not healthy.' }],
  });
});

test('a pod that does not run while the API is well', async () => {
  const pending = madePod('harbor-core-y', {
    node: null,
    containers: [
      madeContainer({ image: 'goharbor/harbor-core:v2.13.1', state: 'none', reason: null, message: null }),
    ],
  });
  expect(await harborStatus({}, clusterOf(running('core'), pending))).toMatchObject({
    health: 'warning',
    troubles: [{ id: 'component-core', says: 'core: the pod `harbor-core-y` is in `Unschedulable`.' }],
  });
});

test('without a login each thing Harbor tells only to logins is a blind spot', async () => {
  const status = await harborStatus({ login: null }, clusterOf(running('core')));
  expect(status).toMatchObject({ health: 'healthy', version: null });
  expect(status.couldNotLook).toEqual([
    {
      probe: 'version, job queues, garbage collection, replications, schedules, quotas',
      why: 'no login is configured for this registry',
    },
  ]);
});

test('a login without rights: what it may not read is named', async () => {
  const forbidden = { errors: [{ code: 'FORBIDDEN', message: 'forbidden' }] };
  const status = await harborStatus(
    { answers: { '/replication/executions': [403, forbidden], '/jobservice/queues': [404, forbidden] } },
    clusterOf(running('core')),
  );
  expect(status.couldNotLook).toEqual([
    { probe: 'job queues', why: expect.stringContaining('has no such call: 404') },
    { probe: 'replications', why: 'our login may not read it: 403 FORBIDDEN: forbidden' },
  ]);
});

test('pods that may not be read', async () => {
  const clusters = [literalCluster({ pods: ended('forbidden', 'pods is forbidden') })];
  expect(await harborStatus({}, { clusters })).toMatchObject({
    couldNotLook: [{ probe: 'component pods', why: 'pods is forbidden' }],
  });
});

test('read-only, a failed collection, a paused queue', async () => {
  const answers = {
    '/systeminfo': [200, { harbor_version: 'v2.9.4-abcdef12', read_only: true }],
    '/system/gc': [
      200,
      [{ id: 7, job_status: 'Error', creation_time: '2026-11-01T02:00:00Z', job_parameters: 'x' }],
    ],
    '/jobservice/queues': [200, [{ job_type: 'IMAGE_SCAN', count: 3, latency: 10, paused: true }]],
  } as const;
  const status = await harborStatus({ answers }, clusterOf(running('core')));
  expect(status).toMatchObject({ health: 'degraded', version: '2.9.4' });
  expect(status.troubles.map((trouble) => [trouble.id, trouble.says])).toEqual([
    ['read-only', 'It is in read-only mode: every push is refused.'],
    ['queue', 'The queue of IMAGE_SCAN is paused; 3 wait in it.'],
    ['gc', expect.stringContaining('The last garbage collection (7, 2026-11-01 02:00 UTC) failed')],
  ]);
});

test('a core that crashes is told with the line of its log that says why, and what to do', async () => {
  const crashing = madePod('harbor-core-x', {
    namespace: 'harbor',
    phase: 'Running',
    containers: [
      madeContainer({
        image: 'goharbor/harbor-core:v2.13.1',
        reason: 'CrashLoopBackOff',
        message: 'back-off 5m0s',
        restarts: 7,
        last: { reason: 'Error', exitCode: 1, at: new Date().toISOString() },
      }),
    ],
  });
  const line =
    '2026-03-01T02:59:30Z [FATAL] [/core/main.go:1]: failed to initialize database: dial tcp 10.0.0.7:5432: connect: connection refused';
  const clusters = [literalCluster({ pods: found([crashing]), log: said({ 'harbor-core-x': line }) })];
  const status = await harborStatus(
    { sick: { name: 'core', healthy: false, error: 'refused' } },
    { clusters },
  );
  expect(status.troubles[0]).toMatchObject({
    id: 'component-core',
    health: 'down',
    says: 'core is not healthy; its pod `harbor-core-x` is in `CrashLoopBackOff`. Restarted 7 times, the run before ended `Error`, exit code 1.',
    quote: expect.stringContaining('10.0.0.7:5432: connect: connection refused'),
    cause: 'db-unreachable',
    confidence: 'confirmed',
    steps: expect.arrayContaining([expect.stringContaining('get pods,endpoints')]),
  });
});

test('near miss: the same line of a core that is well is a warning, and not the cause of anything', async () => {
  const line =
    '2026-03-01T02:59:30Z [ERROR] [/core/main.go:1]: failed to ping: dial tcp 10.0.0.7:5432: connect: connection refused';
  const clusters = [literalCluster({ pods: found([running('core')]), log: said({ 'harbor-core-x': line }) })];
  expect(await harborStatus({}, { clusters })).toMatchObject({
    health: 'warning',
    troubles: [{ id: 'db-unreachable', health: 'warning', confidence: 'likely' }],
  });
});

test('a pod that was killed for memory and runs again is told with its end', async () => {
  const at = new Date(Date.now() - 20 * 60_000).toISOString();
  const pod = madePod('harbor-registry-x', {
    namespace: 'harbor',
    phase: 'Running',
    containers: [
      runningContainer({
        image: 'goharbor/registry-photon:v2.13.1',
        ready: true,
        restarts: 2,
        last: { reason: 'OOMKilled', exitCode: 137, at },
      }),
    ],
  });
  expect(await harborStatus({}, clusterOf(pod))).toMatchObject({
    troubles: [
      {
        id: 'component-registry',
        health: 'warning',
        says: expect.stringMatching(
          /restarted at .* \(2 in all\); the run before ended `OOMKilled`, exit code 137/,
        ),
      },
    ],
  });
});

test('a project near its quota, one beyond it, a full disk and failed scans', async () => {
  const GIB = 1024 ** 3;
  const quota = (id: number, name: string, used: number, hard: number) => ({
    id,
    ref: { id, name, owner_name: 'admin' },
    hard: { storage: hard },
    used: { storage: used },
  });
  const answers = {
    '/quotas': [
      200,
      [
        quota(1, 'shop', 10 * GIB, 10 * GIB),
        quota(2, 'data', 9 * GIB, 10 * GIB),
        quota(3, 'small', GIB, 10 * GIB),
      ],
    ],
    '/systeminfo/volumes': [200, { storage: [{ total: 100 * GIB, free: 10 * GIB }] }],
    '/scans/all/metrics': [
      200,
      { total: 20, completed: 20, metrics: { Success: 15, Error: 5 }, ongoing: false },
    ],
  } as const;
  const status = await harborStatus({ answers }, clusterOf(running('core')));
  expect(status.health).toBe('degraded');
  expect(status.troubles.map(({ id, says, cause }) => [id, says, cause])).toEqual([
    [
      'quota',
      'The quota of project `shop` is used up (10 GiB of 10 GiB): pushes to it are refused.',
      'quota-exceeded',
    ],
    ['scan-all', '5 of 20 scans failed in the last scan of everything.', undefined],
    ['quota', 'Project `data` uses 90 % of its quota (9 GiB of 10 GiB).', undefined],
    ['volume', 'Core’s data volume is 90 % full, 10 GiB free.', undefined],
  ]);
});

test('a crash whose words no sign knows is told with its last complaint', async () => {
  const crashing = madePod('harbor-portal-x', {
    namespace: 'harbor',
    phase: 'Running',
    containers: [
      madeContainer({
        image: 'goharbor/harbor-portal:v2.13.1',
        reason: 'CrashLoopBackOff',
        restarts: 2,
        last: { reason: 'Error', exitCode: 1, at: new Date().toISOString() },
      }),
    ],
  });
  const log = 'starting\nerror: the flux capacitor is not aligned, password: Hunter2secret\nbye';
  const clusters = [literalCluster({ pods: found([crashing]), log: said({ 'harbor-portal-x': log }) })];
  expect(await harborStatus({}, { clusters })).toMatchObject({
    troubles: [
      {
        id: 'component-portal',
        cause: 'component-not-ready',
        confidence: 'confirmed',
        quote: 'error: the flux capacitor is not aligned, password: •••',
      },
    ],
  });
});
