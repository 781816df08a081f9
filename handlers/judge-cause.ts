/** The buttons `Right cause` and `Wrong cause` under a verdict: kept with the facts it was reached from. */
import { z } from 'zod';
import type { Words } from '../src/engine/words.ts';
import { pressed, RIGHT_CAUSE, WRONG_CAUSE } from '../src/slack/buttons.ts';
import type { Handler } from '../src/slack/handler.ts';
import { noteMessage } from '../src/slack/incident.ts';

const Press = z.object({
  actions: z.tuple([z.object({ action_id: z.string(), value: z.string().default('') })]),
});

const words: Words<{
  right(cause: string): string;
  wrong(cause: string, incident: string): string;
  readonly gone: string;
}> = {
  en: {
    right: (cause) => `Noted: \`${cause}\` was right.`,
    wrong: (cause, incident) =>
      `Noted: \`${cause}\` was wrong. The facts are kept with it; the operator judges them again with \`registry-medic replay ${incident}\`. What it truly was, written into this thread, helps whoever looks.`,
    gone: 'I no longer know this answer: answers are kept for 30 days.',
  },
};

const judgeCause: Handler = {
  id: 'judge-cause',
  on: 'action',
  action: new RegExp(`^(${RIGHT_CAUSE}|${WRONG_CAUSE})$`),
  async handle(body, room) {
    const [{ action_id: action, value }] = Press.parse(body).actions;
    const button = pressed(value);
    const says = action === RIGHT_CAUSE ? 'right' : 'wrong';
    const judged = button === null ? null : await room.judge(button, says);
    if (button === null || judged === null) return room.reply(noteMessage(words.en.gone));
    const said =
      says === 'right' ? words.en.right(judged.cause) : words.en.wrong(judged.cause, button.incident);
    await room.reply(noteMessage(said));
  },
};

export default judgeCause;
