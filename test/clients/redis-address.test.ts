import { expect, test } from 'vitest';
import { addressOf, isCluster, isRedisAway } from '../../src/clients/redis.ts';
import { Environment } from '../../src/config.ts';
import { keys, keysOf } from '../../src/store/keys.ts';

const NODES = 'redis://ops:pass@a:6379,redis://b:6380';

test.each([
  ['redis://a:6379', false],
  ['redis://a:6379/2', false],
  ['redis://a:6379?cluster=true', true],
  ['rediss://a:6379?x=1&cluster=true', true],
  ['redis://a:6379?cluster=truest', false],
  [NODES, true],
])('%s', (url, cluster) => {
  expect(isCluster(url)).toBe(cluster);
  expect(Environment.safeParse({ REDIS_URL: url }).success).toBe(true);
});

test.each(['a:6379', 'http://a', 'redis://a:6379,b:6379', 'redis://a:6379,', 'redis://a:99999'])(
  'no address of a Redis: %s',
  (url) => {
    expect(Environment.safeParse({ REDIS_URL: url }).success).toBe(false);
  },
);

test('the nodes of a Cluster are named without its password', () => {
  expect(addressOf(NODES)).toBe('a:6379, b:6380');
});

test('what a Cluster says while a node is followed is that Redis is away', () => {
  for (const says of ['CLUSTERDOWN Hash slot not served', 'Too many Cluster redirections. Last error: x'])
    expect(isRedisAway(new Error(says))).toBe(true);
  expect(isRedisAway(new Error('CROSSSLOT Keys in request'))).toBe(false);
});

test('keys that change together share a hash tag on a Cluster; on one Redis their names stay', () => {
  const tagged = keysOf({ isCluster: true });
  const tag = (key: string): string | undefined => /^[^{]*\{([^}]+)\}/.exec(key)?.[1];
  expect(keysOf({ isCluster: false })).toBe(keys);
  for (const together of [
    [tagged.audit, tagged.auditTold],
    [tagged.inbox('x'), tagged.inboxOpen],
    [tagged.lock('a'), tagged.lock('b')],
    [tagged.autopilotRule('r'), tagged.autopilotDone('o')],
    [tagged.sighting('s'), tagged.sightingsOf('t'), tagged.sightingTargets('c')],
    [tagged.approvalsOf('i'), tagged.approvalsOpen],
    [tagged.feedback('f'), tagged.feedbacks],
    [tagged.file('f'), tagged.files],
  ]) {
    expect(new Set(together.map(tag)).size).toBe(1);
    expect(tag(together[0] ?? '')).toBeDefined();
  }
  expect(tag(tagged.incident('inc-1'))).toBeUndefined();
});
