/** Fixes that find out more, in a thread: asked for, said yes to, told with their numbers, taken back by people or by time. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dnsFailure } from '../../src/sandbox/world/faults/dns-failure.ts';
import { describeWith } from '../setup/part.ts';
import { type FixStage, startFixStage } from './harbor-fix-stage.ts';

const LONG_MS = 400_000;
const MINUTE_MS = 60_000;
const DONE = ['requested', 'approved', 'applying', 'applied', 'verified'];

describeWith('redis', 'finding out more', () => {
  let stage: FixStage;
  beforeAll(async () => {
    stage = await startFixStage({ faults: [dnsFailure], remediations: { debugMinutes: 1 } });
  }, LONG_MS);
  afterAll(() => stage?.stop());
  const jobs = () => stage.world.cluster.store.list('jobs.batch', 'shop');
  const level = () =>
    /"name":"LOG_LEVEL","value":"(\w+)"/.exec(
      JSON.stringify(stage.world.cluster.get('deployments.apps', 'edge-system', 'image-controller')?.spec),
    )?.[1];
  const audited = async (does: string) => (await stage.audited(does)).map((one) => one.split(' ')[0] ?? '');

  test(
    'the way is measured from the pod’s own node; what curl said stands in the thread; the Job is taken away',
    async () => {
      const does = 'Measure the way to `https://';
      await stage.ask('why-pull-fails deployment/shipping -n shop', 'does not exist');
      await stage.request('Measure from inside the cluster', 'does not exist', does);
      await stage.approve('tomo', does);
      await stage.says('Done. Measured inside the cluster on node worker-');
      await stage.says('is not found: curl: (6) Could not resolve host:');
      expect(jobs()).toHaveLength(1);
      const { cluster, estate } = stage.world;
      const [pod] = cluster.store
        .list('pods', 'shop')
        .filter(({ metadata }) => metadata.labels?.['job-name'] === jobs()[0]?.metadata.name);
      const node = String(pod?.spec?.['nodeName']);
      const done = `${does}${estate.address('europe')}\` by a Job in \`shop\` on node \`${node}\``;
      expect(await audited(done)).toEqual(DONE);
      const back = 'Delete the Job and its pod';
      await stage.undo(does, back);
      await stage.approve('mina', back);
      await stage.says('Delete the Job and its pod: Done. Taken back.');
      expect(jobs()).toEqual([]);
    },
    LONG_MS,
  );

  test(
    'debug for a minute: written, a line of it shown; its worker dies, and another takes it back when its time is up',
    async () => {
      stage.world.strike('source-unreached');
      const does = 'Let Deployment `edge-system/image-controller` log at `debug` for 1 minute';
      await stage.ask('status', 'image-controller');
      await stage.request('Log at debug for a while', 'image-controller', does);
      const askedAt = Date.now();
      await stage.approve('tomo', does);
      await stage.says('writes at debug now: time=');
      expect(level()).toBe('debug');
      expect(await audited(does)).toEqual(DONE);
      await stage.killRemediator();
      expect(level()).toBe('debug');
      await stage.startRemediator();
      // A start may take longer than what is left of the minute; within it, nobody takes it back.
      if (Date.now() - askedAt < MINUTE_MS) expect(level()).toBe('debug');
      const back = 'Set `LOG_LEVEL` back to `info`';
      await stage.says('Set LOG_LEVEL back to info: Done. Taken back.');
      expect(level()).toBe('info');
      expect(await stage.audited(back)).toEqual([
        'approved time-limit',
        'applying worker',
        'applied worker',
        'verified worker',
      ]);
    },
    LONG_MS,
  );
});
