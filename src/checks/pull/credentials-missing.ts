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

/** What else makes a registry ask for a login. */
const LOGIN_TROUBLE = [
  'credentials-invalid',
  'credentials-wrong-host',
  'secret-missing',
  'permission-denied',
  'repository-not-found',
];

/** Words of a runtime that show it had no login to send. */
const SENT_NONE = /no basic auth credentials|fetch anonymous token/;

export default defineCheck({
  id: 'credentials-missing',
  stage: 'auth',
  severity: 'high',
  rows: ['S0-19', 'S0-23', 'S1-65', 'S1-66', 'S1-71', 'S1-72', 'S1-73', 'S3-30', 'S3-31', 'S4-2'],
  signs: [
    {
      // Azure hides from strangers whether a tag exists.
      pattern: /azurecr\.io\/v2\/\S{1,300}\/manifests\/\S{1,200}: unauthorized: authentication required/,
      specimen: 'Get https://acme.azurecr.io/v2/app/manifests/v9: unauthorized: authentication required',
      source: 'MicrosoftDocs/azure-docs#35411',
      tells: 'suggests',
      orElse: [...LOGIN_TROUBLE, 'tag-not-found'],
    },
    {
      pattern: /no basic auth credentials/,
      specimen:
        'API error (500): Get https://123.dkr.ecr.eu-west-1.amazonaws.com/v2/zre/manifests/latest: no basic auth credentials',
      source: 'coreos/coreos-kubernetes#461; docker engine',
      tells: 'suggests',
      orElse: ['credentials-wrong-host', 'secret-missing', 'credentials-invalid', 'permission-denied'],
    },
    {
      pattern:
        /failed to fetch anonymous token: unexpected status(?: from [A-Z]{3,6} request to \S{1,500})?: 40[13] ?\w{0,20}/,
      specimen:
        'europe-west1-docker.pkg.dev/foo/ar/python:3.9-slim: failed to authorize: failed to fetch anonymous token: unexpected status: 403 Forbidden',
      source: 'docker/login-action#606; containerd remotes/docker/authorizer.go',
      tells: 'suggests',
      orElse: [
        'credentials-wrong-host',
        'secret-missing',
        'repository-not-found',
        'token-service-misconfigured',
      ],
    },
    {
      pattern:
        /Unauthenticated request|no credentials? (?:were )?(?:provided|found|available)|anonymous (?:access|pull|user)[^\n]{0,40}(?:denied|disabled|not allowed|forbidden|is not authorized)|[Aa]nonymous requests? (?:is|are) not|requires? (?:a )?login|must (?:be )?(?:log|logged|authenticate)d? ?in|[Pp]lease (?:run )?"?'?`?(?:docker )?log ?in|To use the specified registry, log in|authorization header (?:is )?(?:missing|required)|missing credentials/i,
      specimen:
        'Unauthenticated requests do not have permission "artifactregistry.repositories.downloadArtifacts" on resource "projects/fuzzbench/locations/us/repositories/gcr.io"',
      source: 'google/fuzzbench#1981; Artifact Registry',
      tells: 'sure',
    },
    {
      pattern:
        /unauthorized: authentication required|authentication required|UNAUTHORIZED: authentication required|authorization failed: no basic auth/i,
      specimen:
        'Error response from daemon: Get https://registry.example.com/v2/app/manifests/1: unauthorized: authentication required',
      source: 'distribution registry/api/errcode',
      tells: 'suggests',
      orElse: LOGIN_TROUBLE,
      op: 'pull',
    },
    {
      pattern: /[Aa]uthentication is required|UNAUTHORIZED: Authentication is required/,
      specimen:
        'Error response from daemon: Get https://registry.example.com/aqua-gateway/manifests/6.2: unknown: Authentication is required',
      source: 'aquasecurity/aqua-helm#322; Artifactory',
      tells: 'suggests',
      orElse: LOGIN_TROUBLE,
    },
    {
      pattern:
        /(?:no matching credentials were found|credentials not found in native keychain|falling back on anonymous|no (?:auth|login|credential) (?:entry )?(?:found )?for registry)/i,
      specimen: 'No matching credentials were found for "registry.example.com", falling back on anonymous',
      source: 'google/go-containerregistry; docker credential helpers',
      tells: 'suggests',
      orElse: ['credentials-wrong-host', 'secret-missing', 'credentials-invalid'],
    },
    {
      pattern:
        /pull access denied, repository does not exist or may require authorization(?:: server message: (?:insufficient_scope: )?(?:authorization failed|invalid_token)[^\n]{0,60})?/,
      specimen:
        'failed to resolve reference "harbor.example.com/p/app:v1": pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed',
      source: 'containerd remotes/docker/resolver.go',
      tells: 'suggests',
      orElse: LOGIN_TROUBLE,
    },
    {
      pattern:
        /unexpected status(?: code)?(?: from [A-Z]{3,6} request to)? ?\S{0,500}: 401 Unauthorized|401 \(Unauthorized\)|unexpected status code 401 Unauthorized/i,
      specimen:
        'failed to resolve reference "reg.example.com/p/app:v1": unexpected status from HEAD request to https://reg.example.com/v2/p/app/manifests/v1: 401 Unauthorized',
      source: 'containerd remotes/docker; go-containerregistry',
      tells: 'suggests',
      orElse: [...LOGIN_TROUBLE, 'token-service-misconfigured', 'mirror-misconfigured'],
    },
    {
      // The kubelet's helper for a cloud's registry gave no login, so none is sent.
      pattern:
        /CredentialProviderRequest[^\n]{0,400}after host|[Ff]ailed getting credential from external registry credential provider|error exec(?:ut)?ing credential provider plugin \S{1,120}|credential provider plugin \S{1,120} (?:not found|failed)/,
      specimen:
        'Failed getting credential from external registry credential provider: error execing credential provider plugin ecr-credential-provider for image public.ecr.aws/nginx/nginx: exit status 1',
      source: 'awslabs/amazon-eks-ami#1949; awslabs/amazon-ecr-credential-helper#616',
      tells: 'suggests',
      orElse: ['permission-denied', 'credentials-invalid', 'node-runtime-failure', 'connection-timeout'],
    },
    {
      pattern:
        /error (?:getting|storing) credentials|docker-credential-\S{1,60}[^\n]{0,40}(?:executable file not found|exit status)|failed to get credentials|unable to retrieve credentials/i,
      specimen:
        'error getting credentials - err: exec: "docker-credential-desktop": executable file not found in $PATH, out: ``',
      source: 'docker CLI credential helpers',
      tells: 'suggests',
      orElse: ['credentials-invalid', 'node-runtime-failure', 'credentials-wrong-host'],
    },
    {
      pattern: /unauthorized: (?:Login required|unauthorized)?$|: [Uu]nauthorized$|\bUNAUTHORIZED\b/,
      specimen: 'GET https://registry.example.com/v2/app/manifests/1: UNAUTHORIZED',
      source: 'registries that say no more',
      tells: 'suggests',
      orElse: LOGIN_TROUBLE,
    },
    {
      pattern: /\b401\b|status code '?Unauthorized|insufficient_scope|authorization failed/,
      specimen: 'error: pull failed with status 401',
      source: 'clients that print the status alone',
      tells: 'suggests',
      orElse: [...LOGIN_TROUBLE, 'token-service-misconfigured'],
    },
    {
      pattern:
        /Unable to locate credentials|[Cc]ould not load credentials from any providers|could not find default credentials|no EC2 IMDS role found|Unable to find a matching credential|Please run 'az login'|NoCredentialProviders|do not currently have an active account selected|[Uu]sername and password required|--username is required/,
      specimen: 'Unable to locate credentials. You can configure credentials by running "aws configure".',
      source: 'AWS CLI, gcloud and docker/login-action',
      tells: 'sure',
    },
    {
      pattern: /Cannot perform an interactive login from a non TTY device/,
      specimen: 'Error: Cannot perform an interactive login from a non TTY device',
      source: 'docker CLI: nothing came on standard input',
      tells: 'suggests',
      orElse: ['credentials-invalid', 'permission-denied', 'connection-timeout', 'network-reset'],
    },
    {
      pattern: /authentication required|authorization failed: no basic auth/i,
      specimen: 'unauthorized: authentication required',
      source: 'docker/hub-feedback#871; Docker Hub where the plan has no private repository left',
      tells: 'suggests',
      orElse: [...LOGIN_TROUBLE, 'quota-exceeded'],
      op: 'push',
    },
    {
      pattern: /missing X-Registry-Auth(?:: EOF)?/,
      specimen: 'Error response from daemon: Bad parameters and missing X-Registry-Auth: EOF',
      source: 'docker engine API: a push without a login; kreuzwerker/terraform-provider-docker#189',
      tells: 'sure',
    },
    {
      pattern: /Unable to push (?:image )?\S{1,300} (?:to|from) registry \S{1,300} ?: EOF/,
      specimen: 'Unable to push image [dreg.acme.test/image-name] to registry [null] : EOF',
      source: 'fabric8io/docker-maven-plugin#165',
      tells: 'suggests',
      orElse: ['network-reset', 'proxy-misconfigured'],
    },
    {
      pattern:
        /Unable to access the repository '[^']{1,300}' in the registry|Unable to retrieve the image manifest\. This could be due to/,
      specimen:
        "error CONTAINER1016: Unable to access the repository 'acme/app' in the registry 'docker.acme.test'.",
      source: 'dotnet/sdk#37156; bazel-contrib/rules_oci#801',
      tells: 'suggests',
      orElse: [...LOGIN_TROUBLE, 'tag-not-found'],
    },
  ],
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
