/** A question in a message's own words, with or without a mention before it; the answer goes into its thread. */
import { UsageError } from '../engine/command.ts';
import { interpret, SLASH, textVerbs } from '../engine/interpret.ts';
import { explainQuestion } from '../engine/text/explain-question.ts';
import { asTyped, wordsAfterMention } from '../engine/words-typed.ts';
import type { Room } from './handler.ts';
import { introMessage, usageMessage } from './incident.ts';
import { messageText } from './message-text.ts';

export interface Said {
  readonly text: string;
  readonly ts: string;
  /** What stands before the verb where it was said: a mention, or nothing. */
  readonly before: string;
}

export async function askInWords({ text, ts, before }: Said, room: Room): Promise<void> {
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
    if ('act' in intent) return await room.reply(introMessage(await room.act(intent.act)));
    await room.ask(intent.ask, { channel, thread: thread ?? ts });
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const tries = error.tries.map((one) => one.replace(SLASH, before).trim());
    await room.reply(usageMessage(error.message, tries));
  }
}
