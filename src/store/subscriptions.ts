/** What channels said by a command about the alerts they want, and what they muted. */

import { z } from 'zod';
import type { RedisConnection } from '../clients/redis.ts';
import {
  type ChannelRule,
  type ChannelSetting,
  type Mute,
  type Subscription,
  settingsOf,
} from '../engine/alert-channels.ts';
import { AlertSeverity } from '../engine/sighting.ts';
import { parsed, written } from './format.ts';
import { keysOf } from './keys.ts';

export interface SubscriptionStore {
  /** Each channel as it is now, from the file's rules and what was said since. */
  settings(rules: readonly ChannelRule[], now: Date): Promise<readonly ChannelSetting[]>;
  say(subscription: Subscription): Promise<void>;
  /** The channel goes by the file again. False where it had said nothing. */
  forget(channel: string): Promise<boolean>;
  mute(mute: Mute): Promise<void>;
  /** Null: whatever the channel muted. Returns how many were lifted. */
  unmute(channel: string, subject: string | null): Promise<number>;
}

const names = z.array(z.string()).exactOptional();
const SubscriptionRecord: z.ZodType<Subscription> = z.object({
  channel: z.string(),
  wants: z
    .object({ clusters: names, namespaces: names, severities: z.array(AlertSeverity).exactOptional() })
    .nullable(),
  by: z.string(),
  at: z.string(),
});
const MuteRecord: z.ZodType<Mute> = z.object({
  channel: z.string(),
  subject: z.string().nullable(),
  until: z.string(),
  by: z.string(),
});

export function subscriptionStore(redis: RedisConnection): SubscriptionStore {
  const keys = keysOf(redis);
  async function mutes(): Promise<readonly Mute[]> {
    return Object.values(await redis.hgetall(keys.mutes)).map((raw) => parsed(keys.mutes, raw, MuteRecord));
  }
  async function lift(lifted: readonly Mute[]): Promise<number> {
    return lifted.length === 0 ? 0 : redis.hdel(keys.mutes, ...lifted.map(field));
  }
  return {
    async settings(rules, now) {
      const [said, muted] = await Promise.all([redis.hgetall(keys.subscriptions), mutes()]);
      const subscriptions = Object.values(said).map((raw) =>
        parsed(keys.subscriptions, raw, SubscriptionRecord),
      );
      return settingsOf(
        rules,
        subscriptions,
        muted.filter(({ until }) => new Date(until) > now),
      );
    },
    async say(subscription) {
      await redis.hset(keys.subscriptions, subscription.channel, written(subscription));
    },
    async forget(channel) {
      return (await redis.hdel(keys.subscriptions, channel)) === 1;
    },
    async mute(mute) {
      await lift((await mutes()).filter(({ until }) => Date.parse(until) < Date.now()));
      await redis.hset(keys.mutes, field(mute), written(mute));
    },
    async unmute(channel, subject) {
      const meant = (await mutes()).filter(
        (mute) => mute.channel === channel && (subject === null || mute.subject === subject),
      );
      return lift(meant);
    },
  };
}

function field({ channel, subject }: Mute): string {
  return `${channel} ${subject ?? ''}`;
}
