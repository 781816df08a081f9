import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Container, ContainerStatus, Pod } from '../../../src/sandbox/cluster/objects.ts';
import type { FaultSubject } from '../../../src/sandbox/world/fault.ts';
import { HEALTHY } from '../../../src/sandbox/world/teams.ts';
import { startWorld, UnknownFault, type World } from '../../../src/sandbox/world/world.ts';

let world: World;
/** What the kubelets had said of each fault before it was healed, and whether any of its pods was ready. */
const before = new Map<string, { readonly said: string; readonly ready: boolean }>();

beforeAll(async () => {
  world = await startWorld({ cluster: { backOff: { baseMs: 1_000, maxMs: 1_000 }, handshakeMs: 4_000 } });
  await settled(() =>
    world.faults.every(({ id, subject }) => SAID[id]?.[1].test(warnings(subject)) ?? false),
  );
  await settled(() => HEALTHY.every(runs));
  for (const { id, subject } of world.faults)
    before.set(id, { said: warnings(subject), ready: runs(subject) });
  for (const { id } of world.faults) await world.heal(id);
  await settled(() => world.faults.every(({ subject }) => runs(subject)));
});
afterAll(() => world.stop());

/** Waits until it holds, 90 s at most; the tests then say what does not. */
async function settled(holds: () => boolean): Promise<void> {
  for (const end = Date.now() + 90_000; Date.now() < end && !holds(); ) await wait(50);
}

/** What the kubelet must have said of each planted fault: waiting reason, and containerd's words. */
const SAID: Readonly<Record<string, readonly [reason: string, words: RegExp]>> = {
  'tag-not-found': [
    'ErrImagePull',
    /shop\/cart:1\.8\.2": harbor\.acme\.test:\d+\/shop\/cart:1\.8\.2: not found/,
  ],
  'credentials-invalid': ['ErrImagePull', /manifests\/4\.0\.2: 401 Unauthorized/],
  'repository-not-found': ['ErrImagePull', /shop\/chekout:2\.4\.0: not found/],
  'image-name-invalid': ['InvalidImageName', /couldn't parse image reference .*: invalid reference format/],
  'secret-missing': [
    'ErrImagePull',
    /pull access denied, .*: authorization failed: no basic auth credentials/,
  ],
  'rate-limited': ['ErrImagePull', /429 Too Many Requests/],
  'tls-expired': [
    'ErrImagePull',
    /x509: certificate has expired or is not yet valid: current time .* is after/,
  ],
  'dns-failure-on-one-node': ['ErrImagePull', /lookup models\.acme\.test on 127\.0\.0\.1:\d+: no such host/],
  'dns-failure': ['ErrImagePull', /lookup registry-eu\.acme\.test on 127\.0\.0\.1:\d+: no such host/],
  'credentials-missing': ['ErrImagePull', /pull access denied/],
  'permission-denied': ['ErrImagePull', /manifests\/12\.1\.3: 401 Unauthorized/],
  'credentials-wrong-host': ['ErrImagePull', /no basic auth credentials/],
  'connection-refused': ['ErrImagePull', /connect: connection refused/],
  'tls-name-mismatch': [
    'ErrImagePull',
    /certificate is valid for imageserver\.acme\.test, .*, not images\.acme\.test/,
  ],
  'registry-unavailable': ['ErrImagePull', /503 Service Unavailable/],
  'platform-unavailable': ['ErrImagePull', /no match for platform in manifest: not found/],
  'http-https-mismatch': ['ErrImagePull', /http: server gave HTTP response to HTTPS client/],
  'tls-unknown-authority': ['ErrImagePull', /x509: certificate signed by unknown authority/],
  'connection-timeout': ['ErrImagePull', /net\/http: TLS handshake timeout/],
  'tag-not-found-beside-missing-secret': ['ErrImagePull', /library\/web:1\.27\.2: not found/],
};

function podsOf({ namespace, name }: Pick<FaultSubject, 'namespace' | 'name'>): readonly Pod[] {
  const pods = world.cluster.store.list<Pod>('pods', namespace);
  return pods.filter((pod) => pod.metadata.labels?.['app'] === name && !pod.metadata.deletionTimestamp);
}

function isReady(pod: Pod): boolean {
  return pod.status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') ?? false;
}

/** Texts of the warnings about a workload's pods, all that were ever recorded. */
function warnings(subject: Pick<FaultSubject, 'namespace' | 'name'>): string {
  const names = new Set(podsOf(subject).map((pod) => pod.metadata.name));
  const events = world.cluster.store.list('events', subject.namespace) as unknown as readonly {
    readonly involvedObject: { readonly name: string };
    readonly reason: string;
    readonly message: string;
  }[];
  return events
    .filter((event) => names.has(event.involvedObject.name))
    .map((event) => `${event.reason}: ${event.message}`)
    .join('\n');
}

function runs(subject: Pick<FaultSubject, 'namespace' | 'name'>): boolean {
  const pods = podsOf(subject);
  return pods.length > 0 && pods.every(isReady);
}

test('at least fourteen different causes, in three namespaces, on all kinds of workloads', () => {
  expect(new Set(world.faults.map(({ cause }) => cause)).size).toBe(18);
  expect(new Set(world.faults.map(({ subject }) => subject.namespace)).size).toBe(3);
  expect(new Set(world.faults.map(({ subject }) => subject.kind)).size).toBe(3);
  expect(world.faults.map(({ id }) => id).sort()).toEqual(Object.keys(SAID).sort());
  expect(world.faults[0]?.text).toBe('/registry why-pull-fails shop/cart-0');
});

test.each(HEALTHY)('healthy $namespace/$name runs and never met any trouble', (one) => {
  expect(runs(one)).toBe(true);
  expect(warnings(one)).not.toContain('Failed');
});

test('Harbor’s components are pods, all well', async () => {
  const components = await world.estate.harbor.state.components();
  expect(components.filter(({ healthy }) => !healthy)).toEqual([]);
  expect(components).toHaveLength(8);
});

test.each(Object.entries(SAID))(
  '%s: the kubelet says so, and healing starts the pod',
  (id, [reason, words]) => {
    expect(before.get(id)?.said).toMatch(words);
    expect(before.get(id)?.said).toContain(`Failed: Error: ${reason}`);
    expect(before.get(id)?.ready).toBe(false);
    const fault = world.faults.find((one) => one.id === id);
    expect(fault && runs(fault.subject)).toBe(true);
    expect(fault?.healed).toBe(true);
  },
);

test('the init container of etl was the one to wait, and then ended well', () => {
  const [pod] = podsOf({ namespace: 'data', name: 'etl' });
  const [status] = (pod?.status?.initContainerStatuses ?? []) as readonly ContainerStatus[];
  expect(status?.state).toMatchObject({ terminated: { exitCode: 0 } });
  const [init] = (pod?.spec.initContainers ?? []) as readonly Container[];
  expect(init?.image).toContain('dr.acme.test');
});

test('a sick job service shows in Harbor’s health, and a new pod heals it', async () => {
  const { harbor } = world.estate;
  const jobservice = async () => (await harbor.state.components()).find(({ name }) => name === 'jobservice');
  await world.jobservice('sick');
  for (let tries = 0; (await jobservice())?.healthy && tries < 1_800; tries++) await wait(50);
  expect(await jobservice()).toMatchObject({
    healthy: false,
    error: expect.stringContaining('connection refused'),
  });
  await world.jobservice('healed');
  for (let tries = 0; !(await jobservice())?.healthy && tries < 1_800; tries++) await wait(50);
  expect(await jobservice()).toEqual({ name: 'jobservice', healthy: true });
});

test('Harbor is struck and healed by id while the world runs, and its images weigh something', async () => {
  const struck = () => world.sicknesses.filter((one) => one.struck).map((one) => one.id);
  expect(struck()).toEqual([]);
  world.strike('harbor-read-only');
  expect(struck()).toEqual(['harbor-read-only']);
  expect(world.estate.harbor.state.readOnly).toBe(true);
  await world.heal('harbor-read-only');
  expect(world.estate.harbor.state.readOnly).toBe(false);
  expect(() => world.strike('harbor-of-nowhere')).toThrow(UnknownFault);
  world.strike('old-harbor-read-only');
  expect(world.estate.old.state.readOnly).toBe(true);
  expect(world.estate.harbor.state.readOnly).toBe(false);
  await world.heal('old-harbor-read-only');
  expect(world.estate.harbor.state.weights.get('shop/web')).toBeGreaterThan(100 * 1024 * 1024);
});

test('an unknown fault is refused with those there are', async () => {
  await expect(world.heal('nothing')).rejects.toThrow(UnknownFault);
  await expect(world.heal('nothing')).rejects.toThrow('tag-not-found');
});
