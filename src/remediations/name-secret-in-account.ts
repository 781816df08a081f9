import credentialsInvalid from '../checks/pull/credentials-invalid.ts';
import credentialsMissing from '../checks/pull/credentials-missing.ts';
import credentialsWrongHost from '../checks/pull/credentials-wrong-host.ts';
import permissionDenied from '../checks/pull/permission-denied.ts';
import type { CheckOf } from '../engine/check.ts';
import { defineRemediation } from '../engine/remediation.ts';
import { inAccount, NAME_IN_ACCOUNT_RIGHTS } from '../facts/attach-secret.ts';
import { planSecret, thatPulls } from '../facts/secret-plan.ts';
import { pod } from '../probes/pod.ts';
import { serviceAccount } from '../probes/service-account.ts';
import { usableSecrets } from '../probes/usable-secrets.ts';
import { workload } from '../probes/workload.ts';

const OF_LOGINS: readonly CheckOf<unknown>[] = [
  credentialsMissing,
  credentialsInvalid,
  credentialsWrongHost,
  permissionDenied,
];

export default defineRemediation({
  id: 'name-secret-in-account',
  risk: 'medium',
  rows: ['B-SA', 'B-PODDEL', 'S0-23', 'S1-73'],
  fixes: OF_LOGINS,
  rights: NAME_IN_ACCOUNT_RIGHTS,
  needs: { pod, account: serviceAccount, workload, usableSecrets },
  plan({ check }, { pod: at, account, workload: of, usableSecrets: tried }, _also, pull) {
    // Secrets in a pod's own template keep the service account's out of it (plugin/pkg/admission/serviceaccount).
    if (of.imagePullSecrets.length > 0)
      return {
        state: 'not-ready',
        why: `${of.kind} \`${of.name}\` names pull secrets itself: those of the service account do not reach its pods`,
      };
    const found = thatPulls(tried, 'here');
    if ('why' in found) return { state: 'not-ready', why: found.why };
    const { secret } = found;
    if (account.imagePullSecrets.includes(secret.name)) return { state: 'not-applicable' };
    const attachment = inAccount({ secret: secret.name, cluster: pull.cluster ?? '', pod: at }, account);
    if (attachment.is === 'no') return { state: 'not-ready', why: attachment.why };
    return planSecret({
      remediation: 'name-secret-in-account',
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
      title: 'Name a pull secret in the service account',
      would: 'name a pull secret of its namespace in the service account',
    },
  },
});
