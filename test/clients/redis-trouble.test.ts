import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Followed, redisTrouble } from '../../src/clients/redis-trouble.ts';
import { createLogger } from '../../src/log.ts';

const REFUSED = new Error('connect ECONNREFUSED 127.0.0.1:6379');

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function stage() {
  const lines: Record<string, unknown>[] = [];
  const log = createLogger('info', { write: (line) => void lines.push(JSON.parse(line)) });
  const redis = { status: 'reconnecting', ping: vi.fn(async () => 'PONG') } satisfies Followed;
  const trouble = redisTrouble(log);
  trouble.follow(redis);
  /** Fails ten times a second for so long. */
  const failing = async (seconds: number, error = REFUSED): Promise<void> => {
    for (let at = 0; at < seconds * 10; at += 1) {
      trouble.heard(error, { queue: 'diagnose' });
      await vi.advanceTimersByTimeAsync(100);
    }
  };
  return { lines, log, redis, trouble, failing };
}

test('away for 65 s: told at once, then every 30 s with how many errors, and once when it is back', async () => {
  const { lines, redis, failing } = stage();
  await failing(65);
  expect(lines).toMatchObject([
    { level: 'warn', msg: 'Redis is away', queue: 'diagnose', err: { message: REFUSED.message } },
    { level: 'warn', msg: 'Redis is still away', awayS: 30, errors: 301 },
    { level: 'warn', msg: 'Redis is still away', awayS: 60, errors: 601 },
  ]);
  redis.status = 'ready';
  await vi.advanceTimersByTimeAsync(60_000);
  expect(lines.slice(3)).toMatchObject([{ level: 'info', msg: 'Redis is back', errors: 650 }]);
});

test('it is not back while a connection is not up, does not answer, or fails now and then', async () => {
  const { lines, redis, failing } = stage();
  await failing(1);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(lines).toHaveLength(1);
  redis.status = 'ready';
  redis.ping.mockRejectedValue(new Error('LOADING Redis is loading the dataset in memory'));
  await vi.advanceTimersByTimeAsync(10_000);
  expect(lines).toHaveLength(1);
  redis.ping.mockResolvedValue('PONG');
  await failing(5);
  expect(lines).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(4_000);
  expect(lines.slice(1)).toMatchObject([{ msg: 'Redis is back' }]);
});

test('away again is told again at once', async () => {
  const { lines, redis, failing } = stage();
  await failing(1);
  redis.status = 'ready';
  await vi.advanceTimersByTimeAsync(4_000);
  await failing(1);
  expect(lines.map(({ msg }) => msg)).toEqual(['Redis is away', 'Redis is back', 'Redis is away']);
});

test('one start that never reached Redis is one line, however often it tries', async () => {
  const lines: string[] = [];
  const log = createLogger('info', { write: (line) => void lines.push(line) });
  for (let at = 0; at < 10; at += 1) {
    redisTrouble(log).heard(REFUSED);
    await vi.advanceTimersByTimeAsync(1_000);
  }
  expect(lines).toHaveLength(1);
});

test('a Redis that answers with a refusal is told by kind, each at most every 30 s', async () => {
  const { lines, failing } = stage();
  const refused = new Error("NOPERM this user has no permissions to run the 'evalsha' command");
  await failing(31, refused);
  await failing(1, new Error('could not renew lock for job 17'));
  await failing(1, new Error('could not renew lock for job 18'));
  expect(lines).toMatchObject([
    { level: 'warn', msg: 'queue or connection in trouble', queue: 'diagnose' },
    { level: 'warn', err: { message: refused.message }, errors: 301, sinceS: 30 },
    { err: { message: 'could not renew lock for job 17' } },
  ]);
  expect(lines).toHaveLength(3);
});
