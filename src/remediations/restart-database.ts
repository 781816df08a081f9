import componentNotReady from '../checks/kubernetes/component-not-ready.ts';
import { defineRemediation } from '../engine/remediation.ts';
import { componentWorkloads } from '../probes/installation/component-workloads.ts';

/** Named so that nobody wonders where its button is: everything of Harbor hangs on it, and nobody here made a backup. */
export default defineRemediation({
  id: 'restart-database',
  risk: 'high',
  rows: ['B-RESTART'],
  fixes: [componentNotReady],
  rights: [],
  needs: { workloads: componentWorkloads },
  plan({ data }, { workloads }) {
    if (!data.pods.some(({ component }) => component === 'database')) return { state: 'not-applicable' };
    const workload = workloads.workloads.find(({ components }) => components.includes('database'));
    const pod = workload?.pods[0]?.name ?? '<pod>';
    return {
      state: 'not-ready',
      why: `never from here: all of Harbor stops with it, and nothing tells whether there is a backup. With one at hand: \`kubectl -n ${data.namespace} delete pod ${pod}\``,
    };
  },
  words: { en: { title: 'Restart the database', would: 'restart Harbor’s database' } },
});
