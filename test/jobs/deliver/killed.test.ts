/** The bot is killed before each single thing a delivery does; the next one posts nothing twice and leaves nothing old. */
import { expect, test } from 'vitest';
import type { Approval } from '../../../src/engine/approval.ts';
import type { Incident } from '../../../src/engine/incident.ts';
import { deliverIncident } from '../../../src/jobs/deliver/deliver-incident.ts';
import type { SlackMessage } from '../../../src/slack/blocks.ts';
import { atEachMoment, dying, untilKilled } from '../../setup/dying.ts';
import { OPEN } from '../../store/approval-setup.ts';
import { answered, asked, memoryPosts, partsFor, testDesk } from './setup.ts';

const PLANNING: Approval = { ...OPEN, plan: null, digest: null, state: { is: 'planning' } };
const DONE: Approval = {
  ...OPEN,
  state: { is: 'verified', appliedAt: OPEN.createdAt, at: OPEN.createdAt, says: 'It passes.' },
};

interface So {
  readonly incident: Incident;
  readonly approvals: readonly Approval[];
}

const CASES: readonly { readonly name: string; readonly first: So; readonly after: So }[] = [
  {
    name: 'a question, answered meanwhile',
    first: { incident: asked, approvals: [] },
    after: { incident: answered, approvals: [] },
  },
  {
    name: 'a plan that is being made, made meanwhile',
    first: { incident: answered, approvals: [PLANNING] },
    after: { incident: answered, approvals: [OPEN] },
  },
  {
    name: 'a plan that waits, done meanwhile',
    first: { incident: answered, approvals: [OPEN] },
    after: { incident: answered, approvals: [DONE] },
  },
  {
    name: 'a fix that is done',
    first: { incident: answered, approvals: [DONE] },
    after: { incident: answered, approvals: [DONE] },
  },
];

/** What stands in Slack in the end, by slot. */
async function run(first: So, after: So, killedAt: number | null) {
  const desk = testDesk();
  const posts = memoryPosts();
  const slots: (readonly [slot: string, ts: string])[] = [];
  const post = desk.post.bind(desk);
  let now = first;
  const parts = {
    ...partsFor(() => now.incident, { desk, posts }),
    desk: {
      ...desk,
      post: async (...[spot, message, mark]: Parameters<typeof post>) => {
        const posted = await post(spot, message, mark);
        if (posted.ended === 'posted') slots.push([mark.slot, posted.ts]);
        return posted;
      },
      find: async (_: unknown, { slot }: { readonly slot: string }) => {
        const ts = slots.find(([posted]) => posted === slot)?.[1];
        return ts === undefined ? ({ ended: 'not-there' } as const) : ({ ended: 'found', ts } as const);
      },
    },
    approvals: {
      ofIncident: async () => now.approvals.map(({ id }) => id),
      read: async (id: string) => now.approvals.find((one) => one.id === id) ?? null,
    },
  };
  const mortal = killedAt === null ? parts : dying(parts, killedAt);
  const ended = await untilKilled(deliverIncident('inc-1', mortal));
  // A claim runs out with the one who had it.
  for (const [slot] of slots) await posts.release('inc-1', slot, '');
  for (const slot of ['root', 'answer-1', OPEN.id, `${OPEN.id}-end`]) await posts.release('inc-1', slot, '');
  now = after;
  await deliverIncident('inc-1', parts);
  const shown = slots.map(([slot, ts]): readonly [string, SlackMessage | undefined] => [
    slot,
    desk.shown.get(ts),
  ]);
  return { ended, shown };
}

test.each(CASES)('$name', async ({ first, after }) => {
  const whole = await run(first, after, null);
  expect(whole.shown.length).toBeGreaterThan(1);
  const moments = await atEachMoment(async (at) => {
    const { ended, shown } = await run(first, after, at);
    expect(shown, `killed at call ${at}`).toEqual(whole.shown);
    return ended;
  });
  expect(moments).toBeGreaterThan(10);
});
