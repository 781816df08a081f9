/** Harbor's job service: what waits and whether anybody works on it. */
import type { HarborReader } from '../../engine/harbor/reader.ts';
import type { JobQueue, WorkerPool } from '../../engine/harbor/records.ts';
import type { StatusLine } from '../../engine/status.ts';
import type { Words } from '../../engine/words.ts';
import type { Examined } from '../installation/examine-installation.ts';
import { blindSpotOf } from './harbor-ending.ts';
import type { Seen } from './look.ts';
import { line } from './reach.ts';
import { withProof } from './stuck-jobs.ts';

/** A job that waits longer than this with workers about is worth a look; much longer, and nothing moves. */
const SLOW_S = 120;
const STUCK_S = 900;
/** The job service beats every few seconds; Harbor itself calls a pool dead after ten. */
const HEARTBEAT_MS = 60_000;

const words: Words<{
  readonly noPool: string;
  readonly waits: (count: number, type: string, since: string) => string;
  readonly paused: (count: number, type: string) => string;
  readonly idle: string;
  readonly workers: (busy: number, all: number) => string;
}> = {
  en: {
    noPool: 'No worker of the job service is alive: replication, scans and garbage collection stand still.',
    waits: (count, type, since) => `${count} ${jobs(type, count)} since ${since}.`,
    paused: (count, type) => `The queue of ${type} is paused; ${count} wait in it.`,
    idle: 'Job queues are moving.',
    workers: (busy, all) => `${busy} of ${all} job workers busy.`,
  },
};

/** `closer` looks for the cause; it is asked only where something stands still. */
export async function seeJobservice(
  harbor: HarborReader,
  now: Date,
  closer: () => Promise<Examined | null>,
): Promise<Seen> {
  const [queues, pools, workers] = await Promise.all([harbor.queues(), harbor.pools(), harbor.workers()]);
  const couldNotLook = [...blindSpotOf('job queues', queues), ...blindSpotOf('job workers', pools)].slice(
    0,
    1,
  );
  if (queues.ended !== 'found') return { couldNotLook };
  const dead = pools.ended === 'found' && !pools.value.some((pool) => isAlive(pool, now));
  const waiting = queues.value.flatMap((queue) => seeQueue(queue, dead, now));
  const troubles = [...(dead ? [line('jobservice', 'degraded', words.en.noPool)] : []), ...waiting];
  const busy = workers.ended === 'found' ? workers.value.filter(({ job }) => job !== null).length : 0;
  const all = workers.ended === 'found' ? workers.value.length : 0;
  const notes = [
    ...(troubles.length === 0 ? [line('jobservice', 'healthy', words.en.idle)] : []),
    ...(all > 0 ? [line('workers', 'healthy', words.en.workers(busy, all))] : []),
  ];
  const proved = troubles.length > 0 ? await closer() : null;
  return {
    troubles: proved === null ? troubles : troubles.map((one) => withProof(one, proved)),
    notes,
    couldNotLook,
  };
}

function seeQueue(queue: JobQueue, dead: boolean, now: Date): readonly StatusLine[] {
  const { type, waiting: count, latencyS: latency, paused } = queue;
  if (count === 0) return [];
  if (paused) return [line('queue', 'warning', words.en.paused(count, type))];
  if (latency < SLOW_S && !dead) return [];
  const since = clockOf(new Date(now.getTime() - latency * 1000), now);
  const health = dead || latency >= STUCK_S ? 'degraded' : 'warning';
  return [line('queue', health, words.en.waits(count, type, since))];
}

function isAlive({ heartbeatAt }: WorkerPool, now: Date): boolean {
  const beat = Date.parse(heartbeatAt ?? '');
  return Number.isNaN(beat) || now.getTime() - beat < HEARTBEAT_MS;
}

function jobs(type: string, count: number): string {
  return `${type} job${count === 1 ? ' waits' : 's wait'}`;
}

/** `02:10 UTC`, with the date when it is not of today. */
export function clockOf(at: Date, now: Date): string {
  const text = at.toISOString();
  const clock = `${text.slice(11, 16)} UTC`;
  return text.slice(0, 10) === now.toISOString().slice(0, 10) ? clock : `${text.slice(0, 10)} ${clock}`;
}
