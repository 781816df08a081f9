/** The button `Look live` under an explanation: what the text names is asked about in the same thread. */
import { z } from 'zod';
import type { Words } from '../src/engine/words.ts';
import { LOOK_LIVE, pressed } from '../src/slack/buttons.ts';
import type { Handler, Restarted } from '../src/slack/handler.ts';
import { noteMessage } from '../src/slack/incident.ts';

const Press = z.object({ actions: z.tuple([z.object({ value: z.string().default('') })]) });

const words: Words<Readonly<Record<Exclude<Restarted, 'started'>, string>>> = {
  en: {
    running: 'This is being looked at anew; the answer comes in the thread.',
    over: 'This text was explained anew since; use the buttons of the latest answer.',
    gone: 'I no longer know this answer: answers are kept for 30 days. Ask with `/registry why-pull-fails`.',
  },
};

const lookLive: Handler = {
  id: 'look-live',
  on: 'action',
  action: new RegExp(`^${LOOK_LIVE}-\\d+$`),
  async handle(body, room) {
    const button = pressed(Press.parse(body).actions[0].value);
    const ended = button === null ? 'gone' : await room.lookLive(button);
    if (ended !== 'started') await room.reply(noteMessage(words.en[ended]));
  },
};

export default lookLive;
