import garbageNotCollected from '../checks/gc/garbage-not-collected.ts';
import { sizeOf } from '../engine/bytes.ts';
import { defineRemediation } from '../engine/remediation.ts';
import { COLLECT_RIGHTS, planCollect } from '../facts/collect.ts';
import { componentWorkloads } from '../probes/installation/component-workloads.ts';
import { harborInfo } from '../probes/installation/harbor-info.ts';
import { collections } from '../probes/storage/collections.ts';

/** What was counted longer ago is counted anew first. Milliseconds. */
const FRESH_MS = 24 * 3_600_000;
/** Their restart meanwhile begins the collection anew, or cuts its deletions. */
const AT_WORK: readonly string[] = ['jobservice', 'registry', 'core'];

export default defineRemediation({
  id: 'collect-garbage',
  risk: 'high',
  rows: ['B-GC', 'S3-18'],
  fixes: [garbageNotCollected],
  rights: [],
  harborRights: COLLECT_RIGHTS,
  needs: { gc: collections },
  uses: { info: harborInfo, asked: collections, workloads: componentWorkloads },
  plan({ check, data }, { gc }, { info, asked, workloads }, pull) {
    if (asked.state === 'known' && Date.parse(asked.at) - Date.parse(data.at) > FRESH_MS)
      return {
        state: 'not-ready',
        why: `the dry run it would go by is ${data.ago} old; count the garbage anew first`,
      };
    const restarts = (workloads.state === 'known' ? workloads.fact.workloads : []).find(
      ({ components, ready, replicas, updated }) =>
        components.some((one) => AT_WORK.includes(one)) && (updated < replicas || ready < replicas),
    );
    if (restarts)
      return {
        state: 'not-ready',
        why: `\`${restarts.name}\` is being restarted; a collection would begin anew. Wait until that is over`,
      };
    const room = `${sizeOf(data.bytes)} on the storage (${data.counts})`;
    return planCollect(
      {
        remediation: 'collect-garbage',
        check,
        does: `Collect garbage for good, by dry run ${data.id}`,
        how: 'for-good',
        change: { what: room, from: 'nothing refers to it', to: null },
        interrupts:
          'Nothing that has a tag. A push at the same moment may have to be repeated. Do not restart the job service or the registry until it is over.',
        noUndo: 'What it deletes is gone for good.',
        beware: [
          'What was pushed by digest alone and has an artifact in Harbor stays: untagged artifacts are not deleted.',
        ],
      },
      gc.runs,
      info,
      pull,
    );
  },
  words: { en: { title: 'Collect the garbage', would: 'delete for good what no tag needs' } },
});
