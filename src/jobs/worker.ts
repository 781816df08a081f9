/** A worker process: takes questions from the queues and answers them. Needs Redis and clusters, never Slack. */
import { connectTelling, redisTrouble } from '../clients/redis-trouble.ts';
import { type Config, servedBy } from '../config.ts';
import type { Incident } from '../engine/incident.ts';
import type { Question } from '../engine/question.ts';
import type { Reply } from '../engine/reply.ts';
import type { Logger } from '../log.ts';
import { approvalStore } from '../store/approvals.ts';
import { healthStore } from '../store/health-seen.ts';
import { incidentStore } from '../store/incidents.ts';
import { sightingStore } from '../store/sightings.ts';
import { type AnswerQuestion, startDiagnoseWorkers } from './diagnose.ts';
import { observedAnswers } from './observed.ts';
import { openOwnEyes } from './own-eyes/start.ts';
import { tellInto } from './own-eyes/tell.ts';
import { createQueues } from './queues.ts';
import { askAutopilot } from './remediate/autopilot.ts';
import { type Standing, standingOf } from './standing.ts';
import { queuesOf, tellQueues } from './tell-queues.ts';
import { triageParts } from './triage/compose.ts';
import { startTriageWorkers } from './triage/worker.ts';

export interface RunningWorker extends Standing {
  stop(ms: number): Promise<void>;
}

/** Throws RedisAway when there is no Redis. `answer` is what a question is handed to; `rootsOfPods` is for floods of alerts. */
export async function startWorker(
  config: Config,
  redisUrl: string,
  answer: AnswerQuestion,
  log: Logger,
  rootsOfPods: (cluster: string) => Promise<ReadonlyMap<string, string>> = async () => new Map(),
): Promise<RunningWorker> {
  const redis = await connectTelling(redisUrl, 'worker', log);
  const queues = createQueues(redis, config.file.clusters, redisTrouble(log).heard);
  const approvals = approvalStore(redis);
  const { clusters, general } = servedBy(config);
  const served = [...clusters.map(({ name }) => name), ...(general === 'here' ? [null] : [])];
  const health = healthStore(redis);
  const observed = observedAnswers(answer);
  const seen: AnswerQuestion = async (question, report) => {
    const reply = await observed(question, report);
    // The home shows it to those who may not look themselves; what a file tells is how it was elsewhere, or once.
    if (reply.kind === 'status' && !reply.report.file) await health.seen(reply.report);
    return reply;
  };
  const answered = (incident: Incident): Promise<void> =>
    askAutopilot(incident, {
      config: config.file.remediations,
      approvals,
      queues,
      log,
      now: () => new Date(),
    });
  const incidents = incidentStore(redis);
  const workers = startDiagnoseWorkers(served, { redis, queues, incidents, answer: seen, log, answered });
  const ask = (question: Question): Promise<Reply> => seen(question, () => {});
  const triage = startTriageWorkers(served, redis, {
    ...triageParts({ redis, config, queues, ask, rootsOfPods, log, answered }),
    tell: tellInto(sightingStore(redis), queues),
  });
  const eyes = await openOwnEyes({ config, redis, queues, log });
  const untold = tellQueues(redis, queuesOf(['diagnose', 'triage'], served));
  log.info({ clusters: served.filter((name) => name !== null) }, 'worker is up');
  return {
    ...standingOf(redis, [...workers.running, ...triage.running]),
    async stop(ms) {
      await untold();
      const ended = await Promise.all([workers.stop(ms), triage.stop(ms), eyes.stop(ms)]);
      if (ended.includes('left')) log.warn('jobs still run; another worker takes them over');
      await queues.stop();
      redis.disconnect();
    },
  };
}
