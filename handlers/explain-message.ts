/** The message shortcut `Explain registry error`: the answer goes into the message's thread. */
import { z } from 'zod';
import { explainQuestion } from '../src/engine/text/explain-question.ts';
import type { Words } from '../src/engine/words.ts';
import { asTyped } from '../src/engine/words-typed.ts';
import type { Handler } from '../src/slack/handler.ts';
import { noteMessage } from '../src/slack/incident.ts';
import { messageText } from '../src/slack/message-text.ts';

const Shortcut = z.object({ message: z.looseObject({ ts: z.string(), thread_ts: z.string().optional() }) });

const words: Words<{ readonly empty: string }> = {
  en: { empty: 'This message has no text I could explain; an image of an error I cannot read.' },
};

const explainMessage: Handler = {
  id: 'explain-message',
  on: 'shortcut',
  callback: 'explain_message',
  async handle(body, room) {
    const { message } = Shortcut.parse(body);
    const question = explainQuestion(asTyped(messageText(message)));
    if (question === null) return await room.reply(noteMessage(words.en.empty));
    await room.ask(question, { channel: room.sender.channel, thread: message.thread_ts ?? message.ts });
  },
};

export default explainMessage;
