/** `@registry-medic <verb> …`: the same words where slash commands cannot be typed; the answer stays in the thread. */
import { z } from 'zod';
import { UsageError } from '../src/engine/command.ts';
import { interpret, SLASH, textVerbs } from '../src/engine/interpret.ts';
import { explainQuestion } from '../src/engine/text/explain-question.ts';
import { asTyped, wordsAfterMention } from '../src/engine/words-typed.ts';
import type { Handler } from '../src/slack/handler.ts';
import { introMessage, usageMessage } from '../src/slack/incident.ts';
import { messageText } from '../src/slack/message-text.ts';

const Mention = z.object({
  event: z.object({
    text: z.string().default(''),
    ts: z.string(),
    bot_id: z.string().nullish(),
  }),
});

const appMention: Handler = {
  id: 'app-mention',
  on: 'event',
  event: 'app_mention',
  async handle(body, room) {
    const { text, ts, bot_id: bot } = Mention.parse(body).event;
    // Two bots that answer each other's mentions never end.
    if (bot) return;
    const { channel, thread } = room.sender;
    try {
      const words = wordsAfterMention(text, room.botUser, textVerbs(room.known.commands));
      // `explain` alone, as a reply, means the message above.
      const above =
        words.length === 1 && words[0]?.toLowerCase() === 'explain' ? await room.threadRoot() : null;
      const explained = above === null ? null : explainQuestion(asTyped(messageText(above)));
      if (explained) return await room.ask(explained, { channel, thread: thread ?? ts });
      const intent = interpret(words, room.known);
      if ('reply' in intent) return await room.reply(introMessage(intent.reply));
      await room.ask(intent.ask, { channel, thread: thread ?? ts });
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      const tries = error.tries.map((one) => one.replace(SLASH, '@registry-medic'));
      await room.reply(usageMessage(error.message, tries));
    }
  },
};

export default appMention;
