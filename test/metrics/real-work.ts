/** One question, one fix and two people, on every role as a process of its own: what its metrics are read after. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { freePort } from '../../src/sandbox/parts/redis.ts';
import { calmPeopleOf, type People, shows, until } from '../chaos/person.ts';
import { NAMESPACE, type Stage, startStage } from '../chaos/stage.ts';
import { type Running, startMain } from '../e2e/processes-of.ts';
import { makeNodeRoot } from '../setup/node-root.ts';
import { type Scraped, scrapeOf } from './scraped.ts';

export const PATIENCE_MS = 90_000;
export const ROLES = ['bot', 'worker', 'remediator', 'node'] as const;
export type Role = (typeof ROLES)[number];
export const METHODS = ['chat.postMessage', 'chat.update', 'auth.test', 'usergroups.users.list'] as const;
const ABOUT = '/metered';

export interface RealWork {
  readonly stage: Stage;
  readonly redis: RedisProcess;
  /** Where each role tells its metrics. */
  readonly ports: Readonly<Record<Role, number>>;
  /** In the order of the roles. */
  readonly running: readonly Running[];
  /** What each role told when nothing was on its way any more. */
  readonly seen: Readonly<Record<Role, Scraped>>;
  /** What Slack was asked until then. */
  readonly calls: readonly Call[];
  stop(): Promise<void>;
}

interface Call {
  readonly method: string;
  readonly ok: boolean;
}

/** A Redis that keeps nothing and can be stopped, killed and started again on its port. */
export interface RedisProcess {
  readonly port: number;
  start(): Promise<void>;
  signal(signal: NodeJS.Signals): void;
  kill(): Promise<void>;
}

export async function startRealWork(program: string): Promise<RealWork> {
  const redis = redisOn(program, await freePort());
  await redis.start();
  const stage = await startStage(program, {
    redisUrl: `redis://127.0.0.1:${redis.port}`,
    config: {
      alerts: { channels: [{ channel: 'C0ALERT001', clusters: ['prod'] }], watch: { clusters: ['prod'] } },
    },
  });
  const root = await makeNodeRoot({ '/etc/resolv.conf': 'nameserver 127.0.0.1\n' });
  const running: Running[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(running.map((one) => one.kill('SIGKILL')));
    await stage.stop();
    redis.signal('SIGKILL');
    await root.remove();
  };
  try {
    const ports = await portsOf(stage);
    const node = await waitingNode(stage);
    const ofRole: Readonly<Record<Role, Readonly<Record<string, string>>>> = {
      bot: stage.botEnv,
      worker: { METRICS_PORT: `${ports.worker}` },
      remediator: { PORT: `${ports.remediator}` },
      node: { PORT: `${ports.node}`, NODE_NAME: node, CLUSTER_NAME: 'prod', NODE_ROOT: root.path },
    };
    const started = ROLES.map((role) =>
      startMain({ ...stage.env, ...ofRole[role], REGISTRY_MEDIC_ROLE: role }),
    );
    running.push(...(await Promise.all(started)));
    await askAndFix(stage, ports);
    return { stage, redis, ports, running, ...(await untilQuiet(stage, ports)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function redisOn(program: string, port: number): RedisProcess {
  let child: ChildProcess | null = null;
  return {
    port,
    async start() {
      const options = ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
      const started = spawn(program, options, { stdio: ['ignore', 'pipe', 'inherit'] });
      child = started;
      let said = '';
      started.stdout.on('data', (chunk: Buffer) => {
        said += chunk.toString();
      });
      await until(PATIENCE_MS, 'Redis', async () => said.includes('Ready to accept'));
    },
    signal: (signal) => void child?.kill(signal),
    async kill() {
      if (child === null) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}

async function portsOf(stage: Stage): Promise<Readonly<Record<Role, number>>> {
  const bot = Number(stage.botEnv['PORT']);
  return { bot, worker: await freePort(), remediator: await freePort(), node: await freePort() };
}

/** The node of a pod that waits for its image. */
async function waitingNode(stage: Stage): Promise<string> {
  stage.deploy('metered');
  let node = '';
  await until(PATIENCE_MS, 'a pod that waits', async () => {
    const pod = stage.cluster.store
      .list('pods', NAMESPACE)
      .find((one) => /ImagePull/.test(JSON.stringify(one.status)));
    node = (pod?.['spec'] as { nodeName?: string } | undefined)?.nodeName ?? '';
    return node !== '';
  });
  return node;
}

async function askAndFix(stage: Stage, ports: RealWork['ports']): Promise<void> {
  const people = calmPeopleOf(stage.slackUrl, PATIENCE_MS);
  await people.ask(`why-pull-fails deployment/metered -n ${NAMESPACE}`, 'shop', ABOUT);
  await people.press('rosa', 'request-fix', ABOUT, (all) => shows(all, 'approve-fix', ABOUT));
  // Who asked may not say yes.
  await press(stage, people, 'rosa', 'approve-fix');
  await until(
    PATIENCE_MS,
    'the refusal',
    async () => ((await scrapeOf(ports.bot)).sum('registry_medic_approval_refusals_total') ?? 0) === 1,
  );
  await people.press('tomo', 'approve-fix', ABOUT, (all) => /: Done\./.test(JSON.stringify(all)));
}

async function press({ slackUrl }: Stage, people: People, user: string, action: string): Promise<void> {
  const plan = (await people.messages()).findLast((one) => JSON.stringify(one).includes(action));
  const body = { user, channel: plan?.channel, message_ts: plan?.ts, action_id: action };
  await fetch(new URL('/sandbox/action', slackUrl), { method: 'POST', body: JSON.stringify(body) });
}

/** Until nothing is on its way any more. */
async function untilQuiet(
  { slackUrl }: Stage,
  ports: RealWork['ports'],
): Promise<Pick<RealWork, 'seen' | 'calls'>> {
  const seen = {} as Record<Role, Scraped>;
  let calls: readonly Call[] = [];
  await until(PATIENCE_MS, 'quiet', async () => {
    for (const role of ROLES) seen[role] = await scrapeOf(ports[role]);
    const told = (await (await fetch(new URL('/sandbox/calls', slackUrl))).json()) as {
      readonly calls: readonly Call[];
    };
    calls = told.calls;
    const isTold = (name: string): boolean =>
      seen.bot.sum('registry_medic_slack_calls_total', { method: name }) ===
      calls.filter(({ method }) => method === name).length;
    const proved = { queue: 'remediate', job: 'verify', ending: 'completed' };
    return (
      METHODS.every(isTold) &&
      seen.remediator.sum('registry_medic_jobs_total', proved) === 1 &&
      seen.bot.sum('registry_medic_troubles_open') === 0
    );
  });
  return { seen, calls };
}
