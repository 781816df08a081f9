/** What a trouble says beside its verdict: what a person must see, in its thread; where it is told, elsewhere. */
import type { Incident } from '../../engine/incident.ts';
import type { Trouble } from '../../engine/trouble.ts';
import type { Language } from '../../engine/words.ts';
import type { SlackMessage } from '../../slack/blocks.ts';
import { elsewhereMessage, healedMessage, mentionMessage, momentMessage } from '../../slack/trouble.ts';
import type { Spot } from './desk.ts';
import { type PostParts, postOnce } from './post-once.ts';
import { show } from './show.ts';
import { ROOT } from './slots.ts';

export interface TroublePostParts extends PostParts {
  readonly language: Language;
}

/** `thread` is the thread it is told in. Throws TryLater when Slack is to be asked again. */
export async function deliverTrouble(trouble: Trouble, thread: Spot, parts: TroublePostParts): Promise<void> {
  const mention = mentionMessage(trouble);
  if (mention) await once('mention', thread, mention, trouble, parts);
  for (const moment of trouble.timeline) {
    const message = momentMessage(moment, trouble, parts.language);
    if (message)
      await once(`moment-${moment.what}-${Date.parse(moment.at)}`, thread, message, trouble, parts);
  }
  const healed = healedMessage(trouble, parts.language);
  if (healed) await once(`healed-${trouble.again}`, thread, healed, trouble, parts);
  await deliverLinks(trouble, thread, parts);
}

async function deliverLinks(trouble: Trouble, { thread }: Spot, parts: TroublePostParts): Promise<void> {
  const open = await Promise.all(
    trouble.links.map(async ({ channel, ts }) => {
      const slot = `link-${channel}-${ts ?? 'channel'}`;
      return (await parts.posts.read(trouble.incident, slot)) ? [] : [{ channel, ts, slot }];
    }),
  );
  if (open.flat().length === 0) return;
  const link = thread === null ? null : await parts.desk.permalink(trouble.home.channel, thread);
  const message = elsewhereMessage(trouble, link, parts.language);
  for (const { channel, ts, slot } of open.flat())
    await once(slot, { channel, thread: ts }, message, trouble, parts);
}

async function once(
  slot: string,
  spot: Spot,
  message: SlackMessage,
  { incident, id }: Trouble,
  parts: TroublePostParts,
): Promise<void> {
  const posted = await postOnce({ incident, slot, spot, message }, parts);
  if (posted.ended === 'shut-out')
    parts.log.warn({ trouble: id, channel: spot.channel, says: posted.says }, 'shut out of a channel');
}

/** A thread that was opened before its root was known leads to where it is told. */
export async function deliverElsewhere(
  { id, place: { channel, thread } }: Incident,
  trouble: Trouble,
  parts: TroublePostParts,
): Promise<string | null> {
  const { home, incident } = trouble;
  const root = home.ts === null ? await parts.posts.read(incident, ROOT) : null;
  const ts = home.ts ?? (root?.is === 'posted' ? root.ts : null);
  const link = ts === null ? null : await parts.desk.permalink(home.channel, ts);
  const message = elsewhereMessage(trouble, link, parts.language);
  const shown = await show({ incident: id, slot: 'answer-1', spot: { channel, thread }, message }, parts);
  return shown.ended === 'shut-out' ? shown.says : null;
}
