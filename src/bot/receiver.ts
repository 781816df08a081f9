/** How Slack reaches the bot: Socket Mode or signed HTTP, by which tokens are set. */
import {
  type App,
  type CustomRoute,
  HTTPModuleFunctions,
  HTTPReceiver,
  type Receiver,
  type Logger as SlackLogger,
  SocketModeReceiver,
} from '@slack/bolt';
import { ConfigError, type Environment } from '../config.ts';
import { answerHealth, pathsOn } from '../jobs/serve-health.ts';
import type { Standing } from '../jobs/standing.ts';
import { slackConnected } from '../metrics/slack.ts';
import { NotOfNow, signedAt } from './ours.ts';

export interface Connection {
  readonly mode: 'socket' | 'http';
  readonly receiver: Receiver;
  start(app: App): Promise<void>;
  stop(): Promise<void>;
  /** False while Socket Mode has no connection. */
  isConnected(): boolean;
}

/** Larger than any payload Slack sends; Bolt's own limit is 4 MB. */
const BODY_LIMIT = 1024 * 1024;

/** Slack sends in one go; who trickles only wants to hold connections, milliseconds. */
const SLOWEST = {
  headersTimeout: 5_000,
  requestTimeout: 10_000,
  connectionsCheckingInterval: 1_000,
} as const;
const MOST_CONNECTIONS = 500;

/** Throws ConfigError when neither way is configured, before anything is connected. */
export function requireConnection(env: Environment): void {
  if (env.SLACK_APP_TOKEN !== undefined || env.SLACK_SIGNING_SECRET !== undefined) return;
  throw new ConfigError(
    'No way for Slack to reach the bot. Set SLACK_APP_TOKEN (xapp-…, Socket Mode: no address of your own needed) or SLACK_SIGNING_SECRET (HTTP: Slack calls /slack/events).',
  );
}

/** Socket Mode when its token is set, also when both are. */
export function createConnection(env: Environment, logger: SlackLogger, health: Standing): Connection {
  const { SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: secret } = env;
  if (appToken === undefined) return overHttp(env, secret ?? '', logger, health);
  if (secret !== undefined)
    logger.warn('SLACK_APP_TOKEN and SLACK_SIGNING_SECRET are both set: Socket Mode is used, HTTP is off');
  return socketMode(env, appToken, logger, health);
}

function socketMode(env: Environment, appToken: string, logger: SlackLogger, health: Standing): Connection {
  let connected = false;
  const set = (is: boolean): void => {
    connected = is;
    slackConnected.set({ mode: 'socket' }, is ? 1 : 0);
  };
  set(false);
  const receiver = new SocketModeReceiver({
    appToken,
    logger,
    customRoutes: healthRoutes(health, env),
    installerOptions: {
      port: env.PORT,
      clientOptions: env.SLACK_API_URL === undefined ? {} : { slackApiUrl: env.SLACK_API_URL },
    },
  });
  receiver.client.on('connected', () => set(true));
  receiver.client.on('disconnected', () => set(false));
  receiver.client.on('reconnecting', () => set(false));
  return {
    mode: 'socket',
    receiver,
    start: async (app) => void (await app.start()),
    stop: async () => void (await receiver.stop()),
    isConnected: () => connected,
  };
}

function overHttp(
  env: Environment,
  signingSecret: string,
  logger: SlackLogger,
  health: Standing,
): Connection {
  const receiver = new HTTPReceiver({
    signingSecret,
    logger,
    port: env.PORT,
    customRoutes: healthRoutes(health, env),
    bodyLimit: BODY_LIMIT,
    customPropertiesExtractor: ({ headers }) => signedAt(headers['x-slack-request-timestamp']),
    processEventErrorHandler: async (args) => {
      if (!(args.error instanceof NotOfNow)) return HTTPModuleFunctions.defaultProcessEventErrorHandler(args);
      args.logger.warn(args.error.message);
      HTTPModuleFunctions.buildNoBodyResponse(args.response, 401);
      return true;
    },
  });
  return {
    mode: 'http',
    receiver,
    async start(app) {
      const server = await app.start(env.PORT, SLOWEST);
      if (server && 'maxConnections' in server) server.maxConnections = MOST_CONNECTIONS;
      slackConnected.set({ mode: 'http' }, 1);
    },
    async stop() {
      slackConnected.set({ mode: 'http' }, 0);
      await receiver.stop();
    },
    isConnected: () => true,
  };
}

/** `/healthz`: a restart would mend nothing. `/readyz`: it can work, or 503 with why not. `/metrics`, unless elsewhere. */
export function healthRoutes(health: Standing, env: Pick<Environment, 'METRICS_PORT'> = {}): CustomRoute[] {
  return pathsOn(env).map((path) => ({
    path,
    method: ['GET', 'HEAD'],
    handler: (_, response) => void answerHealth(path, health, response),
  }));
}
