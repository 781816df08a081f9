/**
 * Slack has no idempotency key: a post whose answer was lost may be there or not. So: claim, write down that
 * it is tried, post with a mark in its metadata, write down its timestamp; and who finds a try without a
 * timestamp looks for the mark in Slack before posting again.
 */
import type { Logger } from '../../log.ts';
import type { SlackMessage } from '../../slack/blocks.ts';
import type { PostStore } from '../../store/posts.ts';
import { type SlackDesk, type Spot, TryLater } from './desk.ts';
import { digestOf } from './digest.ts';

export interface PostParts {
  readonly desk: SlackDesk;
  readonly posts: PostStore;
  readonly log: Logger;
}

export interface ToPost {
  readonly incident: string;
  readonly slot: string;
  readonly spot: Spot;
  readonly message: SlackMessage;
}

export type PostedOnce =
  /** `shows`: digest of what stands there; `unknown` when it was found again. */
  | { readonly ended: 'posted'; readonly ts: string; readonly shows: string }
  | { readonly ended: 'shut-out'; readonly says: string };

/** Longer than a post can take (its time-out), shorter than a person's patience. */
const CLAIM_MS = 10_000;

/** Throws TryLater while somebody else posts it, and when it is not known whether Slack took it. */
export async function postOnce(of: ToPost, parts: PostParts): Promise<PostedOnce> {
  const { posts } = parts;
  const known = await posts.read(of.incident, of.slot);
  if (known?.is === 'posted' && known.ts !== null)
    return { ended: 'posted', ts: known.ts, shows: known.shows };
  const claim = await posts.claim(of.incident, of.slot, CLAIM_MS);
  if (claim === null)
    throw new TryLater(`Posting ${of.slot} of ${of.incident}: another process is at it`, 500);
  try {
    return await postClaimed(of, parts);
  } finally {
    await posts.release(of.incident, of.slot, claim);
  }
}

async function postClaimed(of: ToPost, parts: PostParts): Promise<PostedOnce> {
  const { posts } = parts;
  // Read again: it may have been posted between the first look and the claim.
  const known = await posts.read(of.incident, of.slot);
  if (known?.is === 'posted' && known.ts !== null)
    return { ended: 'posted', ts: known.ts, shows: known.shows };
  if (known?.is === 'tried') {
    const found = await findTried(of, known.at, parts);
    if (found !== null) return keepTs(of, found, 'unknown', parts);
  }
  await posts.write(of.incident, of.slot, { is: 'tried', at: new Date().toISOString() });
  return post(of, of.message, parts);
}

async function post(of: ToPost, message: SlackMessage, parts: PostParts): Promise<PostedOnce> {
  const { desk, posts, log } = parts;
  const { incident, slot } = of;
  const posted = await desk.post(of.spot, message, { incident, slot });
  switch (posted.ended) {
    case 'posted':
      // Of what was wanted, also where only its text went out: Slack refuses the same blocks again.
      return keepTs(of, posted.ts, digestOf(of.message), parts);
    case 'unsure':
      throw new TryLater(`Posting ${slot} of ${incident}: ${posted.says}`, null);
    case 'shut-out':
      await posts.forget(incident, slot);
      return posted;
    case 'rate-limited':
      await posts.forget(incident, slot);
      throw new TryLater(`Posting ${slot} of ${incident}: Slack asks to wait`, posted.retryMs);
    case 'refused': {
      if (message.blocks.length === 0) throw new Error(`Posting ${slot} of ${incident}: ${posted.says}`);
      log.error(
        { incident, slot, says: posted.says },
        'Slack refuses a message; its text goes out without blocks',
      );
      return post(of, { text: message.text, blocks: [] }, parts);
    }
  }
}

async function findTried(of: ToPost, triedAt: string, { desk, log }: PostParts): Promise<string | null> {
  const { incident, slot } = of;
  const found = await desk.find(of.spot, { incident, slot }, triedAt);
  if (found.ended === 'found') return found.ts;
  if (found.ended === 'not-there') return null;
  if (found.ended === 'rate-limited')
    throw new TryLater(`Looking for ${slot} of ${incident}: Slack asks to wait`, found.retryMs);
  if (found.ended === 'unsure') throw new TryLater(`Looking for ${slot} of ${incident}: ${found.says}`, null);
  // An answer that may come twice is better than none.
  log.warn({ incident, slot, says: found.says }, 'cannot look for an earlier try; posting again');
  return null;
}

async function keepTs(of: ToPost, ts: string, shows: string, { posts }: PostParts): Promise<PostedOnce> {
  await posts.write(of.incident, of.slot, { is: 'posted', ts, shows });
  return { ended: 'posted', ts, shows };
}
