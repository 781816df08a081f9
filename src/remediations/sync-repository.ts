import imageSyncFailed from '../checks/image-controller/image-sync-failed.ts';
import { MANUAL_SYNC } from '../engine/kubernetes/repository.ts';
import { defineRemediation } from '../engine/remediation.ts';
import { planAnnotation, REPOSITORY_RIGHTS } from '../facts/annotate-repository.ts';
import { manifest } from '../probes/manifest.ts';
import { imageSync } from '../probes/sync/image-sync.ts';
import { repositoryObject } from '../probes/sync/repository-object.ts';

const TEN_MINUTES_MS = 600_000;

export default defineRemediation({
  id: 'sync-repository',
  risk: 'low',
  rows: ['B-SYNC', 'S1-36'],
  fixes: [imageSyncFailed],
  rights: REPOSITORY_RIGHTS,
  needs: { sync: imageSync, object: repositoryObject, manifest },
  plan({ check }, { sync: { object: of }, object, manifest: there }, _also, pull) {
    if (of.sync.state === 'syncing') return { state: 'not-ready', why: 'it syncs already' };
    if (!there.attempts.some(({ ended }) => ended === 'found'))
      return { state: 'not-ready', why: 'the source does not give its manifest: it would fail again' };
    return planAnnotation({
      remediation: 'sync-repository',
      check,
      risk: 'low',
      does: `Sync Repository \`${of.namespace}/${of.name}\` now`,
      interrupts: 'Nothing. One more image is copied meanwhile.',
      object,
      at: of,
      annotation: MANUAL_SYNC,
      from: of.sync.askedAt,
      to: '{approvedAtSeconds}',
      // What was asked before is over: nobody asks is the state to go back to.
      back: null,
      withinS: (of.syncTimeoutMs ?? TEN_MINUTES_MS) / 1000,
      pull,
    });
  },
  words: { en: { title: 'Sync it now', would: 'sync the Repository now' } },
});
