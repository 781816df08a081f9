import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { RedisPart } from '../../src/sandbox/parts/redis.ts';
import { carried, carriedBy, type Tracer, traced, traceWith } from '../../src/tracing/trace.ts';
import { startMain } from '../e2e/processes-of.ts';
import { startOwnRedis } from '../setup/own-redis.ts';
import { describeWith } from '../setup/part.ts';
import { type Receiver, startReceiver } from './receiver.ts';

const PARENT = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
const HOOK = fileURLToPath(new URL('told-when-loaded.mjs', import.meta.url));

afterEach(() => traceWith(null));

describe('without a receiver', () => {
  test('work is done, its start is not even described, and jobs carry nothing', async () => {
    const start = vi.fn();
    expect(
      await traced(start, async (span) => {
        span.set({ a: 1 });
        span.fail('x');
        return 'done';
      }),
    ).toBe('done');
    expect(start).not.toHaveBeenCalled();
    expect(carried()).toEqual({});
    expect(carriedBy({ traceparent: PARENT })).toBeUndefined();
  });
});

describe('with one', () => {
  const tracer: Tracer = {
    span: (_, work) => work({ set: () => {}, fail: () => {} }),
    traceparent: () => PARENT,
    stop: async () => {},
  };

  test('what a job carries is taken up', () => {
    traceWith(tracer);
    expect(carried()).toEqual({ traceparent: PARENT });
    expect(carriedBy({ version: 1, incident: 'inc-1', ...carried() })).toBe(PARENT);
  });

  test.each([
    ['a job of old', { incident: 'inc-1' }],
    ['no job at all', null],
    ['a text', 'x'],
    ['what is no traceparent', { traceparent: 'x' }],
    ['a number', { traceparent: 7 }],
    ['a trace of zeros', { traceparent: `00-${'0'.repeat(32)}-b7ad6b7169203331-01` }],
    ['more than a traceparent', { traceparent: `${PARENT}\nx` }],
  ])('%s begins a trace of its own', (_, data) => {
    traceWith(tracer);
    expect(carriedBy(data)).toBeUndefined();
  });
});

describeWith('redis', 'a whole process', () => {
  let redis: RedisPart;
  let receiver: Receiver;
  beforeAll(async () => {
    redis = await startOwnRedis(12);
    receiver = await startReceiver();
  });
  afterAll(async () => {
    await redis?.stop();
    await receiver?.stop();
  });

  const loads = async (env: Readonly<Record<string, string>>): Promise<boolean> => {
    const common = { REDIS_URL: redis.url, REGISTRY_MEDIC_ROLE: 'worker', NODE_OPTIONS: `--import=${HOOK}` };
    const worker = await startMain({ ...common, ...env });
    await worker.kill('SIGTERM');
    return worker.output().includes('LOADED ');
  };

  test('loads nothing that makes or sends spans by default, and does where it is asked for', async () => {
    expect(await loads({})).toBe(false);
    expect(await loads({ OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url })).toBe(true);
  });

  test('whose receiver is away works and ends all the same', async () => {
    const away = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' };
    const worker = await startMain({ REDIS_URL: redis.url, REGISTRY_MEDIC_ROLE: 'worker', ...away });
    const started = Date.now();
    expect(await worker.kill('SIGTERM')).toBe(0);
    expect(Date.now() - started).toBeLessThan(25_000);
  });
});
