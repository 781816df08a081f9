/** A process from configuration; its role decides what it does: all, bot, worker, remediator or node. */
import './thrift.ts';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import manifest from '../package.json' with { type: 'json' };
import type { Running } from './bot/bot.ts';
import { RedisAway } from './clients/redis.ts';
import { connectTelling } from './clients/redis-trouble.ts';
import { type Config, ConfigError, loadConfig } from './config.ts';
import type { AnswerQuestion } from './jobs/diagnose.ts';
import { pathsOn, serveHealth } from './jobs/serve-health.ts';
import { type Standing, standingOfAll } from './jobs/standing.ts';
import { type RunningWorker, startWorker } from './jobs/worker.ts';
import { leave } from './leave.ts';
import { createLogger, type Logger } from './log.ts';
import { startProcessMetrics } from './metrics/process.ts';
import { fileStore } from './store/files.ts';
import { savedCases } from './store/saved-cases.ts';
import { storageLooks } from './store/storage-looks.ts';
import { startTracing } from './tracing/start.ts';

export interface StartedProcess {
  /** Lets what runs end, for 25 s at most. */
  stop(): Promise<void>;
}

/** What a test may put in the place of the real thing. */
export interface Instead {
  readonly log?: Logger;
  readonly answer?: AnswerQuestion;
}

type Role = Config['env']['REGISTRY_MEDIC_ROLE'];
const DOES: Readonly<Record<Role, readonly ('worker' | 'remediator' | 'bot' | 'node')[]>> = {
  all: ['worker', 'remediator', 'bot'],
  bot: ['bot'],
  worker: ['worker'],
  remediator: ['remediator'],
  node: ['node'],
};

/** Below Kubernetes' usual grace of 30 s. */
const STOP_MS = 25_000;
/** For the last traces, within what is left of it. */
const TRACES_MS = 1_500;

/**
 * Throws ConfigError for what the operator must mend, RedisAway when there is no Redis. `unwanted`: told to stop
 * before it is up, it stops what is and waits for no Redis and no Slack any more.
 */
export async function startProcess(
  config: Config,
  instead: Instead = {},
  unwanted: AbortSignal = new AbortController().signal,
): Promise<StartedProcess> {
  const { env } = config;
  const log = (instead.log ?? createLogger(env.LOG_LEVEL)).child({ role: env.REGISTRY_MEDIC_ROLE });
  const redisUrl = redisOf(config);
  const working: RunningWorker[] = [];
  const running: Running[] = [];
  startProcessMetrics(env.REGISTRY_MEDIC_ROLE, manifest.version);
  const stopTracing = await startTracing(env, manifest.version);
  const stop = async (): Promise<void> => {
    await Promise.all([...working, ...running].map((one) => one.stop(STOP_MS)));
    await stopTracing(TRACES_MS);
  };
  const begun = beginning(unwanted);
  try {
    if (env.METRICS_PORT !== undefined) running.push(await metricsAlone(env.METRICS_PORT));
    const roles = DOES[env.REGISTRY_MEDIC_ROLE];
    if (roles.includes('worker')) working.push(await begun(asking(config, redisUrl, log, instead.answer)));
    if (roles.includes('remediator') && mayFix(config))
      working.push(await begun(fixing(config, redisUrl, log)));
    if (roles.includes('node')) working.push(await begun(onNode(config, redisUrl, log)));
    if (roles.includes('bot')) running.push(await begun(inSlack(config, redisUrl, log, working)));
    else running.push(await begun(health(config, log, standingOfAll(working))));
  } catch (error) {
    await stop();
    throw error;
  }
  return { stop };
}

/** Waits for one role after the other to be up, or throws as soon as none is wanted; who is late stops by itself. */
function beginning(unwanted: AbortSignal): <T extends Running>(role: Promise<T>) => Promise<T> {
  const told = new Promise<never>((_, fail) => {
    unwanted.addEventListener('abort', () => fail(new Error('Starting: told to stop meanwhile')));
  });
  told.catch(() => {});
  return (role) => {
    role.then(
      (late) => (unwanted.aborted ? late.stop(STOP_MS) : undefined),
      () => {},
    );
    return Promise.race([role, told]);
  };
}

/** Loaded only by workers: a bot has no code that talks to clusters or registries in its process. */
async function asking(
  config: Config,
  redisUrl: string,
  log: Logger,
  instead: AnswerQuestion | undefined,
): Promise<RunningWorker> {
  if (instead) return startWorker(config, redisUrl, instead, log);
  const { answerQuestion } = await import('./jobs/answer.ts');
  const { createSurroundings } = await import('./jobs/surroundings.ts');
  const { warmUp } = await import('./jobs/warm-up.ts');
  const { rootsOfPods } = await import('./jobs/sweep/roots-of-pods.ts');
  const { createNodeAsker } = await import('./jobs/node-asker.ts');
  const nodes = createNodeAsker(redisUrl);
  const redis = await connectTelling(redisUrl, 'worker', log);
  const surroundings = {
    ...(await createSurroundings(config, log, nodes)),
    files: fileStore(redis),
    looks: storageLooks(redis),
    cases: savedCases(redis),
  };
  warmUp(surroundings);
  const answer: AnswerQuestion = (question, report) => answerQuestion(question, surroundings, report);
  const worker = await startWorker(config, redisUrl, answer, log, (cluster) =>
    rootsOfPods(cluster, surroundings),
  );
  return {
    ...worker,
    async stop(ms) {
      await worker.stop(ms);
      await nodes.close();
      redis.disconnect();
    },
  };
}

/** Of all processes only a bot has code that talks to Slack. */
async function inSlack(
  config: Config,
  redisUrl: string,
  log: Logger,
  working: readonly RunningWorker[],
): Promise<Running> {
  const { startBot } = await import('./bot/bot.ts');
  return startBot(config, redisUrl, log, working);
}

/** Nothing that could write is in a process of its own accord: only where a fix is enabled, or the role says so. */
function mayFix({ env, file }: Config): boolean {
  return env.REGISTRY_MEDIC_ROLE === 'remediator' || file.remediations.enabled.length > 0;
}

async function fixing(config: Config, redisUrl: string, log: Logger): Promise<RunningWorker> {
  const { startRemediator } = await import('./jobs/remediate/worker.ts');
  return startRemediator(config, redisUrl, log);
}

/** A node's worker has no code of clusters and Slack in its process. */
async function onNode(config: Config, redisUrl: string, log: Logger): Promise<RunningWorker> {
  const { startNodeWorker } = await import('./node/worker.ts');
  return startNodeWorker(config, redisUrl, log);
}

async function health({ env }: Config, log: Logger, standing: Standing): Promise<Running> {
  if (env.SLACK_BOT_TOKEN !== undefined)
    log.warn('this worker was given SLACK_BOT_TOKEN and has no use for it: take it away');
  const server = await serveHealth(env.PORT, standing, pathsOn(env));
  return { stop: async () => server.stop() };
}

/** Health is told on PORT; whoever scrapes asks for nothing else. */
async function metricsAlone(port: number): Promise<Running> {
  const server = await serveHealth(port, standingOfAll([]), ['/metrics']);
  return { stop: async () => server.stop() };
}

function redisOf({ env }: Config): string {
  if (env.REDIS_URL !== undefined) return env.REDIS_URL;
  throw new ConfigError('Set REDIS_URL, e.g. redis://localhost:6379 (Redis 6.2 or newer, noeviction).');
}

/**
 * Runs until SIGTERM or SIGINT, then stops; a second signal ends it at once. Throws what the start throws.
 */
export async function runUntilSignal(
  start: (unwanted: AbortSignal) => Promise<StartedProcess>,
): Promise<void> {
  const signal = (): Promise<null> =>
    Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]).then(() => null);
  const told = signal();
  const unwanted = new AbortController();
  const starting = start(unwanted.signal);
  const started = await Promise.race([starting, told]);
  if (started) await told;
  else unwanted.abort();
  // A start that fails when it is not wanted any more has left nothing behind.
  const stopped = starting.then(
    (one) => one.stop(),
    () => {},
  );
  // A stop that waits for a Redis or a Slack which is gone must not outlive its time.
  await Promise.race([stopped, signal(), setTimeout(STOP_MS + 2_000)]);
}

async function main(): Promise<number> {
  try {
    await runUntilSignal((unwanted) => startProcess(loadConfig(), {}, unwanted));
    return 0;
  } catch (error) {
    return failed(error);
  }
}

function failed(error: unknown): number {
  const isConfig = error instanceof ConfigError;
  if (isConfig || error instanceof RedisAway) process.stderr.write(`${error.message}\n`);
  else createLogger('error').error({ err: error }, 'could not start');
  return isConfig ? 2 : 1;
}

if (import.meta.main) await leave(await main());
