import syncTimeoutTooShort from '../checks/image-controller/sync-timeout-too-short.ts';
import { defineRemediation } from '../engine/remediation.ts';
import { REPOSITORY_RIGHTS } from '../facts/annotate-repository.ts';
import { planSpec } from '../facts/patch-repository.ts';
import { manifest } from '../probes/manifest.ts';
import { imageSync } from '../probes/sync/image-sync.ts';
import { repositoryObject } from '../probes/sync/repository-object.ts';

/** What the guide gives an image that is too large, and how often it lets it be tried. */
const LEAST_MINUTES = 30;
const TRIES = 5;
/** Longer than this, something else is wrong. */
const MOST_MINUTES = 240;

export default defineRemediation({
  id: 'extend-sync-timeout',
  risk: 'medium',
  rows: ['B-REPO', 'S1-27', 'S1-34'],
  fixes: [syncTimeoutTooShort],
  rights: REPOSITORY_RIGHTS,
  needs: { sync: imageSync, object: repositoryObject, manifest },
  plan({ check, data }, { sync: { object: of }, object, manifest: there }, _also, pull) {
    const { namespace, name, needs, timeout } = data;
    if (!there.attempts.some(({ ended }) => ended === 'found'))
      return { state: 'not-ready', why: 'the source does not give its manifest: more time would not help' };
    const minutes = Math.max(LEAST_MINUTES, Math.ceil((needs ?? timeout * 2) * 1.5));
    if (minutes > MOST_MINUTES)
      return {
        state: 'not-ready',
        why: `at the rate it had it would need ${minutes} min: a nearer source or a smaller image helps more`,
      };
    if (minutes <= timeout && (of.retryCount ?? 0) >= TRIES)
      return { state: 'not-ready', why: `it has ${timeout} min and ${of.retryCount} tries already` };
    return planSpec({
      remediation: 'extend-sync-timeout',
      check,
      does: `Give the sync of Repository \`${namespace}/${name}\` ${minutes} min and ${TRIES} tries`,
      object,
      at: { namespace, name },
      from: { syncTimeout: object.syncTimeout, retryCount: of.retryCount },
      to: { syncTimeout: `${minutes}m`, retryCount: TRIES },
      withinS: minutes * 60,
      pull,
    });
  },
  words: { en: { title: 'Give the sync more time', would: 'give the sync more time and tries' } },
});
