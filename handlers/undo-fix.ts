/** The button `Undo` under a fix that was done: its plan is shown and needs its own yes. */
import { z } from 'zod';
import { approvalPressed, UNDO_FIX } from '../src/slack/fix-buttons.ts';
import { requestedWords } from '../src/slack/fix-words.ts';
import type { Handler } from '../src/slack/handler.ts';
import { noteMessage } from '../src/slack/incident.ts';

const Press = z.object({ actions: z.tuple([z.object({ value: z.string().default('') })]) });

const undoFix: Handler = {
  id: 'undo-fix',
  on: 'action',
  action: new RegExp(`^${UNDO_FIX}$`),
  async handle(body, room) {
    const approval = approvalPressed(Press.parse(body).actions[0].value);
    const ended = approval === null ? 'gone' : await room.requestUndo(approval);
    if (ended !== 'planning') await room.reply(noteMessage(requestedWords.en[ended]));
  },
};

export default undoFix;
