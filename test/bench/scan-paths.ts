/** What scanning a long log takes of a process of its own, by each way a log comes in: its most memory. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import type { ScanReport } from '../../src/engine/scan-report.ts';
import { type SandboxCluster, startCluster } from '../../src/sandbox/cluster/cluster.ts';
import type { Pod } from '../../src/sandbox/cluster/objects.ts';
import { startRedis } from '../../src/sandbox/parts/redis.ts';
import { namespace, workload } from '../../src/sandbox/world/objects.ts';
import { eventually } from '../bot/setup/running.ts';
import { startMain, startWorkspace } from '../e2e/processes-of.ts';
import { madeLog } from './made-log.ts';

const CLI = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));
const IMAGE = 'docker.io/goharbor/harbor-core:v2.13.1';
/** Each with half of the log: one scan reads 200 MB of one container and 600 MB of all. */
const PODS = 2;
const PATIENCE_MS = 180_000;
/** A process tells how much memory it had at most when it ends, KiB. */
const TELLS = `--import=data:text/javascript,${encodeURIComponent(
  "process.on('exit',()=>process.stderr.write('most '+process.resourceUsage().maxRSS+' KiB'))",
)}`;

export interface ScanPath {
  readonly way: string;
  readonly lines: number;
  readonly seconds: number;
  /** Resident at most, MiB. */
  readonly most: number;
}

type Env = Readonly<Record<string, string>>;

/** A file and a pipe, a cluster's API for a terminal, and for a worker that Slack's question reaches. */
export async function scanPaths(bytes: number): Promise<readonly ScanPath[]> {
  const folder = await mkdtemp(join(tmpdir(), 'scan-'));
  const cluster = await startCluster({
    name: 'bench',
    logs: () => entries(bytes / PODS),
    preloaded: [IMAGE],
  });
  try {
    const file = join(folder, 'core.log');
    await writeFile(file, madeLog(7).chunks(bytes));
    const env = await settled(cluster, folder);
    return [
      await inTerminal('file', ['--file', file], env),
      await inTerminal('pipe', ['--file', '-'], env, madeLog(7).chunks(bytes)),
      await inTerminal('API, terminal', ['core'], env),
      await byWorker(env),
    ];
  } finally {
    await cluster.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** As a kubelet gives them: with the time at which each was written, just now. */
async function* entries(bytes: number): AsyncGenerator<{ readonly at: string; readonly text: string }> {
  const at = new Date().toISOString();
  for await (const chunk of madeLog(7).chunks(bytes))
    for (const text of chunk.toString().trimEnd().split('\n')) yield { at, text };
}

async function settled(cluster: SandboxCluster, folder: string): Promise<Env> {
  const core = workload({
    kind: 'Deployment',
    namespace: 'harbor',
    name: 'core',
    image: IMAGE,
    replicas: PODS,
  });
  cluster.apply([namespace('harbor'), core]);
  await eventually(async () => {
    const running = cluster.store
      .list<Pod>('pods', 'harbor')
      .filter((pod) => pod.status?.phase === 'Running');
    if (running.length < PODS) throw new Error(`${running.length} of ${PODS} pods run`);
  }, 20_000);
  await writeFile(join(folder, 'kubeconfig'), cluster.kubeconfig());
  return { PATH: process.env['PATH'] ?? '', HOME: folder, KUBECONFIG: join(folder, 'kubeconfig') };
}

async function inTerminal(
  way: string,
  typed: readonly string[],
  env: Env,
  input?: AsyncIterable<Buffer>,
): Promise<ScanPath> {
  const started = performance.now();
  const child = spawn(process.execPath, [TELLS, CLI, 'scan-logs', ...typed, '--json'], {
    env,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const [out, err] = [textOf(child.stdout), textOf(child.stderr)];
  if (input) await pipeline(Readable.from(input), child.stdin);
  else child.stdin.end();
  await once(child, 'close');
  const { lines } = JSON.parse(await out) as ScanReport;
  return { way, lines, seconds: secondsSince(started), most: mostOf(await err) };
}

async function textOf(stream: NonNullable<ChildProcess['stdout']>): Promise<string> {
  let text = '';
  for await (const piece of stream) text += String(piece);
  return text;
}

/** Asked in Slack, through Redis, read by a worker that is a process of its own. */
async function byWorker(env: Env): Promise<ScanPath> {
  const redis = await startRedis();
  const workspace = await startWorkspace();
  const bot = await startMain({ ...env, REDIS_URL: redis.url, ...workspace.env });
  const works = { REDIS_URL: redis.url, REGISTRY_MEDIC_ROLE: 'worker', NODE_OPTIONS: TELLS };
  const worker = await startMain({ ...env, ...works });
  try {
    const started = performance.now();
    await workspace.ask('scan-logs core');
    let lines = 0;
    await eventually(async () => {
      const all = await workspace.all();
      const [, count] = /([\d,]+) lines \([\d.]+ MB\) of 2 logs/.exec(all) ?? [];
      if (count === undefined) throw new Error(`no answer yet: ${all.slice(0, 2_000)}`);
      lines = Number(count.replaceAll(',', ''));
    }, PATIENCE_MS);
    const seconds = secondsSince(started);
    await worker.kill('SIGTERM');
    return { way: 'API, worker', lines, seconds, most: mostOf(worker.output()) };
  } finally {
    await Promise.all([worker.kill('SIGKILL'), bot.kill('SIGKILL')]);
    await workspace.slack.stop();
    await redis.stop();
  }
}

function mostOf(told: string): number {
  const [, kib] = /most (\d+) KiB/.exec(told) ?? [];
  if (kib === undefined) throw new Error(`a process did not tell its memory: ${told.slice(0, 500)}`);
  return Math.round(Number(kib) / 1024);
}

function secondsSince(started: number): number {
  return Math.round((performance.now() - started) / 1000);
}
