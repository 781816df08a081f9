/** What a person writes to the bot alone: the same words as in a mention, without the mention. */
import { z } from 'zod';
import { askInWords } from '../src/slack/asked-in-words.ts';
import type { Handler } from '../src/slack/handler.ts';

/** Slack sends mentions in direct messages as these events only, never as app_mention. */
const DirectMessage = z.object({
  event: z.object({
    channel_type: z.literal('im'),
    /** Edits, deletions, joins and the like have one; what a person writes has none. */
    subtype: z.undefined().optional(),
    bot_id: z.null().optional(),
    user: z.string().min(1),
    text: z.string().min(1),
    ts: z.string(),
  }),
});

const directMessage: Handler = {
  id: 'direct-message',
  on: 'event',
  event: 'message',
  async handle(body, room) {
    const read = DirectMessage.safeParse(body);
    // Our own answers and their edits come back as events too: answering one would never end.
    if (!read.success || read.data.event.user === room.botUser) return;
    const { text, ts } = read.data.event;
    await askInWords({ text, ts, before: '' }, room);
  },
};

export default directMessage;
