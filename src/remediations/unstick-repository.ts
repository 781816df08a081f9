import imageSyncStuck from '../checks/image-controller/image-sync-stuck.ts';
import { SYNC_STATUS } from '../engine/kubernetes/repository.ts';
import { defineRemediation } from '../engine/remediation.ts';
import { planAnnotation, REPOSITORY_RIGHTS } from '../facts/annotate-repository.ts';
import { imageSync } from '../probes/sync/image-sync.ts';
import { repositoryObject } from '../probes/sync/repository-object.ts';

export default defineRemediation({
  id: 'unstick-repository',
  risk: 'medium',
  rows: ['B-UNSTICK', 'S1-80'],
  fixes: [imageSyncStuck],
  rights: REPOSITORY_RIGHTS,
  needs: { sync: imageSync, object: repositoryObject },
  plan({ check }, { sync: { object: of }, object }, _also, pull) {
    const { mark } = of.sync;
    if (mark === null) return { state: 'not-applicable' };
    return planAnnotation({
      remediation: 'unstick-repository',
      check,
      risk: 'medium',
      does: `Take the mark of a running sync off Repository \`${of.namespace}/${of.name}\``,
      interrupts: 'The sync that hangs is given up. If it still lives, a second one runs beside it.',
      object,
      at: of,
      annotation: SYNC_STATUS,
      from: mark,
      to: null,
      back: mark,
      withinS: 120,
      pull,
    });
  },
  words: {
    en: { title: 'Un-stick the sync', would: 'take the mark of a running sync off the Repository' },
  },
});
