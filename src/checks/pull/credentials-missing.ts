import { defineCheck } from '../../engine/check.ts';
import { hostOf } from '../../engine/text/image-names.ts';
import { readAccess, toWhom } from '../../facts/access.ts';
import { factOf, quoted } from '../../facts/answered.ts';
import { loginWanted } from '../../facts/login-wanted.ts';
import { createSecret, inNamespace, nameInServiceAccount, recreatePod } from '../../facts/manual-steps.ts';
import { nodeBringsLogin, plausible, unusableFor } from '../../facts/passed-over.ts';
import { authorization } from '../../probes/authorization.ts';
import { credentials } from '../../probes/credentials.ts';
import { kubelet } from '../../probes/kubelet.ts';
import { manifest } from '../../probes/manifest.ts';
import { pullSecrets } from '../../probes/pull-secrets.ts';
import { reference } from '../../probes/reference.ts';
import { repository } from '../../probes/repository.ts';
import { signs } from '../../signs/credentials-missing.ts';

/** Words of a runtime that show it had no login to send. */
const SENT_NONE = /no basic auth credentials|fetch anonymous token/;

export default defineCheck({
  id: 'credentials-missing',
  stage: 'auth',
  severity: 'high',
  rows: ['S0-19', 'S0-23', 'S1-65', 'S1-66', 'S1-71', 'S1-72', 'S1-73', 'S3-30', 'S3-31', 'S4-2'],
  signs,
  needs: { credentials, authorization },
  uses: { manifest, repository, pullSecrets, reference, kubelet },
  judge({ credentials: logins, authorization: asked }, also) {
    const access = readAccess(asked, logins, factOf(also.manifest));
    const wanted = loginWanted(access, logins, also.repository);
    if (wanted.outcome !== 'wanted') return wanted;
    const repo = factOf(also.repository);
    if (logins.missingSecrets.length > 0 || unusableFor(logins, factOf(also.reference)) || plausible(logins))
      return { outcome: 'pass' };
    const said = factOf(also.kubelet)?.texts.some((text) => SENT_NONE.test(text.says)) ?? false;
    if (nodeBringsLogin(factOf(also.reference)) && !said)
      return { outcome: 'skip', why: 'nodes bring their own login for this registry, which no Secret shows' };
    const { by, says, who } = wanted.refusal;
    const secrets = factOf(also.pullSecrets);
    return {
      outcome: 'fail',
      evidence: [quoted(toWhom(by, who), says, also.manifest)],
      data: {
        /** Else a repository that does not exist would be answered in the same way. */
        certain: asked.scheme === 'basic' || repo?.state === 'exists',
        otherSecrets: logins.passedOver.length,
        notInPod: secrets?.serviceAccount.notInPod ?? [],
        serviceAccount: secrets?.serviceAccount.name ?? null,
      },
    };
  },
  words: {
    en: {
      title: 'No login for this registry',
      summary: ({ certain, notInPod, serviceAccount }, { image, pod }) => {
        const wants = certain ? `\`${image}\` needs a login` : `\`${image}\` is private, or does not exist`;
        if (pod === undefined) return `${wants}; without one \`${hostOf(image)}\` hands nothing out.`;
        const [late] = notInPod;
        return late
          ? `${wants}, and the pod sends none: service account \`${serviceAccount}\` names secret \`${late}\` today, but the pod was created before.`
          : `${wants}, and no pull secret of the pod has one for \`${hostOf(image)}\`.`;
      },
      probably: ({ host }) => `${host ? `\`${host}\`` : 'the registry'} wants a login and none was sent`,
      explains:
        'The registry does not serve this image to whoever is not logged in. A pod brings a login only by a pull secret for this very host, named in the pod or in its service account when the pod was made.',
      steps: ({ data, pull }) =>
        data?.notInPod.length
          ? [recreatePod(pull)]
          : [
              `One for this host may lie there already, and only be named nowhere: \`kubectl${inNamespace(pull)} get secret --field-selector type=kubernetes.io/dockerconfigjson\`. Then skip the next step and name that one.`,
              createSecret(pull, 'regcred'),
              `Name it: ${nameInServiceAccount(pull, 'regcred')} or \`imagePullSecrets\` in the pod template.`,
              recreatePod(pull),
              'Make the login a robot account that may pull and nothing else, never an administrator: whoever may read Secrets of the namespace reads it too (`kubectl auth can-i get secrets --as=<user>`).',
            ],
    },
  },
});
