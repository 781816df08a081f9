/** What breaks in Acme's Harbor, what is asked, the fix that is offered, and how Harbor must be afterwards. */
import { expect } from 'vitest';
import { sizeOf } from '../../src/engine/bytes.ts';
import { usedBy } from '../../src/sandbox/harbor/sizes.ts';
import { startExecution } from '../../src/sandbox/harbor/tasks/replication.ts';
import { pullSecret, workload } from '../../src/sandbox/world/objects.ts';
import type { FixStage } from './harbor-fix-stage.ts';

const GIB = 1_073_741_824;
export const TWO = ['tomo', 'mina'];

export interface Case {
  readonly name: string;
  breaks(stage: FixStage): void;
  readonly ask: string | ((stage: FixStage) => string);
  /** In the answer, beside the button. */
  readonly about: string;
  readonly title: string;
  does(stage: FixStage): string;
  readonly approvers?: readonly string[];
  /** Harbor's state afterwards, and what it must be. */
  after(stage: FixStage): unknown;
  readonly is: unknown;
}

export const strike =
  (id: string) =>
  ({ world }: FixStage): void =>
    world.strike(id);
export const newest = ({ harbor }: FixStage, policy: number) =>
  harbor.work.executions.find(({ policyId }) => policyId === policy);

export const CASES: readonly Case[] = [
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
  {
    name: 'a full project gets a larger quota',
    breaks: ({ harbor }) => {
      const shop = harbor.projects.get('shop');
      harbor.volumes = [{ total: 200 * GIB, free: 100 * GIB }];
      harbor.weights.set('shop/web', 2 * GIB);
      if (shop) shop.quota = usedBy(harbor, shop);
    },
    ask: ({ world }) => `why-push-fails ${world.estate.address('harbor')}/shop/web:3.0.0`,
    about: 'is full',
    title: 'Raise the quota',
    does: ({ harbor }) => {
      const hard = harbor.projects.get('shop')?.quota ?? 0;
      const to = Math.ceil((hard * 1.25) / GIB) * GIB;
      return `Raise the quota of project \`shop\` from ${sizeOf(hard)} to ${sizeOf(to)}`;
    },
    after: ({ harbor }) => (harbor.projects.get('shop')?.quota ?? 0) % GIB,
    is: 0,
  },
  {
    name: 'somebody may pull as a guest, by two people’s yes',
    breaks: ({ world }) => {
      const ines = { username: 'ines', password: 'ines-of-the-test-1' };
      world.estate.harbor.addUser(ines.username, ines.password);
      const host = world.estate.address('harbor');
      const image = `${host}/data/warehouse:15.2.1`;
      world.cluster.apply([
        pullSecret('shop', 'of-ines', { [host]: ines }),
        workload({ kind: 'StatefulSet', namespace: 'shop', name: 'report', image, pullSecrets: ['of-ines'] }),
      ]);
    },
    ask: 'why-pull-fails shop/report-0',
    about: 'may not pull',
    title: 'Let this user pull',
    does: () => 'Let `ines` pull from project `data`, as a guest',
    approvers: TWO,
    after: ({ harbor }) => [...(harbor.users.get('ines')?.memberOf ?? [])],
    is: [['data', 3]],
  },
  {
    name: 'a secret that is missing is made, with a robot of its own',
    breaks: ({ world, harbor }) => {
      harbor.store.push({ repository: 'shop/orders', tags: ['1.0.0'] });
      const image = `${world.estate.address('harbor')}/shop/orders:1.0.0`;
      world.cluster.apply([
        workload({ kind: 'StatefulSet', namespace: 'shop', name: 'orders', image, pullSecrets: ['orders'] }),
      ]);
    },
    ask: 'why-pull-fails shop/orders-0',
    about: 'does not exist',
    title: 'Make a robot for this secret',
    does: () => 'Make a robot that may pull from `shop`, and put its login into Secret `shop/orders`',
    after: ({ harbor, world }) => {
      const robot = harbor.robots.get('robot$shop+pull-shop-orders');
      const secret = world.cluster.get('secrets', 'shop', 'orders') as unknown as {
        readonly data: Readonly<Record<string, string>>;
      };
      const login = Buffer.from(secret.data['.dockerconfigjson'] ?? '', 'base64').toString();
      return robot !== undefined && login.includes(robot.secret);
    },
    is: true,
  },
  {
    name: 'what is tried again and again is paused, and said to be mended by nothing',
    breaks: strike('harbor-replication-dns'),
    ask: 'why-sync-fails releases-to-beijing',
    about: 'releases-to-beijing',
    title: 'Pause the queue',
    does: () => 'Pause the queue of REPLICATION jobs',
    after: ({ harbor }) => harbor.work.paused.delete('REPLICATION'),
    is: true,
  },
];
