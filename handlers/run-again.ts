/** The button `Run again` under an answer. */
import { z } from 'zod';
import type { Words } from '../src/engine/words.ts';
import { pressed, RUN_AGAIN } from '../src/slack/buttons.ts';
import type { Handler, Restarted } from '../src/slack/handler.ts';
import { noteMessage } from '../src/slack/incident.ts';

const Press = z.object({ actions: z.tuple([z.object({ value: z.string().default('') })]) });

const words: Words<Readonly<Record<Exclude<Restarted, 'started'>, string>>> = {
  en: {
    running: 'This is being looked at just now; the answer comes in the thread.',
    over: 'This was asked again already.',
    gone: 'I no longer know this question: answers are kept for 30 days. Ask anew with `/registry`.',
  },
};

const runAgain: Handler = {
  id: 'run-again',
  on: 'action',
  action: new RegExp(`^${RUN_AGAIN}$`),
  async handle(body, room) {
    const button = pressed(Press.parse(body).actions[0].value);
    const ended = button === null ? 'gone' : await room.runAgain(button);
    if (ended !== 'started') await room.reply(noteMessage(words.en[ended]));
  },
};

export default runAgain;
