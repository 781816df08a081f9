import workersStarved from '../checks/jobservice/workers-starved.ts';
import { defineRemediation } from '../engine/remediation.ts';
import { harborStep, planInHarbor } from '../facts/harbor-fix.ts';
import { harborInfo } from '../probes/installation/harbor-info.ts';
import { jobSamples } from '../probes/sync/job-samples.ts';

/** A copy looks for its stop between two blobs, and a large blob takes minutes (goharbor/harbor#15708). */
const WITHIN_S = 600;

export default defineRemediation({
  id: 'stop-job',
  risk: 'medium',
  rows: ['S2-4.1'],
  fixes: [workersStarved],
  rights: [],
  harborRights: [{ level: 'system', resource: 'jobservice-monitor', action: 'stop' }],
  needs: { samples: jobSamples },
  uses: { info: harborInfo },
  plan({ check }, { samples }, { info }, pull) {
    const [oldest] = (samples.at(-1)?.workers ?? [])
      .flatMap(({ job }) => (job === null ? [] : [job]))
      .toSorted((a, b) => (a.startedAt ?? '9').localeCompare(b.startedAt ?? '9') || a.id.localeCompare(b.id));
    if (!oldest) return { state: 'not-ready', why: 'no worker holds a job now' };
    const { id, type, startedAt } = oldest;
    const since = startedAt === null ? '' : `, begun ${startedAt.slice(0, 16).replace('T', ' ')} UTC`;
    return planInHarbor(
      {
        remediation: 'stop-job',
        does: `Stop the ${type} job that holds a worker the longest`,
        risk: 'medium',
        steps: [
          harborStep(pull, { method: 'PUT', path: `/jobservice/jobs/${id}`, body: { action: 'stop' } }),
        ],
        changes: [{ what: `Job ${id} (${type})${since}`, from: 'running', to: 'stopped' }],
        interrupts:
          type === 'GARBAGE_COLLECTION'
            ? 'The collection ends where it is; what it deleted is gone, the rest waits for the next one.'
            : 'What it has done so far stays; the rest is done when it is begun again. Its worker is free for what waits.',
        undo: { by: 'none', why: 'A job that is stopped is begun again by what made it, not by itself.' },
        lock: `job/${id}`,
        verify: { check, withinS: WITHIN_S, steadyS: 0 },
        beware: ['A running copy looks for a stop only between two blobs: it may take minutes.'],
      },
      info,
      pull,
      '2.7',
    );
  },
  words: { en: { title: 'Stop the longest job', would: 'stop the job that holds a worker the longest' } },
});
