import { expect, test } from 'vitest';
import { offersIn } from '../../src/engine/offers.ts';
import type { Reply } from '../../src/engine/reply.ts';
import { ReplyRecord } from '../../src/store/reply-record.ts';

const AT = '2026-11-21T02:00:00.000Z';
const PULL = { image: 'harbor.acme.test' };
const RESUME = { id: 'resume-queue', title: 'Resume the queue', risk: 'low', ready: true } as const;
const COUNT = {
  id: 'dry-run-collection',
  title: 'Count',
  risk: 'low',
  ready: false,
  why: 'one runs',
} as const;
const said = { says: 'It stands still.', quotes: [], steps: [] };
const none = { couldNotLook: [], at: AT, ms: 1 };

const JOBS: Reply = {
  kind: 'jobs',
  report: {
    ...none,
    harbors: [
      {
        name: 'harbor',
        host: 'harbor.acme.test',
        version: null,
        pools: [],
        workers: { busy: 0, all: 0 },
        running: [],
        queues: [],
        schedules: null,
        stuck: [
          { cause: 'workers-starved', ...said },
          { cause: 'queue-paused', ...said, pull: PULL, remediations: [RESUME] },
        ],
        couldNotLook: [],
      },
    ],
  },
};
const STORAGE: Reply = {
  kind: 'storage',
  report: {
    ...none,
    registries: [
      {
        name: 'harbor',
        host: 'harbor.acme.test',
        version: null,
        storage: null,
        used: null,
        projects: [],
        moreProjects: 0,
        lastLook: null,
        growthUnknown: null,
        troubles: [{ cause: 'collection-failed', ...said, pull: PULL, remediations: [COUNT] }],
        collections: null,
        broken: [],
        looked: null,
        volumes: [],
        couldNotLook: [],
      },
    ],
    nodes: [],
    nodesSeen: 0,
    troubles: [{ cause: 'node-disk-pressure', ...said, remediations: [RESUME] }],
  },
};

test('fixes of what stands still, with what is looked at again before they are done', () => {
  expect(offersIn(JOBS)).toEqual([{ offer: RESUME, cause: 'queue-paused', pull: PULL }]);
});

test('fixes of storage: registries first, then nodes; without anything to look at again there is no pull', () => {
  expect(offersIn(STORAGE)).toEqual([
    { offer: COUNT, cause: 'collection-failed', pull: PULL },
    { offer: RESUME, cause: 'node-disk-pressure', pull: null },
  ]);
});

test.each([JOBS, STORAGE])('an answer of kind $kind keeps its fixes in Redis', (reply) => {
  expect(ReplyRecord.parse(JSON.parse(JSON.stringify(reply)))).toEqual(reply);
});
