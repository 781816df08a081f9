/** The bot: receives from Slack, keeps, enqueues, and delivers what workers found. Holds no right to any cluster. */
import { App } from '@slack/bolt';
import type { RedisConnection } from '../clients/redis.ts';
import { connectTelling, redisTrouble } from '../clients/redis-trouble.ts';
import { type Config, ConfigError, type Environment } from '../config.ts';
import type { Check } from '../engine/check.ts';
import { type Titles, titlesOf } from '../engine/check-titles.ts';
import type { Command, KnownNames } from '../engine/command.ts';
import type { Remediation } from '../engine/remediation.ts';
import type { FixTopic } from '../jobs/act/act.ts';
import { startDeliverWorker } from '../jobs/deliver.ts';
import { createQueues } from '../jobs/queues.ts';
import { type Standing, standingOf, standingOfAll } from '../jobs/standing.ts';
import { loadFolder } from '../load.ts';
import type { Logger } from '../log.ts';
import type { Handler } from '../slack/handler.ts';
import { approvalStore } from '../store/approvals.ts';
import { auditStore } from '../store/audit.ts';
import { digestStore } from '../store/digests.ts';
import { feedbackStore } from '../store/feedback.ts';
import { fileStore } from '../store/files.ts';
import { freezeStore } from '../store/freezes.ts';
import { healthStore } from '../store/health-seen.ts';
import { inboxStore } from '../store/inbox.ts';
import { incidentStore } from '../store/incidents.ts';
import { lockStore } from '../store/locks.ts';
import { postStore } from '../store/posts.ts';
import { savedCases } from '../store/saved-cases.ts';
import { sightingStore } from '../store/sightings.ts';
import { subscriptionStore } from '../store/subscriptions.ts';
import { troubleStore } from '../store/troubles.ts';
import { boltLogger } from './bolt-logger.ts';
import { putGate } from './gate.ts';
import { hereOf } from './here.ts';
import { listen } from './listen.ts';
import { tellMissingScope } from './missing-scope.ts';
import { pacedDesks } from './paced-desk.ts';
import { createConnection, requireConnection } from './receiver.ts';
import { CountedClient } from './slack-client.ts';
import { slackDesk } from './slack-desk.ts';
import type { AlertParts } from './take-alerts.ts';
import { tellStanding } from './tell-standing.ts';
import { userGroups } from './user-groups.ts';
import type { WebhookKind } from './webhooks/kind.ts';
import { startWebhooks, type WebhookServer } from './webhooks/server.ts';
import { whoAmI } from './who-am-i.ts';

export interface Running {
  /** Ends within so many milliseconds. */
  stop(ms: number): Promise<void>;
}

/** A Web API call that takes longer is given up and tried again by its queue, milliseconds. */
const CALL_MS = 8_000;

/** Where WEBHOOK_PORT is not set. */
const WEBHOOK_PORT = 3001;

/**
 * Throws ConfigError for what the operator must mend, RedisAway when there is no Redis. `beside` are other
 * roles of this process: the bot answers the probes for them.
 */
export async function startBot(
  config: Config,
  redisUrl: string,
  log: Logger,
  beside: readonly Standing[] = [],
): Promise<Running> {
  const token = botToken(config.env);
  requireConnection(config.env);
  const redis = await connectTelling(redisUrl, 'requests', log);
  const patient = await connectTelling(redisUrl, 'worker', log);
  const release = (): void => {
    redis.disconnect();
    patient.disconnect();
  };
  try {
    return await run({ config, token, redis, patient, release, log, beside });
  } catch (error) {
    release();
    throw error;
  }
}

interface Resources {
  readonly config: Config;
  readonly token: string;
  /** Fails at once when Redis is away: somebody in Slack waits. */
  readonly redis: RedisConnection;
  /** Waits for Redis. */
  readonly patient: RedisConnection;
  release(): void;
  readonly log: Logger;
  readonly beside: readonly Standing[];
}

async function run({ config, token, redis, patient, release, log, beside }: Resources): Promise<Running> {
  const { env, file } = config;
  const logger = boltLogger(log);
  const clientOptions = {
    ...(env.SLACK_API_URL === undefined ? {} : { slackApiUrl: env.SLACK_API_URL }),
    timeout: CALL_MS,
    // One call is one request: a retry inside the client could post twice.
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger,
  };
  const client = new CountedClient(token, clientOptions, tellMissingScope(log));
  const me = await whoAmI(client);
  const desk = slackDesk(client, me.botName, token);
  const slack: Standing = {
    ended: () => null,
    notReady: async () => (connection.isConnected() ? null : 'no connection to Slack (Socket Mode)'),
  };
  const standings: Standing[] = [standingOf(redis, []), slack, ...beside];
  const connection = createConnection(env, logger, standingOfAll(standings));
  const { heard } = redisTrouble(log);
  const queues = createQueues(redis, file.clusters, heard);
  const patientQueues = createQueues(patient, file.clusters, heard);
  const app = new App({
    receiver: connection.receiver,
    authorize: async () => me.authorization(token),
    clientOptions,
    convoStore: false,
    logger,
  });
  const left = new Set<string>();
  const alerts = { sightings: sightingStore(redis), queues, here: hereOf(file), log };
  const webhooks = await webhooksOf(config, alerts);
  listen(app, await loadFolder<Handler>(new URL('../../handlers/', import.meta.url)), {
    known: await knownNames(config),
    botUser: me.botUser,
    botId: me.botId,
    alerts: { ...alerts, subscriptions: subscriptionStore(redis), rules: file.alerts.channels },
    incidents: incidentStore(redis),
    troubles: troubleStore(redis),
    health: healthStore(redis),
    cases: savedCases(redis),
    feedback: feedbackStore(redis),
    posts: postStore(redis),
    files: fileStore(redis),
    queues,
    desk,
    leave: (key) => void left.add(key),
    log,
    approvals: approvalStore(redis),
    freezes: freezeStore(redis),
    locks: lockStore(redis),
    audit: auditStore(redis),
    remediations: file.remediations,
    membersOf: userGroups(client),
    topics: await fixTopics(),
    publishHome: async (user, view) => void (await client.views.publish({ user_id: user, view })),
    openModal: async (trigger, view) => void (await client.views.open({ trigger_id: trigger, view })),
  });
  const gate = putGate(app, { inbox: inboxStore(redis), desk, me, left, log });
  const paced = pacedDesks(desk);
  const deliver = startDeliverWorker({
    redis: patient,
    queues: patientQueues,
    incidents: incidentStore(patient),
    posts: postStore(patient),
    files: fileStore(patient),
    desk: paced.people,
    later: paced.alerts,
    log,
    approvals: approvalStore(patient),
    freezes: freezeStore(patient),
    troubles: troubleStore(patient),
    digests: digestStore(patient),
    remediations: file.remediations,
    titles: await titles(),
    language: 'en',
    now: () => new Date(),
  });
  standings.push(standingOf(patient, deliver.running));
  const untold = tellStanding(redis, file.clusters);
  await connection.start(app);
  log.info({ mode: connection.mode, port: env.PORT, bot: me.botName }, 'bot is up');
  return {
    async stop(ms) {
      await connection.stop();
      await untold();
      await webhooks?.stop(ms / 2);
      await gate.stop(ms / 2);
      await deliver.stop(ms / 2);
      await queues.stop();
      await patientQueues.stop();
      release();
    },
  };
}

function botToken({ SLACK_BOT_TOKEN: token }: Environment): string {
  if (token !== undefined) return token;
  throw new ConfigError('Set SLACK_BOT_TOKEN (xoxb-…): "OAuth & Permissions" of the Slack app shows it.');
}

async function knownNames({ file }: Config): Promise<KnownNames> {
  return {
    clusters: file.clusters.map(({ name }) => name),
    registries: file.registries.flatMap(({ name, host }) => (name === host ? [host] : [host, name])),
    commands: await loadFolder<Command>(new URL('../../commands/', import.meta.url)),
  };
}

/** Listens where some are configured. Throws ConfigError. */
async function webhooksOf({ env, file, secret }: Config, alerts: AlertParts): Promise<WebhookServer | null> {
  const { webhooks } = file.alerts;
  if (webhooks.length === 0) return null;
  const kinds = await loadFolder<WebhookKind>(new URL('./webhooks/kinds/', import.meta.url));
  const server = await startWebhooks(env.WEBHOOK_PORT ?? WEBHOOK_PORT, {
    ...alerts,
    webhooks,
    kinds,
    secret,
  });
  alerts.log.info({ port: server.port, webhooks: webhooks.map(({ name }) => name) }, 'webhooks are taken');
  return server;
}

/** Names of fixes; what they do is code of workers. */
async function fixTopics(): Promise<readonly FixTopic[]> {
  const all = await loadFolder<Remediation>(new URL('../remediations/', import.meta.url));
  return all.map(({ id, risk, title }) => ({ id, risk, title: title('en') }));
}

/** Titles of causes, so that `ruled out` reads as words. */
async function titles(): Promise<Titles> {
  return titlesOf(await loadFolder<Check>(new URL('../checks/', import.meta.url)), 'en');
}
