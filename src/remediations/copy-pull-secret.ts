import credentialsInvalid from '../checks/pull/credentials-invalid.ts';
import credentialsMissing from '../checks/pull/credentials-missing.ts';
import credentialsWrongHost from '../checks/pull/credentials-wrong-host.ts';
import permissionDenied from '../checks/pull/permission-denied.ts';
import secretMissing from '../checks/pull/secret-missing.ts';
import type { Answer } from '../engine/answer.ts';
import type { CheckOf } from '../engine/check.ts';
import type { ClusterRight } from '../engine/cluster.ts';
import { defineRemediation } from '../engine/remediation.ts';
import {
  type Attachment,
  inAccount,
  inWorkload,
  NAME_IN_ACCOUNT_RIGHTS,
  NAME_IN_WORKLOAD_RIGHTS,
  type ToAttach,
} from '../facts/attach-secret.ts';
import { planSecret, thatPulls } from '../facts/secret-plan.ts';
import { type ClaimModesFact, claimModes } from '../probes/claim-modes.ts';
import { pod } from '../probes/pod.ts';
import { type ServiceAccountFact, serviceAccount } from '../probes/service-account.ts';
import { usableSecrets } from '../probes/usable-secrets.ts';
import { type WorkloadFact, workload } from '../probes/workload.ts';

const OF_LOGINS: readonly CheckOf<unknown>[] = [
  secretMissing,
  credentialsMissing,
  credentialsInvalid,
  credentialsWrongHost,
  permissionDenied,
];

/** Made under any name, read and taken away again under those of the sources alone. */
const COPY_RIGHTS: readonly ClusterRight[] = [
  { group: '', resource: 'secrets', verb: 'create' },
  { group: '', resource: 'secrets', verb: 'get', names: 'secret-sources' },
  { group: '', resource: 'secrets', verb: 'delete', names: 'secret-sources' },
];

export default defineRemediation({
  id: 'copy-pull-secret',
  risk: 'medium',
  rows: ['B-SECRET', 'S0-20', 'S0-21', 'S1-67', 'S1-68', 'S1-69', 'S1-71', 'S3-32'],
  fixes: OF_LOGINS,
  rights: [...COPY_RIGHTS, ...NAME_IN_WORKLOAD_RIGHTS, ...NAME_IN_ACCOUNT_RIGHTS],
  needs: { pod, workload, usableSecrets },
  uses: { claimModes, account: serviceAccount },
  plan({ check }, { pod: at, workload: of, usableSecrets: tried }, { claimModes: modes, account }, pull) {
    const here = tried.secrets.find(({ from, state }) => from !== 'source' && state === 'pulls');
    const isNamed = tried.secrets.some(
      ({ from, state, name }) =>
        from === 'source' && state === 'pulls' && at.pod.imagePullSecrets.includes(name),
    );
    if (here && !isNamed)
      return {
        state: 'not-ready',
        why: `\`${here.name}\` lies in its namespace already and pulls this image; it only has to be named`,
      };
    const found = thatPulls(tried, 'source');
    if ('why' in found) return { state: 'not-ready', why: found.why };
    const { secret } = found;
    const { namespace } = at.pod;
    const taken = tried.secrets.find((one) => one.namespace === namespace && one.name === secret.name);
    if (taken && taken.state !== 'absent')
      return { state: 'not-ready', why: `a Secret \`${secret.name}\` lies in \`${namespace}\` already` };
    const common = { remediation: 'copy-pull-secret', check, secret, copied: 'yes', pod: at.pod } as const;
    if (at.pod.imagePullSecrets.includes(secret.name))
      return planSecret({ ...common, attachment: null, workload: of, pull });
    const to = { secret: secret.name, cluster: pull.cluster ?? '', pod: at };
    const attachment = attached(to, of, { modes, account });
    if (attachment.is === 'no') return { state: 'not-ready', why: attachment.why };
    return planSecret({ ...common, attachment, workload: of, pull });
  },
  words: {
    en: {
      title: 'Copy the approved pull secret',
      would: 'copy a pull secret from an approved source to its namespace',
    },
  },
});

interface Ways {
  readonly modes: Answer<ClaimModesFact>;
  readonly account: Answer<ServiceAccountFact>;
}

/** In the template; where somebody else keeps that, in the service account, if that reaches the pods. */
function attached(to: ToAttach, of: WorkloadFact, { modes, account }: Ways): Attachment {
  const first = inWorkload(to, of, modes);
  if (first.is === 'attached' || of.imagePullSecrets.length > 0 || account.state !== 'known') return first;
  const second = inAccount(to, account.fact);
  return second.is === 'attached' ? second : first;
}
