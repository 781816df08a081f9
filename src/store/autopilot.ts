/** How much was done without a yes lately: a limit per rule and hour, and each object once. */
import type { RedisConnection } from '../clients/redis.ts';
import type { AutopilotRule } from '../engine/autopilot.ts';
import { keysOf } from './keys.ts';

export interface AutopilotStore {
  /**
   * Takes one of the rule's writes of the last sixty minutes for this approval, or says why not. Taking again
   * what one has is the same, so a job that runs twice counts once. `now`: milliseconds since 1970.
   */
  take(
    rule: AutopilotRule,
    objects: readonly string[],
    approval: string,
    now: number,
  ): Promise<'taken' | 'limit' | 'done-lately'>;
}

const HOUR_MS = 60 * 60 * 1000;

const TAKE = `redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ARGV[2] - ARGV[4])
if redis.call('ZSCORE', KEYS[1], ARGV[1]) then return 0 end
for at = 2, #KEYS do
  local by = redis.call('GET', KEYS[at])
  if by and by ~= ARGV[1] then return 2 end
end
if redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[3]) then return 1 end
redis.call('ZADD', KEYS[1], ARGV[2], ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[4])
for at = 2, #KEYS do redis.call('SET', KEYS[at], ARGV[1], 'PX', ARGV[4]) end
return 0`;

export function autopilotStore(redis: RedisConnection): AutopilotStore {
  const keys = keysOf(redis);
  return {
    async take({ remediation, cluster, namespaces, perHour }, objects, approval, now) {
      const rule = keys.autopilotRule(`${remediation} ${cluster} ${namespaces.join(',')}`);
      const names = [rule, ...objects.map((one) => keys.autopilotDone(`${remediation} ${one}`))];
      const ended = await redis.eval(TAKE, names.length, ...names, approval, now, perHour, HOUR_MS);
      return ended === 0 ? 'taken' : ended === 1 ? 'limit' : 'done-lately';
    },
  };
}
