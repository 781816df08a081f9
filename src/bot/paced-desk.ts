/** A desk that asks nothing of Slack while Slack has asked to wait: a refused post would only be tried again. */
import type { SlackDesk } from '../jobs/deliver/desk.ts';
import { slackPaceWait } from '../metrics/slack.ts';
import { type Lane, lane, type Rank } from './pace.ts';

/** chat.postMessage takes about one a second for each channel; https://docs.slack.dev/apis/web-api/rate-limits */
const POST_MS = 1_000;
/** Tier 3 takes 50 a minute of each method. */
const TIER_3_MS = 1_200;

/** One pace, two ranks in it: `people` for what was asked, `alerts` for what was told. */
export interface PacedDesks {
  readonly people: SlackDesk;
  readonly alerts: SlackDesk;
}

/** One bot's pace; several bots learn it each for itself. */
export function pacedDesks(desk: SlackDesk, now: () => number = Date.now): PacedDesks {
  const lanes = new Map<string, Lane>();
  const laneOf = (limit: string, spacingMs: number): Lane => {
    const known = lanes.get(limit);
    if (known) return known;
    const made = lane(spacingMs, now);
    lanes.set(limit, made);
    return made;
  };
  const ranked = (rank: Rank): SlackDesk => ({
    ...desk,
    post: (spot, message, mark) =>
      inTurn(laneOf(`post ${spot.channel}`, POST_MS), rank, `${mark.incident} ${mark.slot}`, () =>
        desk.post(spot, message, mark),
      ),
    edit: (channel, ts, message) =>
      inTurn(laneOf('edit', TIER_3_MS), rank, `${channel} ${ts}`, () => desk.edit(channel, ts, message)),
    find: (spot, mark, since) =>
      inTurn(
        laneOf(spot.thread === null ? 'history' : 'replies', TIER_3_MS),
        rank,
        `${mark.incident} ${mark.slot}`,
        () => desk.find(spot, mark, since),
      ),
  });
  return { people: ranked('people'), alerts: ranked('alerts') };
}

interface RateLimited {
  readonly ended: 'rate-limited';
  readonly retryMs: number;
}

async function inTurn<Ending extends { readonly ended: string }>(
  of: Lane,
  rank: Rank,
  who: string,
  call: () => Promise<Ending | RateLimited>,
): Promise<Ending | RateLimited> {
  const turn = of.turn(who, rank);
  if (turn.waitMs > 0) return later(turn.waitMs, rank);
  const ending = await call();
  if (!isRateLimited(ending)) return ending;
  return later(of.refused(who, turn, ending.retryMs), rank);
}

function later(retryMs: number, rank: Rank): RateLimited {
  slackPaceWait.observe({ rank }, retryMs / 1000);
  return { ended: 'rate-limited', retryMs };
}

function isRateLimited(ending: { readonly ended: string } | RateLimited): ending is RateLimited {
  return ending.ended === 'rate-limited';
}
