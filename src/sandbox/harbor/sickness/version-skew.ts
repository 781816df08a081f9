import { before, HOUR_MS, harborLine } from './lines.ts';
import { defineSickness } from './sickness.ts';
import { addCase, mend, pastExecution } from './sync-case.ts';

const SAYS = 'failed to fetch image: json: cannot unmarshal string into Go value of type adapter.Repository';

/** A Harbor before 1.8 answers lists of names where records are wanted. */
export const versionSkew = defineSickness({
  id: 'version-skew',
  title: 'Pulling from a Harbor 1.7 fails: its answers are of an older kind',
  strike(state) {
    const policy = addCase(state, {
      id: 18,
      name: 'from-harbor-17',
      direction: 'pull',
      trigger: 'manual',
      endpoint: { name: 'harbor-17', type: 'harbor', url: 'https://harbor-17.acme.test' },
      resources: ['library/nginx:1.15'],
    });
    policy.fault = { at: 'listing', says: SAYS };
    pastExecution(state, policy, HOUR_MS, () => ({ status: 'Failed' }), SAYS);
    return () => mend(state, policy);
  },
  logs: (state) => [
    {
      component: 'core',
      lines: [
        harborLine(
          before(state.now(), HOUR_MS),
          'ERROR',
          '/controller/replication/controller.go:117',
          `the execution failed: ${SAYS}`,
        ),
      ],
    },
  ],
});
