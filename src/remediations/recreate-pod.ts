import credentialsMissing from '../checks/pull/credentials-missing.ts';
import pullWaitsForRetry from '../checks/pull/pull-waits-for-retry.ts';
import type { CheckOf } from '../engine/check.ts';
import { defineRemediation } from '../engine/remediation.ts';
import { DELETE_POD_RIGHT, deletePod, whyNotDelete } from '../facts/waiting-pod.ts';
import { pod } from '../probes/pod.ts';
import { usableSecrets } from '../probes/usable-secrets.ts';
import { workload } from '../probes/workload.ts';

/** `notInPod`: secrets that its service account names since the pod was made. */
const OVER: readonly CheckOf<object | { readonly notInPod: readonly string[] }>[] = [
  pullWaitsForRetry,
  credentialsMissing,
];

const REFUSED = 'the login of the secret that its service account names since is refused as well';

export default defineRemediation({
  id: 'recreate-pod',
  risk: 'low',
  rows: ['B-PODDEL', 'S0-23', 'S0-24', 'S1-73'],
  fixes: OVER,
  rights: [DELETE_POD_RIGHT],
  needs: { pod },
  uses: { workload, usableSecrets },
  plan({ check, data }, { pod: of }, { workload: by, usableSecrets: tried }, pull) {
    if ('notInPod' in data) {
      if (data.notInPod.length === 0) return { state: 'not-applicable' };
      if (tried.state !== 'known')
        return { state: 'not-ready', why: tried.state === 'unknown' ? tried.why : REFUSED };
      const pulls = tried.fact.secrets.some(({ from, state }) => from === 'account' && state === 'pulls');
      if (!pulls) return { state: 'not-ready', why: REFUSED };
    }
    const why = whyNotDelete(of);
    if (why !== null) return { state: 'not-ready', why };
    const { namespace, name, owner } = of.pod;
    const { step, change } = deletePod(of.pod);
    const cluster = pull.cluster ?? '';
    const target = by.state === 'known' ? by.fact : null;
    return {
      state: 'ready',
      plan: {
        remediation: 'recreate-pod',
        does: `Delete the waiting pod \`${namespace}/${name}\`; ${owner?.kind} \`${owner?.name}\` makes it anew`,
        risk: 'low',
        scope: { cluster, namespace, registry: null },
        steps: [step],
        changes: [change],
        interrupts: 'Nothing: the pod runs no container that waits for its image.',
        undo: { by: 'none', why: 'A pod that is gone does not come back; its successor takes its place.' },
        locks: [`${cluster}/pods/${namespace}/${name}`],
        verify: {
          check,
          ...(owner ? { podOf: owner } : {}),
          ...(target
            ? { rollout: { kind: { group: 'apps', plural: target.plural }, namespace, name: target.name } }
            : {}),
          withinS: 300,
          steadyS: 0,
        },
        beware: [],
      },
    };
  },
  words: { en: { title: 'Start the pod anew', would: 'delete the waiting pod, which is made anew at once' } },
});
