/** Brings one message of an incident to what it should show: posted if it is not there, edited if it differs. */
import type { SlackMessage } from '../../slack/blocks.ts';
import { TryLater } from './desk.ts';
import { digestOf } from './digest.ts';
import { type PostedOnce, type PostParts, postOnce, type ToPost } from './post-once.ts';

export async function show(of: ToPost, parts: PostParts): Promise<PostedOnce> {
  // One that was there, or was found after a try whose answer was lost, may show what was so back then.
  const posted = await postOnce(of, parts);
  if (posted.ended === 'shut-out') return posted;
  const { ts, shows } = posted;
  const wanted = digestOf(of.message);
  if (shows !== wanted) {
    await edit(of, ts, of.message, parts);
    await parts.posts.write(of.incident, of.slot, { is: 'posted', ts, shows: wanted });
  }
  return posted;
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
