/** Brings one message of an incident to what it should show: posted if it is not there, edited if it differs. */
import type { SlackMessage } from '../../slack/blocks.ts';
import { TryLater } from './desk.ts';
import { digestOf } from './digest.ts';
import { type PostedOnce, type PostParts, postOnce, type ToPost } from './post-once.ts';

export async function show(of: ToPost, parts: PostParts): Promise<PostedOnce> {
  const known = await parts.posts.read(of.incident, of.slot);
  if (known?.is !== 'posted' || known.ts === null) return postOnce(of, parts);
  const { ts, shows } = known;
  const wanted = digestOf(of.message);
  if (shows !== wanted) {
    await edit(of, ts, of.message, parts);
    await parts.posts.write(of.incident, of.slot, { is: 'posted', ts, shows: wanted });
  }
  return { ended: 'posted', ts };
}

async function edit(of: ToPost, ts: string, message: SlackMessage, parts: PostParts): Promise<void> {
  const { incident, slot } = of;
  const edited = await parts.desk.edit(of.spot.channel, ts, message);
  switch (edited.ended) {
    case 'edited':
      return;
    case 'gone':
      // Somebody deleted it; posting it again would be arguing.
      return parts.log.info({ incident, slot }, 'message is gone and stays so');
    case 'rate-limited':
      throw new TryLater(`Editing ${slot} of ${incident}: Slack asks to wait`, edited.retryMs);
    case 'unsure':
      throw new TryLater(`Editing ${slot} of ${incident}: ${edited.says}`, null);
    case 'refused': {
      if (message.blocks.length === 0) throw new Error(`Editing ${slot} of ${incident}: ${edited.says}`);
      parts.log.error(
        { incident, slot, says: edited.says },
        'Slack refuses an edit; its text goes out without blocks',
      );
      return edit(of, ts, { text: message.text, blocks: [] }, parts);
    }
  }
}
