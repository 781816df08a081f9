import credentialsInvalid from '../checks/pull/credentials-invalid.ts';
import credentialsMissing from '../checks/pull/credentials-missing.ts';
import credentialsWrongHost from '../checks/pull/credentials-wrong-host.ts';
import permissionDenied from '../checks/pull/permission-denied.ts';
import secretMissing from '../checks/pull/secret-missing.ts';
import type { CheckOf } from '../engine/check.ts';
import { defineRemediation } from '../engine/remediation.ts';
import { inWorkload, NAME_IN_WORKLOAD_RIGHTS } from '../facts/attach-secret.ts';
import { planSecret, thatPulls } from '../facts/secret-plan.ts';
import { claimModes } from '../probes/claim-modes.ts';
import { pod } from '../probes/pod.ts';
import { usableSecrets } from '../probes/usable-secrets.ts';
import { workload } from '../probes/workload.ts';

/** The kubelet tries every login that matches, so another one helps beside a bad one. */
const OF_LOGINS: readonly CheckOf<unknown>[] = [
  credentialsMissing,
  credentialsInvalid,
  credentialsWrongHost,
  permissionDenied,
  secretMissing,
];

export default defineRemediation({
  id: 'name-secret-in-workload',
  risk: 'medium',
  rows: ['B-PULLREF', 'S0-23', 'S1-72'],
  fixes: OF_LOGINS,
  rights: NAME_IN_WORKLOAD_RIGHTS,
  needs: { workload, pod, usableSecrets },
  uses: { claimModes },
  plan({ check }, { workload: of, pod: at, usableSecrets: tried }, { claimModes: modes }, pull) {
    const found = thatPulls(tried, 'here');
    if ('why' in found) return { state: 'not-ready', why: found.why };
    const { secret } = found;
    if (of.imagePullSecrets.includes(secret.name))
      return { state: 'not-ready', why: 'its workload names it already: another rollout came in between' };
    const to = { secret: secret.name, cluster: pull.cluster ?? '', pod: at };
    const attachment = inWorkload(to, of, modes);
    if (attachment.is === 'no') return { state: 'not-ready', why: attachment.why };
    return planSecret({
      remediation: 'name-secret-in-workload',
      check,
      secret,
      attachment,
      copied: 'no',
      pod: at.pod,
      workload: of,
      pull,
    });
  },
  words: {
    en: {
      title: 'Name a pull secret in the workload',
      would: 'name a pull secret of its namespace in the workload',
    },
  },
});
