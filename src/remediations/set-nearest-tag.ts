import tagNotFound from '../checks/pull/tag-not-found.ts';
import { defineRemediation } from '../engine/remediation.ts';
import { repositoryOf } from '../engine/text/image-names.ts';
import { planSetImage } from '../facts/set-image.ts';
import { workload } from '../probes/workload.ts';

export default defineRemediation({
  id: 'set-nearest-tag',
  risk: 'medium',
  rows: ['S1-24'],
  fixes: [tagNotFound],
  rights: ['deployments', 'statefulsets', 'daemonsets'].map((resource) => ({
    group: 'apps',
    resource,
    verb: 'patch',
  })),
  needs: { workload },
  plan({ check, data }, { workload: of }, _also, pull) {
    const [tag] = data.nearest;
    if (tag === undefined) return { state: 'not-ready', why: 'no tag there is like the one that is missing' };
    const to = `${repositoryOf(pull.image)}:${tag}`;
    return planSetImage({ remediation: 'set-nearest-tag', check, workload: of, pull, to });
  },
  words: { en: { title: 'Set the nearest tag', would: 'set the image to the nearest tag that exists' } },
});
