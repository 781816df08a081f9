import tagNotFound from '../checks/pull/tag-not-found.ts';
import { defineRemediation } from '../engine/remediation.ts';
import { repositoryOf } from '../engine/text/image-names.ts';
import { planSetImage, SET_IMAGE_RIGHTS } from '../facts/set-image.ts';
import { pod } from '../probes/pod.ts';
import { workload } from '../probes/workload.ts';

export default defineRemediation({
  id: 'set-nearest-tag',
  risk: 'medium',
  rows: ['S1-24'],
  fixes: [tagNotFound],
  rights: SET_IMAGE_RIGHTS,
  needs: { workload, pod },
  plan({ check, data }, { workload: of, pod: { pod: record } }, _also, pull) {
    const [tag] = data.nearest;
    if (tag === undefined) return { state: 'not-ready', why: 'no tag there is like the one that is missing' };
    const to = `${repositoryOf(pull.image)}:${tag}`;
    return planSetImage({ remediation: 'set-nearest-tag', check, workload: of, pull, pod: record, to });
  },
  words: { en: { title: 'Set the nearest tag', would: 'set the image to the nearest tag that exists' } },
});
