/** A desk that does what a test says, and a store in memory. */
import { pino } from 'pino';
import type { Incident } from '../../../src/engine/incident.ts';
import type { Trouble } from '../../../src/engine/trouble.ts';
import type { DeliverParts } from '../../../src/jobs/deliver/deliver-incident.ts';
import type {
  Answered,
  Edited,
  Found,
  Mark,
  Posted,
  Shared,
  SlackDesk,
  Uploaded,
} from '../../../src/jobs/deliver/desk.ts';
import type { SlackMessage } from '../../../src/slack/blocks.ts';
import type { Post, PostStore } from '../../../src/store/posts.ts';

export interface TestDesk extends SlackDesk {
  readonly did: string[];
  readonly shown: Map<string, SlackMessage>;
  /** Endings to come, first in first out; then all goes well. */
  readonly posts: Posted[];
  readonly edits: Edited[];
  readonly finds: Found[];
  readonly answers: Answered[];
  readonly uploads: Uploaded[];
  readonly shares: Shared[];
  /** Channel by file. */
  readonly files: Map<string, string>;
}

export function testDesk(): TestDesk {
  let count = 0;
  const desk: TestDesk = {
    botName: 'registry-medic',
    did: [],
    shown: new Map(),
    posts: [],
    edits: [],
    finds: [],
    answers: [],
    uploads: [],
    shares: [],
    files: new Map(),
    async post(spot, message, mark: Mark) {
      desk.did.push(`post ${mark.slot}${spot.thread === null ? '' : ` under ${spot.thread}`}`);
      const ending = desk.posts.shift() ?? { ended: 'posted' as const, ts: `${++count}.0` };
      if (ending.ended === 'posted') desk.shown.set(ending.ts, message);
      return ending;
    },
    async edit(_, ts, message) {
      desk.did.push(`edit ${ts}`);
      const ending = desk.edits.shift() ?? { ended: 'edited' as const };
      if (ending.ended === 'edited') desk.shown.set(ts, message);
      return ending;
    },
    permalink: async (channel, ts) => `https://acme.slack.test/archives/${channel}/p${ts.replace('.', '')}`,
    async find(_, mark) {
      desk.did.push(`find ${mark.slot}`);
      return desk.finds.shift() ?? { ended: 'not-there' };
    },
    read: async () => null,
    async upload({ name, alt }) {
      desk.did.push(`upload ${name}${alt === undefined ? '' : ` (${alt})`}`);
      return desk.uploads.shift() ?? { ended: 'uploaded', file: `F${++count}` };
    },
    async share(file, _, { channel, thread }) {
      desk.did.push(`share ${file} under ${thread}`);
      const ending = desk.shares.shift() ?? { ended: 'shared' as const };
      // `unsure`: Slack did it, and its answer was lost.
      if (ending.ended !== 'refused') desk.files.set(file, channel);
      return ending;
    },
    async seeFile(id) {
      const channel = desk.files.get(id);
      const spots = channel === undefined ? [] : [{ channel, ts: '1.0', thread: null }];
      return { ended: 'seen', file: { id, name: 'f', bytes: 1, url: '', spots } };
    },
    download: async () => ({ ended: 'downloaded', body: new Uint8Array() }),
    async answer(url, message) {
      desk.did.push(`answer ${url}: ${message.text}`);
      return desk.answers.shift() ?? { ended: 'answered' };
    },
  };
  return desk;
}

export function memoryPosts(): PostStore & { readonly kept: Map<string, Post> } {
  const kept = new Map<string, Post>();
  const claims = new Set<string>();
  return {
    kept,
    read: async (_, slot) => kept.get(slot) ?? null,
    all: async () => new Map(kept),
    write: async (_, slot, post) => void kept.set(slot, post),
    forget: async (_, slot) => void kept.delete(slot),
    claim: async (_, slot) => (claims.has(slot) ? null : claims.add(slot) && slot),
    release: async (_, slot) => void claims.delete(slot),
  };
}

export const asked: Incident = {
  id: 'inc-1',
  requestId: 'req-1',
  createdAt: '2026-11-21T02:00:00.000Z',
  askedBy: 'U1',
  place: { channel: 'C1', thread: null },
  question: { kind: 'pull', namespace: 'shop', what: 'cart-0' },
  run: 1,
  runAt: '2026-11-21T02:00:00.000Z',
  message: 1,
  state: { is: 'waiting' },
};

export const answered: Incident = {
  ...asked,
  state: {
    is: 'answered',
    at: '2026-11-21T02:00:02.000Z',
    reply: { kind: 'refusal', why: 'not-found', says: 'No pod is called `cart-0`.', tries: [] },
  },
};

export function partsFor(
  record: () => Incident | null,
  of: { desk: TestDesk; posts?: PostStore; answerUrl?: string; trouble?: Trouble },
): DeliverParts {
  return {
    desk: of.desk,
    posts: of.posts ?? memoryPosts(),
    log: pino({ level: 'silent' }),
    incidents: {
      open: async () => 'known',
      read: async () => record(),
      change: async () => null,
      offering: async () => [],
      keepAnswerUrl: async () => {},
      answerUrl: async () => of.answerUrl ?? null,
    },
    approvals: { ofIncident: async () => [], read: async () => null },
    freezes: { all: async () => [] },
    troubles: { read: async () => of.trouble ?? null },
    digests: { read: async () => null },
    remediations: { enabled: [], approvers: [] },
    titles: new Map(),
    language: 'en',
    now: () => new Date('2026-11-21T02:00:01.000Z'),
  };
}
