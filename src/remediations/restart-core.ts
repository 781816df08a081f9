import componentNotReady from '../checks/kubernetes/component-not-ready.ts';
import { defineRemediation } from '../engine/remediation.ts';
import { migrating } from '../facts/migrating.ts';
import { harborForbids, planRestart, RESTART_RIGHTS, restartHelps } from '../facts/restart-component.ts';
import { componentHealth } from '../probes/installation/component-health.ts';
import { componentLogs } from '../probes/installation/component-logs.ts';
import { componentWorkloads } from '../probes/installation/component-workloads.ts';
import { components } from '../probes/installation/components.ts';
import { collections } from '../probes/storage/collections.ts';

const INTERRUPTS =
  'Page, API, tokens and `/v2/` of this replica: pushes in flight fail and clients try again. Sessions and jobs stay, in Redis.';
const TOKENS =
  'If the chart made its token key anew since, logins are refused for up to 30 min: see that `core.secretName` or `core.tokenKey` is set.';

export default defineRemediation({
  id: 'restart-core',
  risk: 'medium',
  rows: ['B-RESTART', 'S0-4', 'S0-5'],
  fixes: [componentNotReady],
  rights: RESTART_RIGHTS,
  needs: { workloads: componentWorkloads, components, logs: componentLogs, collections },
  uses: { health: componentHealth },
  plan({ check, data }, { workloads, components: pods, logs, collections: runs }, { health }, pull) {
    const helps = restartHelps('core', data.pods);
    if (helps.is !== 'yes') return helps.planned;
    const why = migrating(pods, logs) ?? harborForbids(runs, health);
    if (why !== null) return { state: 'not-ready', why };
    const of = { remediation: 'restart-core', component: 'core', risk: 'medium' } as const;
    return planRestart({ ...of, check, interrupts: INTERRUPTS, found: workloads, pull, beware: [TOKENS] });
  },
  words: { en: { title: 'Restart core', would: 'restart core' } },
});
