import platformUnavailable from '../checks/pull/platform-unavailable.ts';
import repositoryNotFound from '../checks/pull/repository-not-found.ts';
import tagNotFound from '../checks/pull/tag-not-found.ts';
import type { CheckOf } from '../engine/check.ts';
import { defineRemediation } from '../engine/remediation.ts';
import { planSetImage, SET_IMAGE_RIGHTS } from '../facts/set-image.ts';
import { pod } from '../probes/pod.ts';
import { previousImage } from '../probes/previous-image.ts';
import { workload } from '../probes/workload.ts';

/** The image is at fault, not the way to it: the one before may still pull. */
const OF_THE_IMAGE: readonly CheckOf<unknown>[] = [tagNotFound, repositoryNotFound, platformUnavailable];

const WHY = {
  gone: 'the image before is gone as well',
  refused: 'the image before is refused as well',
  elsewhere: 'the image before lies in another repository, which was not asked about',
} as const;

export default defineRemediation({
  id: 'roll-back-image',
  risk: 'medium',
  rows: [],
  fixes: OF_THE_IMAGE,
  rights: SET_IMAGE_RIGHTS,
  needs: { workload, pod },
  uses: { previousImage },
  plan({ check }, { workload: of, pod: { pod: record } }, { previousImage: before }, pull) {
    if (before.state === 'unreached') return { state: 'not-applicable' };
    if (before.state === 'unknown') return { state: 'not-ready', why: before.why };
    const { state, image } = before.fact;
    if (state !== 'pulls') return { state: 'not-ready', why: WHY[state] };
    return planSetImage({
      remediation: 'roll-back-image',
      check,
      workload: of,
      pull,
      pod: record,
      to: image,
    });
  },
  words: {
    en: { title: 'Roll back the image', would: 'go back to the image before, which still pulls' },
  },
});
