/** The button `Why` beside a group of a sweep: the pod that stands for it is asked about in the same thread. */
import { z } from 'zod';
import type { Words } from '../src/engine/words.ts';
import { pressed, WHY_GROUP } from '../src/slack/buttons.ts';
import type { Handler, Restarted } from '../src/slack/handler.ts';
import { noteMessage } from '../src/slack/incident.ts';

const Press = z.object({ actions: z.tuple([z.object({ value: z.string().default('') })]) });

const words: Words<Readonly<Record<Exclude<Restarted, 'started'>, string>>> = {
  en: {
    running: 'These pulls are being gone through anew; the answer comes in the thread, with new buttons.',
    over: 'These pulls were gone through anew since; use the buttons of the latest answer.',
    gone: 'I no longer know this answer: answers are kept for 30 days. Ask anew with `/registry sweep`.',
  },
};

const whyGroup: Handler = {
  id: 'why-group',
  on: 'action',
  action: new RegExp(`^${WHY_GROUP}-\\d+$`),
  async handle(body, room) {
    const button = pressed(Press.parse(body).actions[0].value);
    const ended = button === null ? 'gone' : await room.whyGroup(button);
    if (ended !== 'started') await room.reply(noteMessage(words.en[ended]));
  },
};

export default whyGroup;
