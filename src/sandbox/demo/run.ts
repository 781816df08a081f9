/** Starts every part in its order, says when all is ready, and stops them in the opposite order. */
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { startRedis } from '../parts/redis.ts';
import { startSlack } from '../slack/server.ts';
import { isFree, reservePorts } from '../world/ports.ts';
import { startWorld, type World } from '../world/world.ts';
import { type Bot, startBot } from './bot.ts';
import { commandHints } from './command-hints.ts';
import { DemoFailed } from './failed.ts';
import type { DemoOptions } from './options.ts';
import { botIsReady } from './ready.ts';
import { worldRoutes } from './routes.ts';
import { words } from './words.ts';

const say = words.en;
const TOKENS = {
  botToken: 'xoxb-acme-sandbox-bot',
  appToken: 'xapp-acme-sandbox-app',
  signingSecret: 'acme-sandbox-signing-secret',
} as const;

interface Running {
  readonly url: string;
  readonly world: World;
  readonly bot: Bot;
  /** For a terminal: the world's own, and the Redis through which node workers are asked. */
  readonly env: Readonly<Record<string, string>>;
}

/** Runs until a signal or until the bot ends by itself. */
export async function runDemo(options: DemoOptions): Promise<void> {
  const people = options.output === 'for-people';
  if (people) process.stdout.write(`${say.starting}\n`);
  const stops: (() => Promise<void>)[] = [];
  const stopAll = async (): Promise<void> => {
    for (const stop of stops.splice(0).reverse()) await stop();
  };
  const asked = signalled();
  try {
    const running = await Promise.race([start(options, stops), asked]);
    if (running === 'stop') {
      await stopAll();
      // What is still starting is not worth waiting for; the processes it started end with this one.
      process.exit(0);
    }
    process.stdout.write(people ? announce(running) : `${JSON.stringify(machineLine(running))}\n`);
    const end = await Promise.race([asked, running.bot.ended]);
    if (end === 'stop') {
      if (people) process.stdout.write(`${say.stopping}\n`);
      return;
    }
    process.stderr.write(`${say.botEnded(end, running.bot.log)}\n`);
    process.exitCode = 1;
  } finally {
    await stopAll();
  }
}

async function start(options: DemoOptions, stops: (() => Promise<void>)[]): Promise<Running> {
  const port = await portFor(options);
  const tell = (line: string): void => void process.stderr.write(`${line}\n`);
  const parts = [startRedis(tell), startWorld()] as const;
  for (const part of parts)
    void part.then(
      ({ stop }) => stops.push(stop),
      () => {},
    );
  const [redis, world] = await Promise.all(parts);
  const [botPort = 0, nodePort = 0] = await reservePorts(2);
  const events = `http://127.0.0.1:${botPort}/slack/events`;
  const slack = await startSlack({
    ...TOKENS,
    port,
    ...(options.delivery === 'http' ? { events: { url: events } } : {}),
    commands: await commandHints(),
    extraRoutes: worldRoutes(world),
  });
  stops.push(() => slack.stop());
  const bot = startBot(
    {
      SLACK_BOT_TOKEN: TOKENS.botToken,
      ...(options.delivery === 'http'
        ? { SLACK_SIGNING_SECRET: TOKENS.signingSecret }
        : { SLACK_APP_TOKEN: TOKENS.appToken }),
      SLACK_API_URL: slack.apiUrl,
      REDIS_URL: redis.url,
      PORT: String(botPort),
      ...world.files.env,
    },
    join(world.files.folder, 'bot.log'),
  );
  stops.push(() => bot.stop());
  const { folder, nodeEnv } = world.files;
  // On one node there is a worker, so that the difference is seen; the other nodes have none.
  const onNode = startBot(
    { ...nodeEnv, REDIS_URL: redis.url, PORT: String(nodePort) },
    join(folder, 'node-worker.log'),
  );
  stops.push(() => onNode.stop());
  await Promise.all([botIsReady(bot, botPort), botIsReady(onNode, nodePort)]);
  return { url: slack.url, world, bot, env: { ...world.files.env, REDIS_URL: redis.url } };
}

/** A port that was asked for must be free; the usual one gives way to any other. */
async function portFor({ port, portGiven }: DemoOptions): Promise<number> {
  if (port === 0 || (await isFree(port))) return port;
  if (!portGiven) return 0;
  throw new DemoFailed(say.portTaken(port));
}

function announce({ url, world, bot, env: forTerminal }: Running): string {
  const env = Object.entries(forTerminal).map(([name, value]) => `${name}=${value}`);
  const terminal = `${env.join(' ')} npx registry-medic why-pull-fails shop/cart-0`;
  return say.ready({ url, terminal, log: bot.log, faults: world.faults.length });
}

function machineLine({ url, world, env }: Running): unknown {
  const { kubeconfig, config } = world.files;
  return { ready: true, url, kubeconfig, config, env };
}

/** A signal, or the end of the npm that started us: it passes a SIGTERM to its shell, which keeps it from us. */
async function signalled(): Promise<'stop'> {
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM'), orphaned()]);
  return 'stop';
}

async function orphaned(): Promise<void> {
  const started = process.ppid;
  if (process.env['npm_lifecycle_event'] === undefined) await new Promise(() => {});
  while (process.ppid === started) await setTimeout(500, undefined, { ref: false });
}
