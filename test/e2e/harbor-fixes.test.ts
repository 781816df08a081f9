/** Fixes that write to Harbor, as people get them done: broken, found, asked for, said yes to, verified, audited. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { HOSTS } from '../../src/sandbox/world/company.ts';
import { describeWith } from '../setup/part.ts';
import { CASES, type Case, strike } from './harbor-fix-cases.ts';
import { type FixStage, startFixStage } from './harbor-fix-stage.ts';

const LONG_MS = 400_000;
const DONE = ['requested', 'approved', 'applying', 'applied', 'verified'];

describeWith('redis', 'fixes in Harbor', () => {
  let stage: FixStage;
  beforeAll(async () => {
    stage = await startFixStage();
  }, LONG_MS);
  afterAll(() => stage?.stop());

  /** Rosa asks; who is on call says yes; what was broken is mended, and the audit tells it in order. */
  async function fix({ breaks, ask, about, title, does: of, approvers = ['tomo'] }: Case): Promise<void> {
    breaks(stage);
    const does = of(stage);
    await stage.ask(typeof ask === 'string' ? ask : ask(stage), about);
    await stage.request(title, about, does);
    for (const user of approvers) await stage.approve(user, does);
    await stage.says(`${does.replaceAll('`', '')}: Done.`);
    const audited = (await stage.audited(does)).map((one) => one.split(' ')[0] ?? '');
    const yes = approvers.map(() => 'approved');
    expect(audited).toEqual(DONE.flatMap((what) => (what === 'approved' ? yes : [what])));
  }

  test.each(CASES)(
    '$name',
    async (one) => {
      await fix(one);
      expect(one.after(stage)).toEqual(one.is);
    },
    LONG_MS,
  );

  test(
    'the answer to a start is lost: it is found again and nothing is begun twice',
    async () => {
      const { world, harbor } = stage;
      const asked = { starts: 0 };
      world.estate.front.host(HOSTS.harbor, async (ask) => {
        const said = await world.estate.harbor.handle(ask);
        if (ask.method !== 'POST' || !ask.path.endsWith('/replication/executions')) return said;
        asked.starts += 1;
        // Every connection is cut: what was asked is done, and nobody hears of it.
        await world.estate.front.become('tls');
        return said;
      });
      await fix({
        name: '',
        breaks: (on) => {
          // Nothing else holds the workers.
          for (const id of ['harbor-replication-dns', 'harbor-workers-busy']) void on.world.heal(id);
          strike('harbor-destination-blob-401')(on);
          for (const policy of harbor.work.policies.values()) delete policy.fault;
          for (const endpoint of harbor.work.endpoints.values()) delete endpoint.ping;
        },
        ask: 'why-sync-fails busybox-to-tenant',
        about: 'busybox-to-tenant',
        title: 'Run the replication again',
        does: () => 'Run replication `busybox-to-tenant` again',
        after: () => null,
        is: null,
      });
      expect(asked.starts).toBe(1);
      const begun = harbor.work.executions.filter(({ trigger, policyId }) => {
        const of = [...harbor.work.policies.values()].find(({ name }) => name === 'busybox-to-tenant');
        return trigger === 'manual' && policyId === of?.id;
      });
      expect(begun).toHaveLength(1);
    },
    LONG_MS,
  );

  test(
    'on Harbor 1.x it is said why it is not offered, and what to do by hand',
    async () => {
      stage.world.strike('old-harbor-zero-byte-tags');
      await stage.ask('storage harbor-old', 'Not offered: delete the broken tag, because it is Harbor 1.10');
    },
    LONG_MS,
  );

  test('the secret of the robot that was made is in its Secret and nowhere else', async () => {
    const robot = stage.harbor.robots.get('robot$shop+pull-shop-orders');
    const recorded = await stage.recorded();
    expect(recorded).toContain('pull-shop-orders');
    expect(recorded).not.toContain(robot?.secret ?? '');
    const auth = Buffer.from(`${robot?.name}:${robot?.secret}`).toString('base64');
    expect(recorded).not.toContain(auth);
  });

  test(
    'a robot and its Secret are taken back by a yes of their own',
    async () => {
      const does = 'Delete the robot and Secret `shop/orders` again.';
      await stage.undo('put its login into Secret `shop/orders`', does);
      await stage.approve('mina', does);
      await expect
        .poll(() => stage.harbor.robots.has('robot$shop+pull-shop-orders'), { timeout: 90_000 })
        .toBe(false);
      expect(stage.world.cluster.get('secrets', 'shop', 'orders')).toBeUndefined();
    },
    LONG_MS,
  );
});
