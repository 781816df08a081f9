/** Fixes that write to Harbor, as people get them done: broken, found, asked for, said yes to, verified, audited. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startExecution } from '../../src/sandbox/harbor/tasks/replication.ts';
import { describeWith } from '../setup/part.ts';
import { type FixStage, startFixStage } from './harbor-fix-stage.ts';

const LONG_MS = 180_000;
const DONE = ['requested', 'approved', 'applying', 'applied', 'verified'];
const TWO = ['tomo', 'mina'];

interface Case {
  readonly name: string;
  breaks(stage: FixStage): void;
  readonly ask: string;
  /** In the answer, beside the button. */
  readonly about: string;
  readonly title: string;
  does(stage: FixStage): string;
  readonly approvers?: readonly string[];
  /** Harbor's state afterwards, and what it must be. */
  after(stage: FixStage): unknown;
  readonly is: unknown;
}

const strike =
  (id: string) =>
  ({ world }: FixStage): void =>
    world.strike(id);
const newest = ({ harbor }: FixStage, policy: number) =>
  harbor.work.executions.find(({ policyId }) => policyId === policy);

const CASES: readonly Case[] = [
  {
    name: 'a replication that hangs is stopped',
    breaks: strike('harbor-replication-stuck'),
    ask: 'why-sync-fails nightly-to-dr',
    about: 'is stuck',
    title: 'Stop the replication',
    does: () => 'Stop execution 124 of replication `nightly-to-dr`',
    after: (stage) => newest(stage, 11)?.status,
    is: 'Stopped',
  },
  {
    name: 'a queue that somebody paused is resumed',
    breaks: strike('harbor-queue-paused'),
    ask: 'jobs harbor',
    about: 'is paused',
    title: 'Resume the queue',
    does: () => 'Resume the queue of REPLICATION jobs',
    after: ({ harbor }) => harbor.work.paused.has('REPLICATION'),
    is: false,
  },
  {
    name: 'a copy that came too early is begun once more',
    breaks: ({ world, harbor }) => {
      harbor.store.push({ repository: 'shop/cart', tags: ['1.8.1'] });
      world.strike('harbor-notification-race');
      const policy = harbor.work.policies.get(16);
      if (policy) delete policy.fault;
    },
    ask: 'why-sync-fails on-push-to-edge',
    about: 'on-push-to-edge',
    title: 'Run the replication again',
    does: () => 'Run replication `on-push-to-edge` again',
    after: (stage) => newest(stage, 16),
    is: expect.objectContaining({ status: 'Succeed', trigger: 'manual' }),
  },
  {
    name: 'what a collection would free is counted, by no harm',
    breaks: strike('harbor-collection-failed-s3'),
    ask: 'storage harbor',
    about: 'garbage collection',
    title: 'Count the garbage',
    does: () => 'Start a dry run of garbage collection',
    after: ({ harbor }) => harbor.work.collections[0],
    is: expect.objectContaining({ dryRun: true, status: 'Success' }),
  },
  {
    name: 'what was counted is deleted by two people',
    breaks: () => {},
    ask: 'storage harbor',
    about: 'would free 700 MiB',
    title: 'Collect the garbage',
    does: ({ harbor }) => `Collect garbage for good, by dry run ${harbor.work.collections[0]?.id}`,
    approvers: TWO,
    after: ({ harbor }) => harbor.work.collections[0],
    is: expect.objectContaining({ dryRun: false, status: 'Success' }),
  },
  {
    name: 'one tag that leads to nothing is deleted, its neighbour stays',
    breaks: strike('harbor-zero-byte-tags'),
    ask: 'storage harbor',
    about: '/legacy:v1',
    title: 'Delete the broken tag',
    does: () => 'Delete the tag `shop/legacy:v1`, which leads to nothing',
    approvers: TWO,
    after: ({ harbor }) => [...(harbor.store.get('shop/legacy')?.tags.keys() ?? [])],
    is: ['v2'],
  },
  {
    name: 'a queue is emptied by two people',
    breaks: ({ harbor }) => {
      harbor.work.paused.add('REPLICATION');
      const policy = harbor.work.policies.get(20);
      if (policy) startExecution(harbor, policy, 'manual');
    },
    ask: 'jobs harbor',
    about: 'is paused; 37 wait',
    title: 'Empty the queue',
    does: () => 'Throw away all REPLICATION jobs that wait',
    approvers: TWO,
    after: (stage) => {
      stage.harbor.work.paused.delete('REPLICATION');
      return newest(stage, 20)?.tasks.map(({ status }) => status);
    },
    is: Array.from({ length: 37 }, () => 'Stopped'),
  },
  {
    name: 'a policy of a data centre that is gone: first what hangs is stopped',
    breaks: strike('harbor-policy-undeletable'),
    ask: 'why-sync-fails to-closed-dc',
    about: 'is disabled',
    title: 'Stop the replication',
    does: (stage) => `Stop execution ${newest(stage, 21)?.id} of replication \`to-closed-dc\``,
    after: (stage) => newest(stage, 21)?.status,
    is: 'Stopped',
  },
  {
    name: '… and then it is deleted by two people',
    breaks: () => {},
    ask: 'why-sync-fails to-closed-dc',
    about: 'is disabled',
    title: 'Delete the policy',
    does: () => 'Delete the disabled replication policy `to-closed-dc`',
    approvers: TWO,
    after: ({ harbor }) => harbor.work.policies.has(21),
    is: false,
  },
  {
    name: 'the job that holds a worker the longest is stopped, the others go on',
    breaks: ({ world, harbor }) => {
      world.strike('harbor-workers-busy');
      const { jobs } = harbor.work;
      // A minute and a half between two blobs is more than a test waits for.
      for (const job of [...jobs.values()]) jobs.set(job.id, { ...job, heedsMs: 2_000 });
    },
    ask: 'jobs harbor',
    about: 'hold jobs that began long ago',
    title: 'Stop the longest job',
    does: () => 'Stop the REPLICATION job that holds a worker the longest',
    after: (stage) => newest(stage, 12)?.tasks.filter(({ status }) => status === 'Stopped').length,
    is: 1,
  },
];

describeWith('redis', 'fixes in Harbor', () => {
  let stage: FixStage;
  beforeAll(async () => {
    stage = await startFixStage();
  }, LONG_MS);
  afterAll(() => stage?.stop());

  test.each(CASES)(
    '$name',
    async ({ breaks, ask, about, title, does: doesIn, approvers = ['tomo'], after, is }) => {
      breaks(stage);
      const does = doesIn(stage);
      await stage.ask(ask, about);
      // Rosa asks; who is on call says yes.
      await stage.request(title, about, does);
      for (const user of approvers) await stage.approve(user, does);
      await stage.says(`${does.replaceAll('`', '')}: Done.`);
      expect(after(stage)).toEqual(is);
      const audited = (await stage.audited(does)).map((one) => one.split(' ')[0] ?? '');
      const yes = approvers.map(() => 'approved');
      expect(audited).toEqual(DONE.flatMap((what) => (what === 'approved' ? yes : [what])));
    },
    LONG_MS,
  );
});
