import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { whileLeading } from '../../../src/jobs/own-eyes/leader.ts';
import { eventually } from '../../sandbox/cluster/objects.ts';
import { describeWith } from '../../setup/part.ts';
import { startTestRedis, type TestRedis } from '../../store/setup.ts';

describeWith('redis', 'one of several', () => {
  let part: TestRedis;
  beforeAll(async () => {
    part = await startTestRedis(13);
  });
  afterAll(() => part.stop());

  test('only one works, and another follows when it ends', async () => {
    const working: string[] = [];
    const one = new AbortController();
    const two = new AbortController();
    const work = (name: string) => async (signal: AbortSignal) => {
      working.push(name);
      await wait(60_000, undefined, { signal }).catch(() => {});
    };
    const first = whileLeading('eye', part.redis, one.signal, work('first'));
    await eventually('the first works', () => working.length === 1);
    const second = whileLeading('eye', part.redis, two.signal, work('second'));
    await wait(300);
    expect(working).toEqual(['first']);
    one.abort();
    await first;
    await eventually('the second works', () => working.length === 2);
    two.abort();
    await second;
  });

  test('who lost its place stops', async () => {
    const over = new AbortController();
    let ended = false;
    const leading = whileLeading('lost', part.redis, over.signal, async (signal) => {
      await wait(60_000, undefined, { signal }).catch(() => {});
      ended = true;
    });
    await eventually('it leads', async () => (await part.redis.exists('medic:leader:lost')) === 1);
    await part.redis.set('medic:leader:lost', 'another');
    await eventually('it stops', () => ended);
    over.abort();
    await leading;
  });
});
