/** Gathers what the home shows from what is kept; asks no cluster and no registry. */
import type { HomeSeen } from '../engine/home.ts';
import type { Home } from '../slack/home.ts';
import { homeView } from '../slack/home.ts';
import type { ApprovalStore } from '../store/approvals.ts';
import type { AuditStore } from '../store/audit.ts';
import type { FreezeStore } from '../store/freezes.ts';
import type { HealthStore } from '../store/health-seen.ts';
import { DAY_S } from '../store/keys.ts';
import type { PostStore } from '../store/posts.ts';
import type { TroubleStore } from '../store/troubles.ts';

/** What a home needs beside the stores that every handler has. */
export interface HomeSource {
  readonly troubles: TroubleStore;
  readonly health: Pick<HealthStore, 'read'>;
  publishHome(user: string, view: Home): Promise<void>;
}

export interface HomeParts extends HomeSource {
  readonly approvals: Pick<ApprovalStore, 'waiting' | 'read'>;
  readonly freezes: Pick<FreezeStore, 'all'>;
  readonly audit: Pick<AuditStore, 'latest'>;
  readonly posts: Pick<PostStore, 'read'>;
  permalink(channel: string, ts: string): Promise<string | null>;
}

/** Troubles whose threads are linked: each link is a call. */
const MOST_LINKED = 12;
const MOST_TROUBLES = 60;
const DONE = new Set([
  'applied',
  'verified',
  'unverified',
  'failed',
  'frozen',
  'unfrozen',
  'subscribed',
  'unsubscribed',
  'muted',
  'unmuted',
]);

/** `messages`: this person's direct messages with the bot, where the answers to the home's buttons go. */
export async function showHome(user: string, messages: string, parts: HomeParts): Promise<void> {
  await parts.publishHome(user, homeView(await gather(parts), messages));
}

async function gather(parts: HomeParts): Promise<HomeSeen> {
  const now = new Date();
  const since = now.getTime() - DAY_S * 1000;
  const ids = [...(await parts.troubles.openIds()), ...(await parts.troubles.lately(since))];
  const read = await Promise.all(
    [...new Set(ids)].slice(0, MOST_TROUBLES).map((id) => parts.troubles.read(id)),
  );
  const troubles = read.filter((one) => one !== null);
  const waiting = await Promise.all((await parts.approvals.waiting()).map((id) => parts.approvals.read(id)));
  const records = await parts.audit.latest(200);
  return {
    now,
    troubles,
    links: await linksOf(troubles, parts),
    health: await parts.health.read(),
    approvals: waiting.filter((one) => one !== null),
    freezes: await parts.freezes.all(),
    done: records.filter(({ at, what }) => DONE.has(what) && Date.parse(at) >= since),
  };
}

async function linksOf(troubles: HomeSeen['troubles'], parts: HomeParts): Promise<HomeSeen['links']> {
  const worst = troubles
    .toSorted(
      (a, b) => Number(a.state !== 'open') - Number(b.state !== 'open') || b.affectedCount - a.affectedCount,
    )
    .slice(0, MOST_LINKED);
  const links = await Promise.all(
    worst.map(async ({ id, incident, home }) => {
      const root = home.ts === null ? await parts.posts.read(incident, 'root') : null;
      const ts = home.ts ?? (root?.is === 'posted' ? root.ts : null);
      const link = ts === null ? null : await parts.permalink(home.channel, ts);
      return link === null ? [] : [[id, link] as const];
    }),
  );
  return new Map(links.flat());
}
