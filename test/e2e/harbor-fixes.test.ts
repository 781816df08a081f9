/** Fixes that write to Harbor, as people get them done: broken, found, asked for, said yes to, verified, audited. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeWith } from '../setup/part.ts';
import { type FixStage, startFixStage } from './harbor-fix-stage.ts';

const LONG_MS = 120_000;
const DONE = ['requested', 'approved', 'applying', 'applied', 'verified'];

interface Case {
  readonly breaks: string;
  readonly ask: string;
  /** In the answer, beside the button. */
  readonly about: string;
  readonly title: string;
  readonly does: string;
  readonly approvers?: readonly string[];
}

describeWith('redis', 'fixes in Harbor', () => {
  let stage: FixStage;
  beforeAll(async () => {
    stage = await startFixStage();
  }, LONG_MS);
  afterAll(() => stage?.stop());

  /** Rosa asks; who is on call says yes; the check that found it passes; the audit tells it in order. */
  async function fix({ breaks, ask, about, title, does, approvers = ['tomo'] }: Case): Promise<void> {
    if (breaks !== '') stage.world.strike(breaks);
    await stage.ask(ask, about);
    await stage.request(title, about, does);
    for (const user of approvers) await stage.approve(user, does);
    await stage.says(`${does.replaceAll('`', '')}: Done.`);
    const audited = (await stage.audited(does)).map((one) => one.split(' ')[0] ?? '');
    expect(audited).toEqual(
      DONE.flatMap((what) => (what === 'approved' ? approvers.map(() => what) : [what])),
    );
  }
  const newest = (policy: number) => stage.harbor.work.executions.find(({ policyId }) => policyId === policy);

  test(
    'a replication that hangs is stopped',
    async () => {
      await fix({
        breaks: 'harbor-replication-stuck',
        ask: 'why-sync-fails nightly-to-dr',
        about: 'is stuck',
        title: 'Stop the replication',
        does: 'Stop execution 124 of replication `nightly-to-dr`',
      });
      expect(newest(11)).toMatchObject({ id: 124, status: 'Stopped' });
    },
    LONG_MS,
  );

  test(
    'a queue that somebody paused is resumed',
    async () => {
      await fix({
        breaks: 'harbor-queue-paused',
        ask: 'jobs harbor',
        about: 'is paused',
        title: 'Resume the queue',
        does: 'Resume the queue of REPLICATION jobs',
      });
      expect(stage.harbor.work.paused.has('REPLICATION')).toBe(false);
    },
    LONG_MS,
  );

  test(
    'a copy that came too early is begun once more',
    async () => {
      await fix({
        breaks: 'harbor-notification-race',
        ask: 'why-sync-fails on-push-to-edge',
        about: 'on-push-to-edge',
        title: 'Run the replication again',
        does: 'Run replication `on-push-to-edge` again',
      });
    },
    LONG_MS,
  );
});
