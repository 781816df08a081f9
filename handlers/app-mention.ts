/** `@registry-medic <verb> …`: the same words where slash commands cannot be typed; the answer stays in the thread. */
import { z } from 'zod';
import { askInWords } from '../src/slack/asked-in-words.ts';
import { mayBeDump } from '../src/slack/dropped-file.ts';
import type { Handler } from '../src/slack/handler.ts';

const Mention = z.object({
  event: z.object({
    text: z.string().default(''),
    ts: z.string(),
    bot_id: z.string().nullish(),
    files: z.array(z.looseObject({ name: z.string().nullish() })).optional(),
  }),
});

const appMention: Handler = {
  id: 'app-mention',
  on: 'event',
  event: 'app_mention',
  async handle(body, room) {
    const { text, ts, bot_id: bot, files = [] } = Mention.parse(body).event;
    // Two bots that answer each other's mentions never end.
    if (bot) return;
    // Its file comes as an event of its own, and is asked with these words.
    if (files.some(({ name }) => mayBeDump(name ?? ''))) return;
    await askInWords({ text, ts, before: '@registry-medic' }, room);
  },
};

export default appMention;
