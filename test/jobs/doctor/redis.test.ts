import { expect, test } from 'vitest';
import { examineRedis, judge } from '../../../src/jobs/doctor/redis.ts';
import { freePort, startRedis } from '../../../src/sandbox/parts/redis.ts';
import { describeWith } from '../../setup/part.ts';

const info = (version: string, policy?: string) =>
  `# Server\r\nredis_version:${version}\r\n# Memory\r\n${policy ? `maxmemory_policy:${policy}\r\n` : ''}`;

test.each([
  ['7.0.15', 'noeviction', ['ok', 'ok']],
  ['6.2.0', 'noeviction', ['ok', 'ok']],
  ['6.0.16', 'noeviction', ['wrong', 'ok']],
  ['5.0.14', 'noeviction', ['wrong', 'ok']],
  ['7.2.4', 'allkeys-lru', ['ok', 'wrong']],
  ['7.2.4', undefined, ['ok', 'could-not-look']],
] as const)('version %s with policy %s', (version, policy, states) => {
  expect(judge(info(version, policy), 'here').map((line) => line.state)).toEqual(states);
});

test('not set', async () => {
  expect(await examineRedis(undefined)).toMatchObject([{ state: 'note' }]);
});

test('away, without the password in the words', async () => {
  const lines = await examineRedis(`redis://:planted@127.0.0.1:${await freePort()}`);
  expect(lines).toMatchObject([{ state: 'wrong', says: expect.stringContaining('does not answer') }]);
  expect(JSON.stringify(lines)).not.toContain('planted');
});

describeWith('redis', 'a real Redis', () => {
  test('is ok', async () => {
    const redis = await startRedis();
    try {
      expect((await examineRedis(redis.url)).map((line) => line.state)).toEqual(['ok', 'ok']);
    } finally {
      await redis.stop();
    }
  });
});
