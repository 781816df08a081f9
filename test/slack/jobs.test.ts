import { expect, test } from 'vitest';
import type { HarborJobs, JobsReport } from '../../src/engine/jobs-report.ts';
import { jobsHeadline, jobsMessage } from '../../src/slack/jobs.ts';
import { ReplyRecord } from '../../src/store/reply-record.ts';
import { renderReply } from '../../src/terminal/render.ts';
import { expectHarmless, expectWithinLimits, HOSTILE, NOW, readable } from './setup.ts';

const harbor: HarborJobs = {
  name: 'harbor',
  host: 'harbor.acme.test',
  version: '2.13.1',
  pools: [{ id: 'pool-1', alive: 'alive', heartbeatAt: NOW, startedAt: NOW, workers: 10 }],
  workers: { busy: 1, all: 10 },
  running: [
    {
      type: 'REPLICATION',
      job: 'job-1',
      startedAt: '2026-11-21T00:00:00.000Z',
      checkedInAt: null,
      about: 'nightly: shop/cart:1',
    },
  ],
  queues: [{ type: 'IMAGE_SCAN', waiting: 2, counts: [3, 2], oldestS: 600, paused: 'open' }],
  schedules: { paused: false, all: [{ type: 'REPLICATION', of: 'nightly', cron: '0 0 2 * * *' }] },
  stuck: [],
  couldNotLook: [],
};
const report: JobsReport = { at: NOW, ms: 3_100, harbors: [harbor], couldNotLook: [] };
const stuck = {
  cause: 'queue-paused',
  says: 'The queue of IMAGE_SCAN jobs is paused; 2 wait in it.',
  quotes: ['job queue: paused'],
  steps: ['Resume it.'],
};

test('what runs, since when and for whom; what waits; what is planned', () => {
  const text = readable(jobsMessage(report));
  for (const part of [
    '1 of 10 workers busy',
    'nightly: shop/cart:1',
    'since 2 h',
    '3 → 2 waiting',
    '0 0 2 * * *',
  ])
    expect(text).toContain(part);
  expectWithinLimits(jobsMessage(report));
});

test('one thing that stands still is the headline, and is not said twice', () => {
  const sick = { ...report, harbors: [{ ...harbor, stuck: [stuck] }] };
  expect(jobsHeadline(sick)).toBe('The queue of IMAGE_SCAN jobs is paused; 2 wait in it');
  const text = readable(jobsMessage(sick));
  expect(text.split('jobs is paused')).toHaveLength(2);
  expect(text).toContain('1. Resume it.');
});

test('a Harbor that does not tell is not said to be idle', () => {
  const silent: HarborJobs = {
    ...harbor,
    pools: [],
    workers: { busy: 0, all: 0 },
    running: [],
    queues: [],
    schedules: null,
    couldNotLook: [{ probe: 'job-samples', why: 'this Harbor has no API for its job queues' }],
  };
  const text = readable(jobsMessage({ ...report, harbors: [silent] }));
  expect(text).toContain('is not told');
  expect(text).toContain('job queues and workers (this Harbor has no API');
  expect(text).not.toContain('nothing waits');
});

test('however many and however hostile, it fits and does no harm', () => {
  const bad: HarborJobs = {
    ...harbor,
    host: HOSTILE,
    running: Array.from({ length: 50 }, () => ({
      ...(harbor.running[0] as HarborJobs['running'][number]),
      about: HOSTILE,
    })),
    queues: Array.from({ length: 40 }, () => ({
      ...(harbor.queues[0] as HarborJobs['queues'][number]),
      type: HOSTILE,
    })),
    stuck: Array.from({ length: 6 }, () => ({
      ...stuck,
      says: HOSTILE,
      quotes: [HOSTILE],
      steps: [HOSTILE],
    })),
  };
  const message = jobsMessage({ ...report, harbors: Array.from({ length: 9 }, () => bad) });
  expectWithinLimits(message);
  expectHarmless(message);
});

test('it survives Redis and is told in a terminal', () => {
  const reply = { kind: 'jobs', report: { ...report, harbors: [{ ...harbor, stuck: [stuck] }] } } as const;
  expect(ReplyRecord.parse(JSON.parse(JSON.stringify(reply)))).toEqual(reply);
  expect(renderReply(reply)).toContain('harbor.acme.test: 1 of 10 workers busy, 2 jobs wait');
  expect(renderReply(reply)).toContain('runs REPLICATION job-1 since 2 h: nightly: shop/cart:1');
});
