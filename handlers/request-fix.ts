/** The button of a fix under an answer: a worker looks again and shows the plan. Nothing is written. */
import { z } from 'zod';
import { pressed } from '../src/slack/buttons.ts';
import { REQUEST_FIX } from '../src/slack/fix-buttons.ts';
import { requestedWords } from '../src/slack/fix-words.ts';
import type { Handler } from '../src/slack/handler.ts';
import { noteMessage } from '../src/slack/incident.ts';

const Press = z.object({ actions: z.tuple([z.object({ value: z.string().default('') })]) });

const requestFix: Handler = {
  id: 'request-fix',
  on: 'action',
  action: new RegExp(`^${REQUEST_FIX}-\\d+$`),
  async handle(body, room) {
    const button = pressed(Press.parse(body).actions[0].value);
    const ended = button === null ? 'gone' : await room.requestFix(button);
    if (ended !== 'planning') await room.reply(noteMessage(requestedWords.en[ended]));
  },
};

export default requestFix;
