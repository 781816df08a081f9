/**
 * Between Slack and Bolt: a delivery is stored before Bolt acknowledges it, known ones are acknowledged and
 * left, and what a dead process acknowledged but never worked on is worked on.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { App, ReceiverEvent } from '@slack/bolt';
import { isRedisAway } from '../clients/redis.ts';
import { redisTrouble } from '../clients/redis-trouble.ts';
import type { SlackDesk } from '../jobs/deliver/desk.ts';
import { type Logger, withRequest } from '../log.ts';
import { slackDeliveries } from '../metrics/slack.ts';
import { noteMessage } from '../slack/incident.ts';
import type { Inbox } from '../store/inbox.ts';
import { traced } from '../tracing/trace.ts';
import { type Received, readDelivery } from './delivery.ts';
import { createHold, type Hold, holdWords } from './hold.ts';
import { isForUs, requireNow } from './ours.ts';
import { timed } from './timed.ts';
import type { Self } from './who-am-i.ts';

export interface GateParts {
  readonly inbox: Inbox;
  readonly desk: SlackDesk;
  readonly me: Pick<Self, 'team' | 'enterprise'>;
  /** Deliveries that could not be worked on to the end, by key; taken out once they are left in the inbox. */
  readonly left: Set<string>;
  readonly log: Logger;
}

export interface Gate {
  /** Stops looking for left-overs and lets what is being worked on end, for so many milliseconds. */
  stop(ms: number): Promise<void>;
}

/** Slack waits 3 s for an acknowledgement; a failover that is shorter than this nobody needs to hear of. */
const BLIP_MS = 1_200;
const BLIP_EVERY_MS = 150;
const COME_ONCE: ReadonlySet<Received['kind']> = new Set(['command', 'action', 'shortcut']);
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
  const hold = createHold();
  app.processEvent = (event) => track(enter(event, run, hold, parts));
  const looking = setInterval(() => {
    void track(workOnLeftOvers(run, parts)).catch((error: unknown) => {
      if (isRedisAway(error)) redisTrouble(parts.log).heard(error);
      else parts.log.warn({ err: error }, 'cannot look for deliveries left over');
    });
  }, LOOK_EVERY_MS);
  return {
    async stop(ms) {
      clearInterval(looking);
      hold.stop();
      const late = new Promise((done) => setTimeout(done, ms).unref());
      await Promise.race([Promise.allSettled(working), late]);
    },
  };
}

type Run = (event: ReceiverEvent) => Promise<void>;

async function enter(came: ReceiverEvent, run: Run, hold: Hold, parts: GateParts): Promise<void> {
  requireNow(came, Date.now());
  const received = readDelivery(came.body);
  const event = timed(came, received.kind);
  await withTrace(received, async () => {
    const count = (taken: string): void => slackDeliveries.inc({ kind: received.kind, taken });
    if (!isForUs(received, parts.me)) {
      count('foreign');
      parts.log.warn({ kind: received.kind, teams: received.teams }, 'for another workspace; left alone');
      // Acknowledged all the same: Slack would send it again and then call us broken.
      return event.ack();
    }
    const stored = await store(event, received, parts);
    count(stored);
    if (stored === 'away') return later(event, received, run, hold, parts);
    if (stored === 'seen') {
      parts.log.info({ kind: received.kind, retry: event.retryNum }, 'delivered again; acknowledged only');
      await event.ack();
      return;
    }
    await run(event);
    await finish(received.key, parts);
  });
}

/** One request id on every line, and one trace from here on. */
function withTrace({ kind, requestId }: Received, work: () => Promise<void>): Promise<void> {
  const attributes = { 'registry_medic.request_id': requestId, 'registry_medic.delivery': kind };
  return withRequest(requestId, () =>
    traced(() => ({ name: `slack ${kind}`, kind: 'server', attributes }), work),
  );
}

/** Throws when an event could not be stored: HTTP then answers 500 and Slack delivers it again. */
async function store(
  { body }: ReceiverEvent,
  { key, requestId, kind }: Received,
  { inbox, log }: GateParts,
): Promise<'new' | 'seen' | 'away'> {
  const until = Date.now() + BLIP_MS;
  for (;;) {
    try {
      return await inbox.put({ key, requestId, body }, Date.now());
    } catch (error) {
      // Slack repeats events, and a modal stays open to be sent again; commands and buttons come once.
      if (!COME_ONCE.has(kind)) throw error;
      if (Date.now() < until) {
        await pause(BLIP_EVERY_MS);
        continue;
      }
      log.error({ err: error, kind }, 'delivery could not be stored');
      return 'away';
    }
  }
}

/** Acknowledges, tells the person that it waits, and works on it once Redis is back. */
async function later(
  event: ReceiverEvent,
  received: Received,
  run: Run,
  hold: Hold,
  parts: GateParts,
): Promise<void> {
  const { key, requestId, kind, answerUrl, sender } = received;
  const say = holdWords.en;
  const tell = async (says: string): Promise<void> => {
    if (answerUrl !== null) await parts.desk.answer(answerUrl, noteMessage(says), sender.thread);
  };
  const first = hold.hasRoom() ? say.kept(requestId) : say.full(requestId);
  const isCommand = kind === 'command';
  await event.ack(isCommand ? { response_type: 'ephemeral', ...noteMessage(first) } : undefined);
  if (!isCommand) await tell(first);
  if (first === say.full(requestId)) return;
  const stored = await hold.untilStored(() =>
    parts.inbox.put({ key, requestId, body: event.body }, Date.now()),
  );
  if (stored.ended !== 'stored') return tell(say[stored.ended](requestId));
  parts.log.info({ kind, stored: stored.as }, 'Redis is back; what was held is worked on');
  if (stored.as === 'seen') return;
  await run({ body: event.body, ack: async () => {} });
  await finish(key, parts);
}

async function finish(key: string, { inbox, left, log }: GateParts): Promise<void> {
  if (left.delete(key)) return;
  // Left in the inbox it is worked on once more, which changes nothing.
  await inbox.done(key).catch((error: unknown) => log.warn({ err: error }, 'delivery could not be closed'));
}

async function workOnLeftOvers(run: Run, parts: GateParts): Promise<void> {
  for (const { key, body } of await parts.inbox.takeLeftOvers(LEFT_OVER_MS, Date.now())) {
    await withTrace(readDelivery(body), async () => {
      parts.log.warn('a delivery was acknowledged by a process that died; working on it now');
      await run({ body: { ...body }, ack: async () => {} });
      await finish(key, parts);
    });
  }
}
