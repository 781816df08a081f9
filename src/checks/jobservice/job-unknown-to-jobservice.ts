import { isOlder } from '../../engine/harbor/known-traps.ts';
import { factOf } from '../../facts/answered.ts';
import { defineComponentCheck } from '../../facts/component-check.ts';
import { restartJobservice, runAgain, stopExecution } from '../../facts/jobservice-steps.ts';
import { jobsEvidence, standingStill } from '../../facts/standing-still.ts';
import { sqlFor } from '../../facts/stuck-task-sql.ts';
import { harborInfo } from '../../probes/installation/harbor-info.ts';
import { jobSamples } from '../../probes/sync/job-samples.ts';
import { replicationTaskLog } from '../../probes/sync/replication-task-log.ts';
import { replicationTasks } from '../../probes/sync/replication-tasks.ts';

/** Since then a stop heals what the job service does not know (goharbor/harbor src/pkg/task/task.go). */
const HEALS_FROM = '2.1.0';

export default defineComponentCheck({
  id: 'job-unknown-to-jobservice',
  severity: 'medium',
  rows: ['S2-4.1', 'S2-4.2', 'S2-4.4', 'S2-4.5', 'S2-4.6', 'S2-4.9'],
  signs: [
    {
      pattern:
        /Serve http request 'POST \/api\/v1\/jobs\/[0-9a-f@]{1,80}' error: 404[^\n]{0,160}|object is not found: job '[0-9a-f@]{1,80}'/,
      specimen:
        '2019-03-03T09:13:38Z [ERROR] [handler.go:253]: Serve http request \'POST /api/v1/jobs/ab3f3f6327dce749c5449ec1\' error: 404 {"code":10013,"message":"object is not found","details":"job \'ab3f3f6327dce749c5449ec1\'"}',
      source: 'goharbor/harbor#7057',
    },
  ],
  needs: { samples: jobSamples, tasks: replicationTasks },
  uses: { info: harborInfo, asked: replicationTasks, log: replicationTaskLog },
  judge({ samples, tasks }, { info, asked, log }, pull) {
    // What ran and failed waits for its next try, which no queue counts.
    const retries = (factOf(log) ?? []).some(({ task, error }) => error !== null && task.endedAt === null);
    if (retries) return { outcome: 'pass' };
    const lost = standingStill(samples, asked, pull).find(({ why }) => why === 'orphaned');
    if (!lost) return { outcome: 'pass' };
    const states = Object.entries(tasks.byState).map(([state, count]) => `${count} ${state}`);
    const said = { source: `Harbor, execution ${tasks.execution}`, says: `tasks: ${states.join(', ')}` };
    const data = {
      tasks: lost.tasks,
      oldest: lost.oldest,
      execution: tasks.execution,
      version: factOf(info)?.version ?? null,
    };
    return { outcome: 'fail', evidence: [said, ...jobsEvidence(samples, lost.type)], data };
  },
  words: {
    en: {
      title: 'Jobservice does not know the job',
      summary: ({ tasks, oldest, execution }) =>
        `Execution ${execution} is stuck: Harbor’s database has ${tasks} ${tasks === 1 ? 'task' : 'tasks'} not over${oldest === null ? '' : ` since ${oldest}`}, and the job service has no such ${tasks === 1 ? 'job' : 'jobs'}, neither waiting nor running.`,
      probably: 'the database says the job runs, and jobservice does not know it',
      explains:
        'Database and job queue disagree: Redis lost the jobs (flushed, restarted without a volume) or they ended and nobody wrote it down (goharbor/harbor#7057). They will never end by themselves, and the policy cannot be deleted until they do.',
      steps: ({ data, pull }) => [
        stopExecution(pull, data?.execution ?? null),
        ...(data?.version == null || isOlder(data.version, HEALS_FROM)
          ? [
              `If the stop fails (500, before 2.1): ${restartJobservice(pull).replace('Restart', 'restart')}`,
              ...sqlFor(data?.version ?? null, pull.sync?.policy ?? null),
            ]
          : [
              'Since 2.1 that stop sets tasks to Stopped which the job service does not know; no SQL is needed.',
            ]),
        runAgain(pull),
      ],
    },
  },
});
