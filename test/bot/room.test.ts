import { pino } from 'pino';
import { expect, test } from 'vitest';
import type { Received } from '../../src/bot/delivery.ts';
import { type RoomParts, roomFor } from '../../src/bot/room.ts';
import type { Incident } from '../../src/engine/incident.ts';
import type { Reply } from '../../src/engine/reply.ts';
import { asked, NOW } from '../slack/setup.ts';

const swept: Reply = {
  kind: 'sweep',
  report: {
    clusters: ['prod'],
    namespace: null,
    pods: 9,
    failing: 2,
    questions: 1,
    asked: 1,
    couldNotLook: [],
    at: NOW,
    ms: 1,
    groups: [
      {
        cause: null,
        root: 'image `a`',
        summary: 'Unclear.',
        pods: 2,
        images: 1,
        namespaces: ['shop'],
        namespaceCount: 1,
        since: NOW,
        evidence: null,
        step: null,
        specimen: { cluster: 'prod', namespace: 'shop', pod: 'cart-0', container: 'web', image: 'a' },
        members: [],
      },
    ],
  },
};
const received: Received = {
  kind: 'action',
  key: 'k',
  requestId: 'req-2',
  incidentId: 'inc-2',
  sender: { user: 'U2', channel: 'C1', thread: '17.1' },
  replyThread: '17.1',
  answerUrl: null,
  teams: ['T1'],
  enterprises: [],
};

/** A room over one stored incident; what is opened is written down. */
function roomOver(stored: Incident | null) {
  const opened: Incident[] = [];
  const parts = {
    incidents: { read: async () => stored, open: async (one: Incident) => void opened.push(one) },
    queues: { diagnose: async () => {}, deliver: async () => {}, watch: async () => {} },
    log: pino({ level: 'silent' }),
  };
  // Only what asking needs is there.
  return { room: roomFor(received, parts as unknown as RoomParts), opened };
}

const answered: Incident = { ...asked, run: 2, state: { is: 'answered', reply: swept, at: NOW } };

test('a group of a sweep is asked about in the thread the button stands in', async () => {
  const { room, opened } = roomOver(answered);
  expect(await room.whyGroup({ incident: asked.id, run: 2, option: 0 })).toBe('started');
  expect(opened).toMatchObject([
    {
      id: 'inc-2',
      askedBy: 'U2',
      place: { channel: 'C1', thread: '17.1' },
      question: { kind: 'pull', cluster: 'prod', namespace: 'shop', workload: 'pod', what: 'cart-0' },
    },
  ]);
});

test.each([
  ['another run', answered, { run: 1, option: 0 }, 'over'],
  ['no such group', answered, { run: 2, option: 9 }, 'over'],
  ['gone through anew', asked, { run: 1, option: 0 }, 'running'],
  ['expired', null, { run: 1, option: 0 }, 'gone'],
] as const)('%s', async (_, stored, button, ended) => {
  const { room, opened } = roomOver(stored);
  expect(await room.whyGroup({ incident: asked.id, ...button })).toBe(ended);
  expect(opened).toEqual([]);
});
