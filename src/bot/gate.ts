/**
 * Between Slack and Bolt: a delivery is stored before Bolt acknowledges it, known ones are acknowledged and
 * left, and what a dead process acknowledged but never worked on is worked on.
 */
import type { App, ReceiverEvent } from '@slack/bolt';
import type { Words } from '../engine/words.ts';
import type { SlackDesk } from '../jobs/deliver/desk.ts';
import { type Logger, withRequest } from '../log.ts';
import { noteMessage } from '../slack/incident.ts';
import type { Inbox } from '../store/inbox.ts';
import { type Received, readDelivery } from './delivery.ts';

export interface GateParts {
  readonly inbox: Inbox;
  readonly desk: SlackDesk;
  /** Deliveries that could not be worked on to the end, by key; taken out once they are left in the inbox. */
  readonly left: Set<string>;
  readonly log: Logger;
}

export interface Gate {
  /** Stops looking for left-overs and lets what is being worked on end, for so many milliseconds. */
  stop(ms: number): Promise<void>;
}

const words: Words<{ away(requestId: string): string }> = {
  en: {
    away: (requestId) =>
      `I cannot take this: my memory (Redis) does not answer. Nothing was started. Try again in a minute; for the operator's logs: \`${requestId}\``,
  },
};

/** A handler takes well under a second; after this its process is dead. */
const LEFT_OVER_MS = 15_000;
const LOOK_EVERY_MS = 5_000;

/** Puts the gate in front of an app. The receivers call `processEvent`, Socket Mode and HTTP alike. */
export function putGate(app: App, parts: GateParts): Gate {
  const run = app.processEvent.bind(app);
  const working = new Set<Promise<void>>();
  const track = (work: Promise<void>): Promise<void> => {
    const kept = work.finally(() => working.delete(kept));
    working.add(kept);
    return kept;
  };
  app.processEvent = (event) => track(enter(event, run, parts));
  const looking = setInterval(() => {
    void track(workOnLeftOvers(run, parts)).catch((error: unknown) => {
      parts.log.warn({ err: error }, 'cannot look for deliveries left over');
    });
  }, LOOK_EVERY_MS);
  return {
    async stop(ms) {
      clearInterval(looking);
      const late = new Promise((done) => setTimeout(done, ms).unref());
      await Promise.race([Promise.allSettled(working), late]);
    },
  };
}

type Run = (event: ReceiverEvent) => Promise<void>;

async function enter(event: ReceiverEvent, run: Run, parts: GateParts): Promise<void> {
  const received = readDelivery(event.body);
  await withRequest(received.requestId, async () => {
    const stored = await store(event, received, parts);
    if (stored === 'away') return;
    if (stored === 'seen') {
      parts.log.info({ kind: received.kind, retry: event.retryNum }, 'delivered again; acknowledged only');
      await event.ack();
      return;
    }
    await run(event);
    await finish(received.key, parts);
  });
}

/** Throws when an event could not be stored: HTTP then answers 500 and Slack delivers it again. */
async function store(
  event: ReceiverEvent,
  received: Received,
  { inbox, desk, log }: GateParts,
): Promise<'new' | 'seen' | 'away'> {
  const { key, requestId, kind, answerUrl } = received;
  try {
    return await inbox.put({ key, requestId, body: event.body }, Date.now());
  } catch (error) {
    log.error({ err: error, kind }, 'delivery could not be stored');
    // Slack repeats events but neither commands nor buttons: there the person has to know.
    if (kind !== 'command' && kind !== 'action' && kind !== 'shortcut') throw error;
    const message = noteMessage(words.en.away(requestId));
    await event.ack(kind === 'command' ? { response_type: 'ephemeral', ...message } : undefined);
    if (kind !== 'command' && answerUrl !== null) await desk.answer(answerUrl, message);
    return 'away';
  }
}

async function finish(key: string, { inbox, left, log }: GateParts): Promise<void> {
  if (left.delete(key)) return;
  // Left in the inbox it is worked on once more, which changes nothing.
  await inbox.done(key).catch((error: unknown) => log.warn({ err: error }, 'delivery could not be closed'));
}

async function workOnLeftOvers(run: Run, parts: GateParts): Promise<void> {
  for (const { key, requestId, body } of await parts.inbox.takeLeftOvers(LEFT_OVER_MS, Date.now())) {
    await withRequest(requestId, async () => {
      parts.log.warn('a delivery was acknowledged by a process that died; working on it now');
      await run({ body: { ...body }, ack: async () => {} });
      await finish(key, parts);
    });
  }
}
