/**
 * `npm run chaos -- --runs 200 --seed 7`: fixes are asked for and approved while the bot, the worker of fixes
 * or Redis is killed at random moments. Prints a table; exit code 1 on any violation.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { connectRedis } from '../../src/clients/redis.ts';
import { provide } from '../../src/sandbox/parts/provide.ts';
import { auditStore } from '../../src/store/audit.ts';
import { type Running, startMain } from '../e2e/processes-of.ts';
import { blindAnswers, explainLoss } from './explain-loss.ts';
import { isEnd, type Judged, judgeRun, type Run } from './judge.ts';
import { type Message, type People, peopleOf, shows, until } from './person.ts';
import { seeded } from './random.ts';
import { startReplicatingHarbor } from './replicating-harbor.ts';
import { failedReplication, type Scene, sceneOf, wrongTag } from './scenes.ts';
import { GROUP, type Stage, startStage } from './stage.ts';
import { watchSlack } from './watch.ts';

const VICTIMS = ['remediator', 'bot', 'redis'] as const;
type Victim = (typeof VICTIMS)[number];

/** Fixes that are under way side by side: one kill meets each at another moment. */
const AT_ONCE = 5;
/** So many of them are replications, the others images. */
const IN_HARBOR = 2;
/** Harbor has done what it was asked to for up to so long before it says so. */
const SLOW_MS = 400;
const REMEDIATIONS = { enabled: ['set-nearest-tag', 'run-replication'], approvers: [{ groups: [GROUP] }] };
const CHANNELS = ['shop', 'platform', 'alerts'] as const;
/** From the first question to the last approval of a round that is left alone, milliseconds. */
const PATH_MS = 4_000;
/** A dead worker's job is taken up after some 30 s, and the machine may be busy. */
const PATIENCE_MS = 120_000;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { runs: { type: 'string', default: '200' }, seed: { type: 'string', default: '1' } },
  });
  const [runs, seed] = [Number(values.runs), Number(values.seed)];
  if (!Number.isInteger(runs) || runs < 1 || !Number.isInteger(seed)) {
    process.stderr.write('Usage: npm run chaos -- --runs 200 --seed 1\n');
    return 2;
  }
  const random = seeded(seed);
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  const harbor = await startReplicatingHarbor(() => Math.random() * SLOW_MS);
  const { registry, env } = harbor;
  const stage = await startStage(await provide('redis', say), {
    registries: [registry],
    env,
    config: { remediations: REMEDIATIONS },
  });
  const scenes = [wrongTag(stage), failedReplication(harbor)] as const;
  const [image, replication] = scenes;
  const processes = await startProcesses(stage);
  const watched = await watchSlack(stage.slackUrl);
  const people = peopleOf(stage.slackUrl, PATIENCE_MS, watched.messages);
  const kills = new Map<Victim, number>();
  const all: Run[] = [];
  try {
    while (all.length < runs) {
      const first = all.length;
      const names = Array.from({ length: Math.min(AT_ONCE, runs - first) }, (_, at) =>
        nameOf(first + at, at < IN_HARBOR ? replication : image),
      );
      const victim = VICTIMS[Math.floor(random() * VICTIMS.length)] as Victim;
      const [offsets, killAt] = [names.map(() => random() * 1_500), random() * PATH_MS];
      const killed = pause(killAt).then(() => kill(victim, stage, processes));
      const done = await Promise.all(
        names.map(async (name, at) => {
          await pause(offsets[at] ?? 0);
          const channel = CHANNELS[(first + at) % CHANNELS.length] ?? 'shop';
          return fix(name, channel, sceneOf(name, scenes), people);
        }),
      );
      await killed;
      kills.set(victim, (kills.get(victim) ?? 0) + 1);
      all.push(...done);
      const lost = done.filter((one) => one.lost !== null);
      if (lost.length > 0) tellLogs(processes, say);
      for (const { name } of lost) await tellLoss(name, stage, say);
      for (const { name } of done.filter(({ again }) => again > 0))
        for (const line of blindAnswers(name, await people.messages())) say(line);
      say(`${all.length} of ${runs} (killed ${victim} after ${Math.round(killAt)} ms)`);
    }
    // Whatever would come twice has had the time to.
    await pause(3_000);
    return await report({ runs: all, kills, seed, stage, scenes });
  } finally {
    await Promise.all(
      [processes.bot, processes.worker, processes.remediator].map((one) => one.kill('SIGKILL')),
    );
    watched.stop();
    await stage.stop();
    await harbor.stop();
  }
}

interface Processes {
  bot: Running;
  worker: Running;
  remediator: Running;
}

async function startProcesses(stage: Stage): Promise<Processes> {
  const [worker, remediator, bot] = await Promise.all([
    start(stage, 'worker'),
    start(stage, 'remediator'),
    start(stage, 'bot'),
  ]);
  return { worker, remediator, bot };
}

function start(stage: Stage, role: 'worker' | 'remediator' | 'bot'): Promise<Running> {
  const more = role === 'bot' ? stage.botEnv : {};
  return startMain({ ...stage.env, ...more, REGISTRY_MEDIC_ROLE: role });
}

/** What the processes complained of last, for whoever looks into a loss. */
function tellLogs(processes: Processes, say: (line: string) => void): void {
  for (const [role, { output }] of Object.entries(processes) as [string, Running][])
    say(`--- ${role}\n${output().split('\n').slice(-12).join('\n')}`);
}

async function tellLoss(name: string, stage: Stage, say: (line: string) => void): Promise<void> {
  const redis = await connectRedis(stage.redisUrl, 'requests', () => {});
  const messages = await peopleOf(stage.slackUrl, PATIENCE_MS).messages();
  for (const line of await explainLoss(name, messages, redis)) say(line);
  redis.disconnect();
}

/** As an orchestrator would: what was killed is started again. */
async function kill(victim: Victim, stage: Stage, processes: Processes): Promise<void> {
  if (victim === 'redis') return stage.killRedis();
  await processes[victim].kill('SIGKILL');
  processes[victim] = await start(stage, victim);
}

/** One fix, from the question to its end, as people live through it. */
async function fix(name: string, channel: string, scene: Scene, people: People): Promise<Run> {
  let again = 0;
  try {
    scene.breakIt(name);
    await until(PATIENCE_MS, `${name} being broken`, async () => scene.isBroken(name));
    const about = scene.about(name);
    await people.ask(scene.question(name), channel, about);
    const planned = (all: readonly Message[]): boolean => shows(all, 'approve-fix', about);
    again = await people.press('rosa', 'request-fix', about, planned, 'run-again');
    await people.press('tomo', 'approve-fix', about, (all) => !planned(all));
    await until(PATIENCE_MS, `the end of ${name}`, async () =>
      (await people.messages()).some((one) => isEnd(one, name, scene)),
    );
    return { name, lost: null, again };
  } catch (error) {
    return { name, lost: error instanceof Error ? error.message : String(error), again };
  }
}

function nameOf(run: number, { prefix }: Scene): string {
  return `${prefix}${String(run).padStart(4, '0')}`;
}

async function report(of: {
  readonly runs: readonly Run[];
  readonly kills: ReadonlyMap<Victim, number>;
  readonly seed: number;
  readonly stage: Stage;
  readonly scenes: readonly Scene[];
}): Promise<number> {
  const redis = await connectRedis(of.stage.redisUrl, 'requests', () => {});
  const audit = auditStore(redis);
  const [verified, records] = [await audit.verify(), await Array.fromAsync(audit.read())];
  redis.disconnect();
  const messages = await peopleOf(of.stage.slackUrl, PATIENCE_MS).messages();
  const judged = of.runs.map((run) => judgeRun(run, sceneOf(run.name, of.scenes), messages, records));
  const bad = judged.filter(({ wrong }) => wrong.length > 0);
  const count = (prefix: string): number => of.runs.filter(({ name }) => name.startsWith(prefix)).length;
  const clean = (what: RegExp): number => judged.length - judged.filter((one) => says(one, what)).length;
  const rows = [
    ['seed', String(of.seed)],
    ['runs', String(judged.length)],
    ...of.scenes.map(({ tells, prefix }) => [`of them ${tells}`, String(count(prefix))]),
    ...VICTIMS.map((victim) => [`kills of ${victim}`, String(of.kills.get(victim) ?? 0)]),
    ['written exactly once', String(clean(/writes$/))],
    ['one final message', String(clean(/final messages$/))],
    ['one yes and one applying in the audit', String(clean(/record/))],
    ['not lost', String(clean(/^lost/))],
    ['asked anew after an answer without a fix', String(of.runs.filter((run) => run.again > 0).length)],
    ['audit', verified.whole ? `whole, ${verified.records} records` : `${verified.wrong} at ${verified.seq}`],
    ['violations', String(bad.length + (verified.whole ? 0 : 1))],
  ];
  process.stdout.write(rows.map(([name = '', value = '']) => `${name.padEnd(40)} ${value}\n`).join(''));
  for (const { name, wrong } of bad) process.stdout.write(`  ${name}: ${wrong.join('; ')}\n`);
  return bad.length === 0 && verified.whole ? 0 : 1;
}

function says({ wrong }: Judged, what: RegExp): boolean {
  return wrong.some((one) => what.test(one));
}

process.exit(await main());
