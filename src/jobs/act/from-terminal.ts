/** Verbs done at once, typed at a terminal by the operator; they need the Redis of the bot. */
import { userInfo } from 'node:os';
import { connectRedis, type RedisConnection } from '../../clients/redis.ts';
import { type Config, ConfigError, loadConfig } from '../../config.ts';
import { type Action, type ChannelAction, isChannelAction } from '../../engine/action.ts';
import type { AuditRecord } from '../../engine/audit.ts';
import type { ClusterRight } from '../../engine/cluster.ts';
import type { Remediation } from '../../engine/remediation.ts';
import type { Note } from '../../engine/reply.ts';
import type { SecretSource } from '../../engine/secret-source.ts';
import { loadFolder } from '../../load.ts';
import { approvalStore } from '../../store/approvals.ts';
import { type AuditStore, auditStore } from '../../store/audit.ts';
import { freezeStore } from '../../store/freezes.ts';
import { incidentStore } from '../../store/incidents.ts';
import { sightingStore } from '../../store/sightings.ts';
import { subscriptionStore } from '../../store/subscriptions.ts';
import { createQueues } from '../queues.ts';
import { WATCH_RIGHTS } from '../verb-rights.ts';
import { act, type FixTopic, terminalKey } from './act.ts';
import { actOnChannel } from './channel-acts.ts';
import { showFrozen } from './show-frozen.ts';

export async function actFromTerminal(
  action: Action,
  config: Config,
  topics: readonly FixTopic[],
): Promise<Note> {
  return withRedis(config, async (redis) => {
    // Whoever can read the bot's configuration runs it.
    const actor = { user: `terminal:${userInfo().username}`, approver: 'yes', key: terminalKey() } as const;
    const parts = { audit: auditStore(redis), freezes: freezeStore(redis) };
    const { remediations, clusters } = config.file;
    if (isChannelAction(action)) return channelFromTerminal(action, actor.user, redis, config);
    const told = await act(action, actor, { ...parts, config: remediations, topics, now: () => new Date() });
    if (action.do !== 'freeze' && action.do !== 'unfreeze') return told;
    const queues = createQueues(redis, clusters, () => {});
    await showFrozen({ approvals: approvalStore(redis), incidents: incidentStore(redis), queues });
    await queues.stop();
    return told;
  });
}

/** A terminal is no channel: it can only be told of them. */
async function channelFromTerminal(
  action: ChannelAction,
  user: string,
  redis: RedisConnection,
  { file: { alerts, clusters } }: Config,
): Promise<Note> {
  const queues = createQueues(redis, clusters, () => {});
  const speaker = { user, channel: null, requestId: terminalKey() };
  try {
    return await actOnChannel(action, speaker, {
      subscriptions: subscriptionStore(redis),
      rules: alerts.channels,
      sightings: sightingStore(redis),
      queues,
      audit: auditStore(redis),
      clusters: clusters.map(({ name }) => name),
      now: () => new Date(),
    });
  } finally {
    await queues.stop();
  }
}

/** All remediations, and the ids of those that the configuration enables; `none` reads no configuration. */
export async function remediationsFromTerminal(
  read: 'configured' | 'none',
): Promise<{ readonly all: readonly Remediation[]; readonly enabled: readonly string[] }> {
  const all = await loadFolder<Remediation>(new URL('../../remediations/', import.meta.url));
  return { all, enabled: read === 'none' ? [] : loadConfig().file.remediations.enabled };
}

/** What the configuration's watches read beside the verbs. */
export function watchRightsFromTerminal(): readonly ClusterRight[] {
  return loadConfig().file.alerts.watch.clusters.length > 0 ? WATCH_RIGHTS : [];
}

/** The Secrets that the configuration lets be copied. */
export function secretSourcesFromTerminal(): readonly SecretSource[] {
  return loadConfig().file.remediations.secretSources;
}

export interface TerminalAudit {
  /** See AuditStore.verify. */
  verify(anchor?: string): ReturnType<AuditStore['verify']>;
  /** Every record, oldest first. */
  export(write: (record: AuditRecord) => void): Promise<void>;
}

/** Throws ConfigError where no Redis is configured. */
export function auditFromTerminal(config: Config = loadConfig()): TerminalAudit {
  return {
    verify: (anchor) => withRedis(config, (redis) => auditStore(redis).verify(anchor)),
    export: (write) =>
      withRedis(config, async (redis) => {
        for await (const record of auditStore(redis).read()) write(record);
      }),
  };
}

async function withRedis<T>(
  { env }: Config,
  work: (redis: Awaited<ReturnType<typeof connectRedis>>) => Promise<T>,
): Promise<T> {
  if (env.REDIS_URL === undefined)
    throw new ConfigError('Set REDIS_URL to the Redis of the bot: fixes and their audit are kept there.');
  const redis = await connectRedis(env.REDIS_URL, 'requests', () => {});
  try {
    return await work(redis);
  } finally {
    redis.disconnect();
  }
}
