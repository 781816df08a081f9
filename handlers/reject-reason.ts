/** The modal that asks why a plan is rejected was sent. */
import { approvalPressed } from '../src/slack/fix-buttons.ts';
import { refusedMessage } from '../src/slack/fix-words.ts';
import type { Handler } from '../src/slack/handler.ts';
import { REJECT_REASON, readRejection } from '../src/slack/reject-modal.ts';

const rejectReason: Handler = {
  id: 'reject-reason',
  on: 'view',
  callback: REJECT_REASON,
  async handle(body, room) {
    const { approval, why } = readRejection(body);
    const known = approvalPressed(approval);
    const answered =
      known === null ? ({ ended: 'refused', code: 'gone' } as const) : await room.rejectFix(known, why);
    if (answered.ended === 'refused') await room.reply(refusedMessage(answered));
  },
};

export default rejectReason;
