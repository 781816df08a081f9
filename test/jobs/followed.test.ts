import { DelayedError, type Job } from 'bullmq';
import { beforeEach, expect, test } from 'vitest';
import { dueAt, followed } from '../../src/jobs/followed.ts';
import { jobsEnded, jobWait } from '../../src/metrics/jobs.ts';

const OF = { queue: 'diagnose', cluster: 'prod' } as const;
/** The parts of a job that are looked at. */
const job = (more: object = {}): Job =>
  ({
    name: 'pull',
    attemptsMade: 0,
    attemptsStarted: 1,
    timestamp: 1_000,
    processedOn: 4_500,
    opts: { attempts: 2 },
    data: {},
    ...more,
  }) as unknown as Job;

beforeEach(() => {
  jobsEnded.reset();
  jobWait.reset();
});

async function endings(): Promise<readonly (readonly [string, number])[]> {
  return (await jobsEnded.get()).values.map(
    ({ labels, value }) => [String(labels['ending']), value] as const,
  );
}

async function waits(): Promise<{ readonly sum: number | undefined; readonly count: number | undefined }> {
  const { values } = await jobWait.get();
  const of = (end: string): number | undefined =>
    values.find(({ metricName }) => metricName?.endsWith(end))?.value;
  return { sum: of('_sum'), count: of('_count') };
}

test.each([
  ['completed', {}, async () => 'done'],
  ['failed', {}, () => Promise.reject(new Error('ours'))],
  ['given-up', { attemptsMade: 1, attemptsStarted: 2 }, () => Promise.reject(new Error('ours'))],
  ['given-up', { opts: {} }, () => Promise.reject(new Error('ours'))],
  ['put-back', {}, () => Promise.reject(new DelayedError())],
])('%s: %j', async (ending, more, work) => {
  const end = await followed(OF, work)(job(more)).catch((error: unknown) => error);
  expect(await endings()).toEqual([[ending, 1]]);
  // Whoever runs the queue still gets what the work gave.
  if (ending === 'completed') expect(end).toBe('done');
  else expect(end).toBeInstanceOf(Error);
});

test('the wait is from when it was to be taken; a try that is not the first waits for no worker', async () => {
  const work = followed(OF, async () => {});
  await work(job());
  expect(await waits()).toEqual({ sum: 3.5, count: 1 });
  await work(job({ opts: { delay: 3_000 } }));
  expect(await waits()).toEqual({ sum: 4, count: 2 });
  await work(job({ attemptsStarted: 2 }));
  expect((await waits()).count).toBe(2);
  expect(dueAt({ timestamp: 1_000, opts: { delay: 500 } })).toBe(1_500);
});
