/** Fixes that find out more instead of mending: a Job that measures, a component that logs more for a while. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Pull } from '../../../src/engine/subject.ts';
import { findInstallations } from '../../../src/jobs/installation/find-installations.ts';
import { revertFix } from '../../../src/jobs/remediate/revert-fix.ts';
import { dnsFailure } from '../../../src/sandbox/world/faults/dns-failure.ts';
import { tlsUnknownAuthority } from '../../../src/sandbox/world/faults/tls-unknown-authority.ts';
import { describeWith } from '../../setup/part.ts';
import { type Bench, startBench } from './bench.ts';
import { proves, waiting } from './proves.ts';

const CONTROLLER = 'edge-system';

describeWith('redis', 'fixes that find out more', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await startBench(4, [dnsFailure, tlsUnknownAuthority]);
    bench.world.strike('source-unreached');
    bench.world.strike('integration-dns');
    await bench.permit([], [CONTROLLER, 'kangaroo-system']);
  });
  afterAll(() => bench?.stop());

  const installed = async (product: string): Promise<Pull> => {
    const { found } = await findInstallations(bench.surroundings);
    const installation = found.find((one) => one.product === product);
    if (!installation) throw new Error(`no ${product} was found`);
    return { image: installation.host ?? installation.name, installation };
  };
  const podsOf = (namespace: string, job: string) =>
    bench.world.cluster.store
      .list('pods', namespace)
      .filter(({ metadata }) => metadata.labels?.['job-name']?.startsWith(job));

  test('a name that the node does not find: a pod on that node does not either', async () => {
    const pull = await waiting(bench, 'shop', 'shipping', /no such host/);
    const done = await proves(bench, {
      fix: 'measure-in-cluster',
      cause: 'dns-failure',
      pull,
      namespaces: ['shop'],
      writes: [/^POST .*\/namespaces\/shop\/jobs$/],
      back: [/^DELETE .*\/namespaces\/shop\/jobs\/registry-medic-way-/],
    });
    await expect.poll(() => podsOf('shop', 'registry-medic-way')).toEqual([]);
    const node = bench.world.cluster.get('pods', 'shop', pull.pod ?? '')?.spec?.['nodeName'];
    expect(done.state).toMatchObject({
      says: expect.stringMatching(
        new RegExp(
          `on node \`${node}\`, by the node’s DNS: .* is not found: \`curl: \\(6\\) Could not resolve host: [a-z.-]+\`. So it fails from there as well\\.$`,
        ),
      ),
    });
  });

  test('a certificate of another authority: the way is open, and what curl says of it is told', async () => {
    const pull = await waiting(bench, 'data', 'notebook', /unknown authority/);
    await bench.permit(['measure-in-cluster'], ['data']);
    const asked = await bench.ask('measure-in-cluster', 'tls-unknown-authority', pull);
    await bench.yes(asked.id);
    const done = await bench.verified(asked.id);
    expect(done.state, JSON.stringify(done.state)).toMatchObject({
      is: 'verified',
      says: expect.stringMatching(
        /is `127\.0\.0\.1` after \d+ ms, port \d+ opens after \d+ ms, TLS stands after \d+ ms, `GET \/v2\/` answers 200 after \d+ ms\. So the way is open from there\. .*\(`curl: \(60\) SSL certificate problem/,
      ),
    });
    // While that Job is there, another one of its name is not made.
    const again = await bench.ask('measure-in-cluster', 'tls-unknown-authority', pull);
    expect(again.state).toMatchObject({
      is: 'unplanned',
      why: 'not-ready',
      says: expect.stringContaining('measured just now'),
    });
  });

  test.each([
    ['kangaroo', 'registry-health-check-failed', 'kangaroo-system'],
    ['image-controller', 'registry-connection-failed', CONTROLLER],
  ])(
    'what %s does not reach is measured from its own namespace, by the DNS of pods',
    async (product, cause, namespace) => {
      await bench.permit(['measure-in-cluster'], [namespace]);
      const asked = await bench.ask('measure-in-cluster', cause, await installed(product));
      expect(asked.state, JSON.stringify(asked.state)).toEqual({ is: 'open' });
      await bench.yes(asked.id);
      const done = await bench.verified(asked.id);
      expect(done.state, JSON.stringify(done.state)).toMatchObject({
        is: 'verified',
        says: expect.stringMatching(/by the cluster’s DNS: .*Could not resolve host/),
      });
    },
    300_000,
  );

  test('the controller logs at debug, says so, and is taken back by hand', async () => {
    await bench.permit([], [CONTROLLER]);
    await bench.settled(CONTROLLER, 'image-controller');
    await proves(bench, {
      fix: 'turn-on-debug',
      cause: 'registry-connection-failed',
      pull: await installed('image-controller'),
      namespaces: [CONTROLLER],
      writes: [/^PATCH .*\/deployments\/image-controller$/],
      back: [/^PATCH .*\/deployments\/image-controller$/],
      done: () => expect(level()).toBe('debug'),
      undone: () => expect(level()).toBe('info'),
    });
  });

  const level = (): unknown =>
    /"name":"LOG_LEVEL","value":"(\w+)"/.exec(
      JSON.stringify(bench.world.cluster.get('deployments.apps', CONTROLLER, 'image-controller')?.spec),
    )?.[1];
  const turnedOn = async () => {
    await bench.permit([], [CONTROLLER]);
    await bench.settled(CONTROLLER, 'image-controller');
    await bench.permit(['turn-on-debug'], [CONTROLLER]);
    const pull = await installed('image-controller');
    const asked = await bench.ask('turn-on-debug', 'registry-connection-failed', pull);
    await bench.yes(asked.id);
    const done = await bench.verified(asked.id);
    expect(done.state, JSON.stringify(done.state)).toMatchObject({
      is: 'verified',
      says: expect.stringMatching(/writes at `debug` now: `time=.* level=debug/),
    });
    bench.writes();
    return asked;
  };
  const back = (id: string) => bench.parts.approvals.read(`${id}b`);
  const TIME_IS_UP = 16;

  test('or by itself, once, when its time is up and nothing is frozen', async () => {
    const { id } = await turnedOn();
    expect(await revertFix(id, bench.parts)).toBeGreaterThan(14 * 60_000);
    bench.later(TIME_IS_UP);
    const at = new Date().toISOString();
    await bench.parts.freezes.freeze({ where: '*', by: 'U-mina', at, why: 'release night' });
    expect(await revertFix(id, bench.parts)).toBe(15_000);
    expect(await back(id)).toBeNull();
    await bench.parts.freezes.unfreeze('*');
    expect(await revertFix(id, bench.parts)).toBeNull();
    expect(await revertFix(id, bench.parts)).toBeNull();
    await bench.yes(`${id}b`);
    const done = await bench.verified(`${id}b`);
    expect(done).toMatchObject({ requester: 'time-limit', undoes: id, state: { is: 'verified' } });
    expect(bench.writes()).toEqual([expect.stringMatching(/^PATCH .*\/deployments\/image-controller$/)]);
    expect(level()).toBe('info');
    const told = (await bench.parts.audit.latest(20)).filter(({ approval }) => approval === `${id}b`);
    expect(told.map(({ what, who }) => [what, who]).toReversed()).toEqual([
      ['approved', 'time-limit'],
      ['applying', 'worker'],
      ['applied', 'worker'],
      ['verified', 'worker'],
    ]);
  });

  test('what somebody set otherwise meanwhile stays, and is told', async () => {
    const { id } = await turnedOn();
    const env = [{ name: 'LOG_LEVEL', value: 'trace' }];
    bench.world.cluster.apply([
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { namespace: CONTROLLER, name: 'image-controller' },
        spec: { template: { spec: { containers: [{ name: 'controller', env }] } } },
      },
    ]);
    bench.later(TIME_IS_UP);
    await revertFix(id, bench.parts);
    const { state } = await bench.yes(`${id}b`);
    expect(state).toMatchObject({
      is: 'failed',
      written: 0,
      says: expect.stringContaining('is not as it was'),
    });
    expect(bench.writes()).toEqual([]);
    expect(level()).toBe('trace');
  });
});
