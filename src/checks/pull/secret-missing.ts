import { defineCheck } from '../../engine/check.ts';
import { hostOf } from '../../engine/text/image-names.ts';
import type { Words } from '../../engine/words.ts';
import { readAccess, toWhom } from '../../facts/access.ts';
import { factOf, quoted } from '../../facts/answered.ts';
import { loginWanted } from '../../facts/login-wanted.ts';
import { createSecret, inNamespace } from '../../facts/manual-steps.ts';
import { authorization } from '../../probes/authorization.ts';
import { credentials } from '../../probes/credentials.ts';
import { manifest } from '../../probes/manifest.ts';
import { pullSecrets } from '../../probes/pull-secrets.ts';
import { repository } from '../../probes/repository.ts';
import { type SecretNamespace, secretNamespaces } from '../../probes/secret-namespaces.ts';

const MOST_TOLD = 5;

const words: Words<{ lacks(one: SecretNamespace): string }> = {
  en: {
    lacks: ({ namespace, pods, secret }) =>
      `namespace ${namespace}: ${pods} ${pods === 1 ? 'pod names' : 'pods name'} it and ${pods === 1 ? 'waits' : 'wait'} for an image; the secret is ${secret === 'absent' ? 'absent there too' : 'not for us to read there'}`,
  },
};

export default defineCheck({
  id: 'secret-missing',
  stage: 'auth',
  severity: 'high',
  rows: ['S0-19', 'S0-20', 'S0-24', 'S1-68', 'S3-32'],
  signs: [
    {
      pattern:
        /Error syncing pod[^\n]{0,60}secrets? "(?<secret>[^"]{1,253})" not found|(?<!volume "[^"\n]{1,253}" ?: )secrets? "(?:[^"]{1,253})" not found/,
      specimen: 'Error syncing pod, skipping: secrets "myregistrykey" not found',
      source: 'kubernetes/kubernetes#499; kubelet before 1.6',
      tells: 'sure',
    },
    {
      // Only a warning: the pull goes on without it, and may fail for another reason.
      pattern: /Unable to retrieve some image pull secrets \((?<secret>[^)]{1,300})\)/,
      specimen:
        'Unable to retrieve some image pull secrets (confluent-registry); attempting to pull the image may not succeed.',
      source: 'confluentinc/confluent-kubernetes-examples#276; kubelet from 1.28 on',
      tells: 'suggests',
    },
    {
      pattern: /Unable to retrieve pull secret[^\n]{0,300}secrets? "(?<secret>[^"]{1,253})" not found/,
      specimen:
        'kubelet_pods.go:897] "Unable to retrieve pull secret, the image pull may not succeed." pod="kube-system/p" secret="" err="secret "my-app-registry" not found"',
      source: 'kubernetes/kubernetes#120188; kubelet log',
      tells: 'suggests',
    },
    {
      pattern: /Secrets Manager can't find the specified secret/,
      specimen: "ResourceNotFoundException: Secrets Manager can't find the specified secret.",
      source: 'Amazon ECS: repositoryCredentials that name a secret which is not there',
      tells: 'sure',
    },
    {
      pattern: /FailedToRetrieveImagePullSecret/,
      specimen: 'Warning FailedToRetrieveImagePullSecret 2m kubelet references non-existent secret',
      source: 'kubernetes pkg/kubelet/events',
      tells: 'suggests',
    },
    {
      pattern:
        /(?:couldn't|could not|failed to|unable to) (?:find|get|fetch|read|retrieve|load) (?:the )?(?:image ?pull ?|pull |registry |docker )secrets? "?(?<secret>[a-z0-9.-]{1,253})"?/i,
      specimen: 'failed to get imagePullSecret "regcred": secrets "regcred" is forbidden',
      source: 'controllers that read pull secrets',
      tells: 'suggests',
      orElse: ['credentials-missing', 'permission-denied', 'credentials-invalid'],
    },
  ],
  needs: { credentials, authorization },
  uses: { manifest, repository, pullSecrets, elsewhere: secretNamespaces },
  judge({ credentials: logins, authorization: asked }, also) {
    const [secret, ...more] = logins.missingSecrets;
    const [unread] = logins.unreadableSecrets;
    if (!secret && unread)
      return {
        outcome: 'skip',
        why: `the secret \`${unread}\` may not be read: nobody told whether it exists`,
      };
    if (!secret) return { outcome: 'pass' };
    const access = readAccess(asked, logins, factOf(also.manifest));
    const wanted = loginWanted(access, logins, also.repository);
    if (wanted.outcome !== 'wanted') return wanted;
    const named = factOf(also.pullSecrets)?.secrets.find((one) => one.name === secret);
    const says = named?.state === 'missing' ? named.says : `secrets "${secret}" not found`;
    const others = factOf(also.elsewhere)?.namespaces ?? [];
    const lacking = others.filter((one) => one.secret !== 'there');
    return {
      outcome: 'fail',
      evidence: [
        quoted('Kubernetes API', says, also.pullSecrets),
        quoted(toWhom(wanted.refusal.by, wanted.refusal.who), wanted.refusal.says, also.manifest),
        ...lacking.slice(0, MOST_TOLD).map((one) => quoted('pods', words.en.lacks(one), also.elsewhere)),
      ],
      data: { secret, more, namespaces: lacking.map(({ namespace }) => namespace) },
    };
  },
  words: {
    en: {
      title: 'Pull secret does not exist',
      summary: ({ secret, more, namespaces }, pull) => {
        const names = [secret, ...more].map((name) => `\`${name}\``).join(', ');
        const where =
          pull.namespace === undefined ? 'the pod’s namespace' : `namespace \`${pull.namespace}\``;
        const others =
          namespaces.length === 0
            ? ''
            : ` ${namespaces.length} more ${namespaces.length === 1 ? 'namespace lacks' : 'namespaces lack'} it: ${namespaces.map((name) => `\`${name}\``).join(', ')}.`;
        return more.length === 0
          ? `The pod names pull secret ${names}, which does not exist in ${where}, and \`${hostOf(pull.image)}\` wants a login.${others}`
          : `The pod names pull secrets ${names}, none of which exists in ${where}, and \`${hostOf(pull.image)}\` wants a login.${others}`;
      },
      probably: ({ secret }) =>
        secret
          ? `the pull secret \`${secret}\` does not exist in the pod’s namespace`
          : 'a pull secret the pod names does not exist in its namespace',
      explains:
        'A secret is only found in the pod’s own namespace. When it is missing, the kubelet warns and pulls without a login, which this registry refuses.',
      steps: ({ data, pull }) => {
        const secret = data?.secret ?? '<secret>';
        return [
          `See whether it lies elsewhere or under another name: \`kubectl get secret -A --field-selector type=kubernetes.io/dockerconfigjson\``,
          ...(secret === 'registry-secret'
            ? [
                '`registry-secret` is made by kangaroo in every namespace of a workspace that the project is bound to: bind the project to the workspace again in the console.',
              ]
            : []),
          createSecret(pull, secret),
          everywhere(secret, inNamespace(pull), data ? [pull.namespace ?? '', ...data.namespaces] : []),
          `Or correct the name: \`kubectl${inNamespace(pull)} get serviceaccount default -o yaml\` and \`imagePullSecrets\` of the pod template. The kubelet sees a new secret at its next try, within 5 min; at once if the pod is deleted.`,
        ];
      },
    },
  },
});

/** The namespaces that pods need it in, where they are known; else all of them. */
function everywhere(secret: string, from: string, namespaces: readonly string[]): string {
  const named = namespaces.filter((one) => one !== '');
  const list = named.length > 1 ? named.join(' ') : '$(kubectl get ns -o name | cut -d/ -f2)';
  const where =
    named.length > 1
      ? `Into the ${named.length} namespaces whose pods wait for it`
      : 'Into every namespace at once';
  return `${where} (creates or overwrites \`${secret}\` there; better only where pods need it, as \`/registry sweep\` lists): \`kubectl${from} get secret ${secret} -o json | jq 'del(.metadata.namespace,.metadata.uid,.metadata.resourceVersion,.metadata.creationTimestamp)' > ${secret}.json && for ns in ${list}; do kubectl -n $ns apply -f ${secret}.json; done; rm ${secret}.json\``;
}
