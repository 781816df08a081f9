/** The button `Approve` under a plan. */
import { z } from 'zod';
import { APPROVE_FIX, approvalPressed } from '../src/slack/fix-buttons.ts';
import { refusedMessage } from '../src/slack/fix-words.ts';
import type { Handler } from '../src/slack/handler.ts';

const Press = z.object({ actions: z.tuple([z.object({ value: z.string().default('') })]) });

const approveFix: Handler = {
  id: 'approve-fix',
  on: 'action',
  action: new RegExp(`^${APPROVE_FIX}$`),
  async handle(body, room) {
    const approval = approvalPressed(Press.parse(body).actions[0].value);
    const answered =
      approval === null ? ({ ended: 'refused', code: 'gone' } as const) : await room.approveFix(approval);
    if (answered.ended === 'refused') await room.reply(refusedMessage(answered));
  },
};

export default approveFix;
