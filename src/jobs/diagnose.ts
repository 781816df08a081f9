/** The worker of the diagnose queues: takes a question, reports progress, keeps the answer. Knows no Slack. */

import { type Job, Worker } from 'bullmq';
import type { RedisConnection } from '../clients/redis.ts';
import { redisTrouble } from '../clients/redis-trouble.ts';
import type { Incident } from '../engine/incident.ts';
import type { Progress } from '../engine/progress.ts';
import type { Question } from '../engine/question.ts';
import type { Refusal, Reply } from '../engine/reply.ts';
import type { Words } from '../engine/words.ts';
import { type Logger, withRequest } from '../log.ts';
import type { IncidentStore } from '../store/incidents.ts';
import { followed } from './followed.ts';
import { onQueue } from './on-queue.ts';
import { DiagnoseJob, diagnoseQueue, type Queues } from './queues.ts';
import { stopWithin } from './stop-within.ts';
import { dataOf, leavingNewer } from './take-job.ts';
import { throttled } from './throttled.ts';

/** Answers one question; throws only for our own failures. */
export type AnswerQuestion = (question: Question, report: (progress: Progress) => void) => Promise<Reply>;

export interface DiagnoseParts {
  /** A connection with the patience of a worker. */
  readonly redis: RedisConnection;
  readonly incidents: IncidentStore;
  readonly queues: Queues;
  readonly answer: AnswerQuestion;
  readonly log: Logger;
  /** What else follows from an answer; it may be told the same one twice. */
  answered?(incident: Incident): Promise<void>;
}

export interface Workers {
  /** One per queue. */
  readonly running: readonly Worker[];
  /** Lets running jobs end within so many milliseconds. */
  stop(ms: number): Promise<'finished' | 'left'>;
}

const words: Words<{ readonly failed: string }> = {
  en: {
    failed:
      'I failed to answer this: the fault is mine and says nothing about your image. `Run again` may work; the operator finds the cause in the logs.',
  },
};

/**
 * A killed worker's lock ends after 4 s and two looks, 2 s apart, give its job to another: within eight seconds.
 * A diagnosis only waits for the network, so its event loop is never blocked as long as a lock lasts.
 */
const TAKE_OVER = { lockDuration: 4_000, stalledInterval: 2_000, maxStalledCount: 3 } as const;

/** Diagnoses mostly wait; as many as this run side by side. */
const CONCURRENCY = 8;

/** No diagnosis lasts longer: every probe has its own, much shorter, time box. */
const LONGEST_MS = 120_000;

/**
 * An edit per second is what Slack and readers bear; and most answers are there before a first one, which would only
 * hold them up.
 */
const PROGRESS = { afterMs: 300, everyMs: 1_000 } as const;

/** Starts one worker per cluster, null for questions of no cluster. */
export function startDiagnoseWorkers(clusters: readonly (string | null)[], parts: DiagnoseParts): Workers {
  const workers = clusters.map((cluster) => startWorker(cluster, parts));
  return { running: workers, stop: (ms) => stopWithin(workers, ms) };
}

function startWorker(cluster: string | null, parts: DiagnoseParts): Worker {
  const name = diagnoseQueue(cluster);
  const { redis, log } = parts;
  const worker = new Worker(
    name,
    followed(
      { queue: 'diagnose', cluster },
      leavingNewer((job) => work(job, parts), log),
    ),
    {
      ...onQueue(redis, name),
      concurrency: CONCURRENCY,
      ...TAKE_OVER,
    },
  );
  worker.on('error', (error) => redisTrouble(log).heard(error, { queue: name }));
  worker.on('stalled', (job) => log.warn({ queue: name, job }, 'job of a dead worker is taken over'));
  worker.on('failed', (job, error) => {
    if (job) void afterFailure(job, error, parts);
  });
  return worker;
}

async function work(job: Job, parts: DiagnoseParts): Promise<void> {
  const asked = dataOf(job, DiagnoseJob);
  await withRequest(asked.requestId, () => diagnose(asked, parts));
}

async function diagnose(
  { incident, run, question, requestId }: DiagnoseJob,
  parts: DiagnoseParts,
): Promise<void> {
  const { incidents, queues, log } = parts;
  const record = await incidents.read(incident);
  if (!record || record.run !== run || record.state.is === 'answered') {
    log.info({ incident, run }, 'nothing to diagnose: answered, asked anew or expired');
    // The worker that answered may have died before it said so.
    if (record) await queues.deliver({ incident, requestId });
    if (record?.state.is === 'answered') await parts.answered?.(record);
    return;
  }
  const started = performance.now();
  log.info({ incident, run, question }, 'diagnosis starts');
  const own: OneRun = { incident, run, requestId, record };
  const show = throttled(PROGRESS, (progress: Progress) => keepProgress(progress, own, parts));
  try {
    const reply = await withinTime(parts.answer(question, show.call));
    await show.end();
    const kept = (await keepAnswer(reply, own, parts)) ?? (await incidents.read(incident));
    if (kept?.run === run) await parts.answered?.(kept);
    log.info(
      { incident, run, ms: Math.round(performance.now() - started), reply: reply.kind },
      'diagnosis ends',
    );
  } finally {
    await show.end();
  }
}

interface OneRun extends Pick<DiagnoseJob, 'incident' | 'run' | 'requestId'> {
  /** As it was last seen. */
  record?: Incident;
}

async function keepProgress(progress: Progress, run: OneRun, parts: DiagnoseParts): Promise<void> {
  const working = (record: Incident): Incident => ({ ...record, state: { is: 'working', progress } });
  await keep(working, run, parts).catch((error: unknown) => {
    parts.log.warn({ err: error }, 'progress could not be kept');
  });
}

async function keepAnswer(reply: Reply, run: OneRun, parts: DiagnoseParts): Promise<Incident | null> {
  const at = new Date().toISOString();
  return keep((record) => ({ ...record, state: { is: 'answered', reply, at } }), run, parts);
}

/** The first answer of a run stays: a worker that was thought dead cannot overwrite it. Null when there is one. */
async function keep(
  change: (record: Incident) => Incident,
  of: OneRun,
  { incidents, queues }: DiagnoseParts,
): Promise<Incident | null> {
  const { incident, run, requestId } = of;
  const kept = await incidents.change(
    incident,
    (record) => (record.run !== run || record.state.is === 'answered' ? null : change(record)),
    of.record,
  );
  if (kept) of.record = kept;
  await queues.deliver({ incident, requestId });
  return kept;
}

/** Tried often enough, or its worker died too often: the person is told so instead of waiting for ever. */
async function afterFailure(job: Job, error: Error, parts: DiagnoseParts): Promise<void> {
  const asked = DiagnoseJob.safeParse(job.data);
  const isOver = job.finishedOn !== undefined;
  const { log } = parts;
  if (!asked.success) return log.error({ err: error, job: job.id }, 'unreadable diagnose job');
  await withRequest(asked.data.requestId, async () => {
    log.error({ err: error, incident: asked.data.incident, isOver }, 'diagnosis failed');
    if (!isOver) return;
    const refusal: Refusal = { kind: 'refusal', why: 'failed', says: words.en.failed, tries: [] };
    await keepAnswer(refusal, asked.data, parts).catch((err: unknown) =>
      log.error({ err }, 'failure could not be kept'),
    );
  });
}

async function withinTime(answer: Promise<Reply>): Promise<Reply> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(
      () => fail(new Error(`Diagnosing took longer than ${LONGEST_MS / 1000} s`)),
      LONGEST_MS,
    );
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}
