import endpointDnsFailure from '../checks/replication/endpoint-dns-failure.ts';
import replicationRetrying from '../checks/replication/replication-retrying.ts';
import type { CheckOf } from '../engine/check.ts';
import { defineRemediation } from '../engine/remediation.ts';
import { harborStep, planInHarbor } from '../facts/harbor-fix.ts';
import { REPLICATION } from '../facts/standing-still.ts';
import { harborInfo } from '../probes/installation/harbor-info.ts';
import { jobSamples } from '../probes/sync/job-samples.ts';

const OF_RETRIES: readonly CheckOf<object>[] = [replicationRetrying, endpointDnsFailure];

export default defineRemediation({
  id: 'pause-queue',
  risk: 'low',
  rows: ['B-QPAUSE'],
  fixes: OF_RETRIES,
  rights: [],
  harborRights: [{ level: 'system', resource: 'jobservice-monitor', action: 'stop' }],
  needs: { samples: jobSamples },
  uses: { info: harborInfo },
  plan({ check, data }, { samples }, { info }, pull) {
    // What failed and is over is not tried again.
    if ('open' in data && data.open !== true) return { state: 'not-applicable' };
    const queue = samples.at(-1)?.queues.find(({ type }) => type === REPLICATION);
    if (queue?.paused) return { state: 'not-ready', why: 'the queue of REPLICATION jobs is paused already' };
    const put = (action: 'pause' | 'resume') =>
      harborStep(pull, { method: 'PUT', path: `/jobservice/queues/${REPLICATION}`, body: { action } });
    const what = `Queue ${REPLICATION}`;
    return planInHarbor(
      {
        remediation: 'pause-queue',
        does: `Pause the queue of ${REPLICATION} jobs`,
        risk: 'low',
        steps: [put('pause')],
        changes: [{ what, from: 'open', to: 'paused' }],
        interrupts:
          'Replications of every policy wait from now on. Jobs that run end; what fails is not tried again until the queue is resumed.',
        undo: {
          by: 'steps',
          says: `Resume the queue of ${REPLICATION} jobs.`,
          steps: [put('resume')],
          changes: [{ what, from: 'paused', to: 'open' }],
        },
        lock: `queue/${REPLICATION}`,
        verify: { check, harbor: { is: 'queue-paused', queue: REPLICATION }, withinS: 60, steadyS: 0 },
        beware: [
          'It mends nothing: it keeps the tries off the other side until that is mended. Resume it then.',
        ],
      },
      info,
      pull,
      '2.7',
    );
  },
  words: { en: { title: 'Pause the queue', would: 'pause the queue, so that nothing is tried again' } },
});
