/** The button `Reject` under a plan: asks for the reason in a modal. */
import { z } from 'zod';
import { approvalPressed, REJECT_FIX } from '../src/slack/fix-buttons.ts';
import { refusedMessage } from '../src/slack/fix-words.ts';
import type { Handler } from '../src/slack/handler.ts';
import { rejectModal } from '../src/slack/reject-modal.ts';

const Press = z.object({
  trigger_id: z.string(),
  actions: z.tuple([z.object({ value: z.string().default('') })]),
  container: z.object({ message_ts: z.string().optional() }).optional(),
});

const rejectFix: Handler = {
  id: 'reject-fix',
  on: 'action',
  action: new RegExp(`^${REJECT_FIX}$`),
  async handle(body, room) {
    const { trigger_id: trigger, actions, container } = Press.parse(body);
    const approval = approvalPressed(actions[0].value);
    if (approval === null) return room.reply(refusedMessage({ code: 'gone' }));
    const { channel, thread } = room.sender;
    await room.openModal(
      trigger,
      rejectModal({ approval, channel, thread: thread ?? container?.message_ts ?? null }),
    );
  },
};

export default rejectFix;
