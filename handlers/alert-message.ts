/** An alert in a channel that wants its alerts answered: what it tells is kept and looked at. All else is left alone. */
import { z } from 'zod';
import { hearMessage } from '../src/engine/alerts/heard-message.ts';
import type { Handler } from '../src/slack/handler.ts';

const Message = z.object({ event: z.looseObject({ channel: z.string() }) });

const alertMessage: Handler = {
  id: 'alert-message',
  on: 'event',
  event: 'message',
  // Most messages are people's talk: nobody there waits for us.
  failure: 'log',
  async handle(body, room) {
    const read = Message.safeParse(body);
    if (!read.success) return;
    const heard = hearMessage(read.data.event, room.ourselves);
    if (heard === null) return;
    await room.takeAlerts(heard);
  },
};

export default alertMessage;
