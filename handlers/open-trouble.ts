/** The button `Open its thread` of a summary: this trouble is told in a thread of its own after all. */
import { z } from 'zod';
import type { Words } from '../src/engine/words.ts';
import { OPEN_TROUBLE } from '../src/slack/digest.ts';
import type { Handler } from '../src/slack/handler.ts';
import { noteMessage } from '../src/slack/incident.ts';

const Press = z.object({ actions: z.tuple([z.object({ value: z.string().default('') })]) });

const words: Words<{ readonly gone: string }> = {
  en: { gone: 'I no longer know this trouble: they are kept for 30 days.' },
};

const openTrouble: Handler = {
  id: 'open-trouble',
  on: 'action',
  action: new RegExp(`^${OPEN_TROUBLE}:`),
  async handle(body, room) {
    const opened = await room.openTrouble(Press.parse(body).actions[0].value);
    if (!opened) await room.reply(noteMessage(words.en.gone));
  },
};

export default openTrouble;
