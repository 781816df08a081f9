/**
 * `npm run storm -- --alerts 10000 --seconds 300 [--restart]`: alerts of 1,000 pods with twenty roots pour in, some
 * twice, while Slack takes less than it is sent and people go on asking. Prints a table; exit code 1 on a violation.
 */
import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { connectRedis } from '../../src/clients/redis.ts';
import type { Trouble } from '../../src/engine/trouble.ts';
import { provide } from '../../src/sandbox/parts/provide.ts';
import { troubleStore } from '../../src/store/troubles.ts';
import { seeded } from '../chaos/random.ts';
import { CHANNEL, ROOTS, SIZE, type StormStage, startStorm } from './stage.ts';

const PODS = SIZE.failing;
/** Alerts that Alertmanager sends in one body. */
const GROUP = 20;
const MIB = 1024;

interface Seen {
  readonly commands: number[];
  readonly memory: { bot: number; worker: number };
  refused: number;
  sent: number;
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      alerts: { type: 'string', default: '10000' },
      seconds: { type: 'string', default: '300' },
      seed: { type: 'string', default: '1' },
      restart: { type: 'boolean', default: false },
    },
  });
  const [alerts, seconds, seed] = [Number(values.alerts), Number(values.seconds), Number(values.seed)];
  if (!(alerts >= GROUP && seconds > 0 && Number.isInteger(seed))) {
    process.stderr.write('Usage: npm run storm -- --alerts 10000 --seconds 300 [--seed 1] [--restart]\n');
    return 2;
  }
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  const stage = await startStorm(await provide('redis', say));
  const seen: Seen = { commands: [], memory: { bot: 0, worker: 0 }, refused: 0, sent: 0 };
  const over = new AbortController();
  const beside = Promise.all([asking(stage, seen, over.signal), weighing(stage, seen, over.signal)]);
  try {
    await blow(stage, { alerts, seconds, random: seeded(seed), restart: values.restart }, seen, say);
    say('all is sent; waiting until the threads say it all');
    await settled(stage, say);
    over.abort();
    await beside;
    return await report(stage, { alerts, seconds }, seen);
  } finally {
    over.abort();
    await stage.stop();
  }
}

interface Wind {
  readonly alerts: number;
  readonly seconds: number;
  readonly random: () => number;
  readonly restart: boolean;
}

/** Each pod is told of by several alerts, evenly over the time; one body in ten is sent twice. */
async function blow(stage: StormStage, wind: Wind, seen: Seen, say: (line: string) => void): Promise<void> {
  const { alerts, seconds, random, restart } = wind;
  const began = Date.now();
  const bodies = Math.ceil(alerts / GROUP);
  let restarting: Promise<void> | null = null;
  for (let at = 0; at < bodies; at++) {
    const due = began + (at / bodies) * seconds * 1000;
    await pause(Math.max(0, due - Date.now()));
    if (restart && at === Math.floor(bodies / 2)) {
      say('everything is killed and started again');
      restarting = stage.restartAll();
    }
    const body = bodyOf(at);
    await send(stage, body, seen);
    if (random() < 0.1) await send(stage, body, seen);
    if (at % 50 === 0) say(`${at * GROUP} of ${alerts} alerts`);
  }
  await restarting;
}

/** As Alertmanager does: until it is taken. */
async function send(stage: StormStage, body: unknown, seen: Seen): Promise<void> {
  for (;;) {
    const status = await stage.send(body).catch(() => 0);
    if (status === 200) break;
    seen.refused += 1;
    await pause(500);
  }
  seen.sent += 1;
}

function bodyOf(group: number): unknown {
  const alerts = Array.from({ length: GROUP }, (_, at) => {
    const number = group * GROUP + at;
    // Faults go round the pods, so that each body holds most roots.
    const pod = number % PODS;
    const alertname = `KubePodImagePull${Math.floor(number / PODS)}`;
    return {
      status: 'firing',
      labels: {
        alertname,
        cluster: 'prod',
        namespace: namespaceOf(pod),
        pod: `failing-${pod}`,
        severity: 'warning',
        reason: 'ImagePullBackOff',
      },
      annotations: { summary: `Pod failing-${pod} cannot pull its image` },
      startsAt: '2026-11-21T02:00:00Z',
      endsAt: '0001-01-01T00:00:00Z',
      generatorURL: '',
      fingerprint: `${alertname}-${pod}`,
    };
  });
  return {
    version: '4',
    groupKey: `{}:{group="${group}"}`,
    truncatedAlerts: 0,
    status: 'firing',
    receiver: 'medic',
    groupLabels: {},
    commonLabels: { cluster: 'prod' },
    commonAnnotations: {},
    externalURL: 'http://alertmanager.acme.test',
    alerts,
  };
}

/** As the world of the sweeps plants them: twelve faults in turn, then the next namespace. */
function namespaceOf(pod: number): string {
  return `team-${Math.floor(pod / 12) % SIZE.namespaces}`;
}

/** People go on asking; how long until each has an answer, milliseconds. */
async function asking(stage: StormStage, seen: Seen, signal: AbortSignal): Promise<void> {
  for (let at = 0; !signal.aborted; at++) {
    const name = `failing-${at % PODS}`;
    const began = Date.now();
    const body = { user: 'rosa', channel: 'shop', text: `why-pull-fails ${namespaceOf(at % PODS)}/${name}` };
    await fetch(new URL('/sandbox/command', stage.slackUrl), { method: 'POST', body: JSON.stringify(body) })
      .then(async (response) => {
        if (!response.ok) return;
        while (!signal.aborted && Date.now() - began < 60_000) {
          if (await isAnswered(stage, name)) {
            seen.commands.push(Date.now() - began);
            return;
          }
          await pause(100);
        }
      })
      .catch(() => {});
    await pause(8_000, undefined, { signal }).catch(() => {});
  }
}

async function isAnswered(stage: StormStage, name: string): Promise<boolean> {
  const { messages } = await state(stage);
  return messages.some(
    (one) => one.channel === 'C0SHOP0001' && says(one).includes(name) && says(one).includes('checked '),
  );
}

async function weighing(stage: StormStage, { memory }: Seen, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    for (const role of ['bot', 'worker'] as const) {
      const rss = await residentKib(stage.processes[role].process.pid);
      memory[role] = Math.max(memory[role], rss);
    }
    await pause(1_000, undefined, { signal }).catch(() => {});
  }
}

async function residentKib(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0);
}

interface Shown {
  readonly ts: string;
  readonly thread_ts?: string;
  readonly channel: string;
  readonly text: string;
}
const says = (message: Shown): string => JSON.stringify(message);

async function state(stage: StormStage): Promise<{ messages: readonly Shown[] }> {
  return (await (await fetch(new URL('/sandbox/state', stage.slackUrl))).json()) as {
    messages: readonly Shown[];
  };
}

async function troublesOf(stage: StormStage): Promise<readonly Trouble[]> {
  const redis = await connectRedis(stage.redisUrl, 'requests', () => {});
  const store = troubleStore(redis);
  const read = await Promise.all((await store.lately(0)).map((id) => store.read(id)));
  redis.disconnect();
  return read.filter((one) => one !== null);
}

/** Until no alert waits, and nothing changes any more in the channel for ten seconds. */
async function settled(stage: StormStage, say: (line: string) => void): Promise<void> {
  let last = '';
  let since = Date.now();
  const end = Date.now() + 400_000;
  while (Date.now() - since < 10_000 || (await waiting(stage)) > 0) {
    if (Date.now() > end) return say('it never came to rest');
    const now = says((await state(stage)).messages.filter(({ channel }) => channel === CHANNEL) as never);
    if (now !== last) [last, since] = [now, Date.now()];
    await pause(500);
  }
}

/** Alerts that nobody has looked at yet. */
async function waiting(stage: StormStage): Promise<number> {
  const redis = await connectRedis(stage.redisUrl, 'requests', () => {});
  const lists = await redis.keys('medic:sightings-of:*');
  redis.disconnect();
  return lists.length;
}

async function report(
  stage: StormStage,
  { alerts, seconds }: { alerts: number; seconds: number },
  seen: Seen,
): Promise<number> {
  const { messages } = await state(stage);
  const { calls } = (await (await fetch(new URL('/sandbox/calls', stage.slackUrl))).json()) as {
    calls: readonly { method: string; ok: boolean; error?: string }[];
  };
  const troubles = await troublesOf(stage);
  const here = messages.filter(({ channel }) => channel === CHANNEL);
  const threads = here.filter(({ ts, thread_ts: thread }) => thread === undefined || thread === ts);
  const suffer = troubles.reduce((sum, { affectedCount }) => sum + affectedCount, 0);
  const told = troubles.reduce((sum, one) => sum + one.told, 0);
  const distinct = Math.ceil(alerts / GROUP) * GROUP;
  const violations = [
    threads.length === ROOTS ? [] : [`${threads.length} threads, expected ${ROOTS}`],
    troubles.length === ROOTS ? [] : [`${troubles.length} troubles, expected ${ROOTS}`],
    suffer === Math.min(PODS, distinct) ? [] : [`${suffer} affected, expected ${Math.min(PODS, distinct)}`],
    told === distinct ? [] : [`${told} tellings, expected ${distinct}`],
    new Set(threads.map(({ text }) => text)).size === threads.length ? [] : ['a headline stands twice'],
    seen.memory.worker < 256 * MIB ? [] : ['the worker is above 256 MiB'],
  ].flat();
  const by = Map.groupBy(calls, ({ method }) => method);
  const lines = [
    `alerts          ${distinct} of ${PODS} pods in ${seconds} s; ${seen.sent} bodies sent, ${seen.refused} refused and sent again`,
    `troubles        ${troubles.length} (roots: ${ROOTS}); ${suffer} affected, ${told} tellings counted`,
    `threads         ${threads.length} in the channel, ${here.length - threads.length} replies`,
    ...[...by].map(([method, all]) => {
      const late = all.filter(({ error }) => error === 'ratelimited').length;
      return `  ${method.padEnd(22)} ${String(all.length).padStart(5)} calls, ${late} of them answered 429`;
    }),
    `memory          bot ${mib(seen.memory.bot)}, worker ${mib(seen.memory.worker)} at most`,
    `people          ${seen.commands.length} questions answered meanwhile, half of them within ${at(seen.commands, 0.5)} ms, the slowest ${at(seen.commands, 1)} ms`,
    violations.length === 0 ? 'violations      0' : `VIOLATIONS      ${violations.join('; ')}`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  return violations.length === 0 ? 0 : 1;
}

function at(all: readonly number[], share: number): number {
  return all.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(all.length * share) - 1)] ?? 0;
}

function mib(kib: number): string {
  return `${Math.round(kib / MIB)} MiB`;
}

process.exit(await main());
