/** Registers handlers with Bolt: acknowledges at once, catches, logs once, and tells the sender honestly. */
import type { App } from '@slack/bolt';
import { isRedisAway } from '../clients/redis.ts';
import type { Words } from '../engine/words.ts';
import type { Handler } from '../slack/handler.ts';
import { noteMessage } from '../slack/incident.ts';
import { readDelivery } from './delivery.ts';
import { type RoomParts, roomFor } from './room.ts';

const words: Words<{ failed(requestId: string): string }> = {
  en: {
    failed: (requestId) =>
      `I failed to take this up: the fault is mine. Try again; for the operator's logs: \`${requestId}\``,
  },
};

export function listen(app: App, handlers: readonly Handler[], parts: RoomParts): void {
  for (const handler of handlers) register(app, handler, parts);
  app.error(async (error) => parts.log.error({ err: error }, 'Bolt could not handle a delivery'));
}

function register(app: App, handler: Handler, parts: RoomParts): void {
  switch (handler.on) {
    case 'command':
      app.command(handler.command, async ({ ack, body }) => {
        await ack();
        await work(handler, { ...body }, parts);
      });
      return;
    case 'event':
      // Bolt has acknowledged an event before it comes here.
      app.event(handler.event, async ({ body }) => work(handler, { ...body }, parts));
      return;
    case 'shortcut':
      app.shortcut(handler.callback, async ({ ack, body }) => {
        await ack();
        await work(handler, { ...body }, parts);
      });
      return;
    case 'view':
      app.view(handler.callback, async ({ ack, body }) => {
        await ack();
        await work(handler, { ...body }, parts);
      });
      return;
    case 'action':
      app.action(handler.action, async ({ ack, body }) => {
        await ack();
        await work(handler, { ...body }, parts);
      });
  }
}

async function work(handler: Handler, body: Record<string, unknown>, parts: RoomParts): Promise<void> {
  const received = readDelivery(body);
  const room = roomFor(received, parts);
  try {
    await handler.handle(body, room);
  } catch (error) {
    if (isRedisAway(error)) {
      // It is stored, and taken up again when Redis is back: nobody has to do anything twice.
      parts.log.warn({ err: error, handler: handler.id }, 'Redis was away; left for later');
      parts.leave(received.key);
      return;
    }
    parts.log.error({ err: error, handler: handler.id }, 'handler failed');
    if (handler.failure === 'log') return;
    await room.reply(noteMessage(words.en.failed(received.requestId))).catch((err: unknown) => {
      parts.log.error({ err, handler: handler.id }, 'and its failure could not be told');
    });
  }
}
