import { before, HOUR_MS, harborLine } from './lines.ts';
import { defineSickness } from './sickness.ts';
import { addCase, mend, pastExecution } from './sync-case.ts';

const SAYS = 'failed to fetch image: FetchImages error when collect tags for repos';
const REPOSITORY = 'ai-cloud/kube-state-metrics';

/** Listing fails before any task is made, so the job service knows nothing of it. */
export const sourceListTags500 = defineSickness({
  id: 'source-list-tags-500',
  title: 'Pulling from the old Harbor fails at once: it answers 500 when a big repository is listed',
  strike(state) {
    const policy = addCase(state, {
      id: 17,
      name: 'from-old-harbor',
      direction: 'pull',
      trigger: 'manual',
      endpoint: { name: 'old-harbor', type: 'harbor', url: 'https://harbor-old.acme.test' },
      resources: [`${REPOSITORY}:v1.9.8`],
    });
    policy.fault = { at: 'listing', says: SAYS };
    pastExecution(state, policy, HOUR_MS, () => ({ status: 'Failed' }), SAYS);
    return () => mend(state, policy);
  },
  logs(state) {
    const at = before(state.now(), HOUR_MS);
    const tags = `List tags for repo '${REPOSITORY}' error: http error: code 500, message `;
    return [
      {
        component: 'core',
        lines: [
          harborLine(at, 'ERROR', '/common/utils/passports.go:109', tags),
          harborLine(
            at,
            'ERROR',
            '/replication/operation/controller.go:108',
            `the execution failed: ${SAYS}`,
          ),
        ],
      },
    ];
  },
});
