/** The buttons beside several matching subjects: one is picked, and its answer takes the choice's place. */
import { z } from 'zod';
import type { Words } from '../src/engine/words.ts';
import { CHOOSE_SUBJECT, pressed } from '../src/slack/buttons.ts';
import type { Handler, Restarted } from '../src/slack/handler.ts';
import { noteMessage } from '../src/slack/incident.ts';

const Press = z.object({ actions: z.tuple([z.object({ value: z.string().default('') })]) });

const words: Words<Readonly<Record<Exclude<Restarted, 'started'>, string>>> = {
  en: {
    running: 'One of these is being looked at already; its answer comes here.',
    over: 'One of these was chosen already. For another: `/registry why-pull-fails <name>`',
    gone: 'I no longer know this question: answers are kept for 30 days. Ask anew with `/registry`.',
  },
};

const chooseSubject: Handler = {
  id: 'choose-subject',
  on: 'action',
  action: new RegExp(`^${CHOOSE_SUBJECT}-\\d+$`),
  async handle(body, room) {
    const button = pressed(Press.parse(body).actions[0].value);
    const ended = button === null ? 'gone' : await room.choose(button);
    if (ended !== 'started') await room.reply(noteMessage(words.en[ended]));
  },
};

export default chooseSubject;
