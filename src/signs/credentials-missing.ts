/** How a login that is wanted and was not sent looks in text. */
import type { Sign } from '../engine/sign.ts';
import { LOGIN_LOST, LOGINS, others } from './left-open.ts';

/** What else makes a registry ask for a login. */
const LOGIN_TROUBLE = others('credentials-missing', LOGINS);
/** The same where a token, a mirror or a proxy on the way may have lost a good one. */
const LOGIN_OR_WAY = others('credentials-missing', LOGINS, LOGIN_LOST);

export const signs: readonly Sign[] = [
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
    orElse: [
      'credentials-wrong-host',
      'secret-missing',
      'credentials-invalid',
      'permission-denied',
      'repository-not-found',
      'node-runtime-failure',
    ],
  },
  {
    pattern:
      /failed to fetch anonymous token: unexpected status(?: from [A-Z]{3,6} request to \S{1,500})?: 40[13] ?\w{0,20}/,
    specimen:
      'europe-west1-docker.pkg.dev/foo/ar/python:3.9-slim: failed to authorize: failed to fetch anonymous token: unexpected status: 403 Forbidden',
    source: 'docker/login-action#606; containerd remotes/docker/authorizer.go',
    tells: 'suggests',
    orElse: [...LOGIN_OR_WAY, 'policy-blocked'],
  },
  {
    pattern:
      /Unauthenticated request|no credentials? (?:were )?(?:provided|found|available)|anonymous (?:access|pull|user)[^\n]{0,40}(?:denied|disabled|not allowed|forbidden|is not authorized)|[Aa]nonymous requests? (?:is|are) not|requires? (?:a )?login|must (?:be )?(?:log|logged|authenticate)d? ?in|[Pp]lease (?:run )?"?'?`?(?:docker )?log ?in|To use the specified registry, log in|authorization header (?:is )?(?:missing|required)|missing credentials/i,
    specimen:
      'Unauthenticated requests do not have permission "artifactregistry.repositories.downloadArtifacts" on resource "projects/fuzzbench/locations/us/repositories/gcr.io"',
    source: 'google/fuzzbench#1981; Artifact Registry',
    tells: 'suggests',
    orElse: LOGIN_TROUBLE,
  },
  {
    pattern:
      /unauthorized: authentication required|authentication required|UNAUTHORIZED: authentication required|authorization failed: no basic auth/i,
    specimen:
      'Error response from daemon: Get https://registry.example.com/v2/app/manifests/1: unauthorized: authentication required',
    source: 'distribution registry/api/errcode',
    tells: 'suggests',
    orElse: LOGIN_OR_WAY,
    op: 'pull',
  },
  {
    pattern: /[Aa]uthentication is required|UNAUTHORIZED: Authentication is required/,
    specimen:
      'Error response from daemon: Get https://registry.example.com/aqua-gateway/manifests/6.2: unknown: Authentication is required',
    source: 'aquasecurity/aqua-helm#322; Artifactory',
    tells: 'suggests',
    orElse: LOGIN_OR_WAY,
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
    orElse: [...LOGIN_TROUBLE, 'token-service-misconfigured', 'registry-unavailable'],
  },
  {
    pattern:
      /unexpected status(?: code)?(?: from [A-Z]{3,6} request to)? ?\S{0,500}: 401 Unauthorized|401 \(Unauthorized\)|unexpected status code 401 Unauthorized/i,
    specimen:
      'failed to resolve reference "reg.example.com/p/app:v1": unexpected status from HEAD request to https://reg.example.com/v2/p/app/manifests/v1: 401 Unauthorized',
    source: 'containerd remotes/docker; go-containerregistry',
    tells: 'suggests',
    orElse: LOGIN_OR_WAY,
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
    orElse: LOGIN_OR_WAY,
    op: 'pull',
  },
  {
    // The same of a push, whose token may have run out on the way.
    pattern: /unauthorized: (?:Login required|unauthorized)?$|: [Uu]nauthorized$|\bUNAUTHORIZED\b/,
    specimen: 'PUT https://registry.example.com/v2/app/blobs/uploads/1: UNAUTHORIZED',
    source: 'cesanta/docker_auth#240; registries that say no more',
    tells: 'suggests',
    orElse: [...LOGIN_OR_WAY, 'quota-exceeded'],
    op: 'push',
  },
  {
    pattern: /\b401\b|status code '?Unauthorized|insufficient_scope|authorization failed/,
    specimen: 'error: pull failed with status 401',
    source: 'clients that print the status alone',
    tells: 'suggests',
    orElse: LOGIN_OR_WAY,
  },
  {
    pattern:
      /Unable to locate credentials|[Cc]ould not load credentials from any providers|could not find default credentials|no EC2 IMDS role found|Unable to find a matching credential|Please run 'az login'|NoCredentialProviders|do not currently have an active account selected|[Uu]sername and password required|--username is required|(?:username|password) is (?:empty|required)|Password Required|--password-stdin option requires --username|Must provide --username with --password-stdin|because missing username or secret/,
    specimen: 'Unable to locate credentials. You can configure credentials by running "aws configure".',
    source: 'AWS CLI, gcloud and docker/login-action',
    tells: 'sure',
  },
  {
    // Told to strangers and to refused logins alike, and of names that are not there.
    pattern:
      /Anonymous users are only allowed[^\n]{0,80}|(?:unauthorized: )?Please login to the Red Hat Registry[^\n]{0,120}/,
    specimen:
      'unauthorized: Please login to the Red Hat Registry using your Customer Portal credentials. Further instructions can be found here: https://access.redhat.com/RegistryAuthentication',
    source: 'podman-container-tools/podman#7780; registry.redhat.io, Oracle OCIR',
    tells: 'suggests',
    orElse: LOGIN_TROUBLE,
  },
  {
    pattern: /[Cc]annot perform an interactive login from a non[- ]TTY device/,
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
    // A large layer may take longer than the token lives: cesanta/docker_auth#240.
    orElse: [...LOGIN_OR_WAY, 'quota-exceeded'],
    op: 'push',
  },
  {
    pattern: /image '[^'\n]{1,300}' in container group '[^'\n]{1,100}' is not accessible/,
    specimen:
      "The image 'acme.azurecr.io/cart:9' in container group 'shop' is not accessible. Please check the image and registry credential.",
    source: 'Azure Container Instances, InaccessibleImage',
    tells: 'suggests',
    orElse: [...LOGIN_TROUBLE, 'tag-not-found', 'policy-blocked'],
  },
  {
    // `docker login -u $USER -p $PASSWORD` where the variables are empty.
    pattern: /flag needs an argument: (?:'[pu]' in -[pu]|--(?:password|username))/,
    specimen: "flag needs an argument: 'p' in -p",
    source: 'spf13/pflag under docker login',
    tells: 'suggests',
    orElse: ['image-name-invalid'],
  },
  {
    pattern: /missing X-Registry-Auth(?:: (?:invalid X-Registry-Auth header: )?EOF)?/,
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
  {
    pattern: /basic credential not found/,
    specimen: 'HEAD "https://r.acme.test/v2/a/manifests/1": basic credential not found',
    source: 'oras-go registry/remote/auth/client.go',
    tells: 'suggests',
    orElse: LOGIN_TROUBLE,
  },
  {
    pattern:
      /missing username or password for (?:basic|bearer) auth|RegistryUnauthorizedException: Unauthorized for \S{1,300}|Unauthorized for \S{1,253}\/\S{1,253}$/,
    specimen: 'Unauthorized for r.acme.test/a',
    source: 'oras-go registry/remote/auth/client.go; Jib RegistryUnauthorizedException',
    tells: 'suggests',
    orElse: ['credentials-invalid', 'credentials-wrong-host', 'permission-denied', 'repository-not-found'],
  },
  {
    pattern:
      /[Tt]he system does not have docker-credential-\S{1,60}|credentials store is configured to `[^`\n]{1,60}` but Docker Desktop seems not running/,
    specimen: 'The system does not have docker-credential-gcr CLI',
    source: 'Jib CredentialHelperNotFoundException; oras-go credentials',
    tells: 'suggests',
    orElse: ['credentials-invalid', 'node-runtime-failure', 'credentials-wrong-host'],
  },
  {
    // The words alone, as they are often told.
    pattern: /^(?:unauthorized|login required)$|(?:^|: )failed to fetch anonymous token$/i,
    specimen: 'unauthorized',
    source: 'ogham-mcp/ogham-mcp#5; registries that say no more',
    tells: 'suggests',
    orElse: [...LOGIN_OR_WAY, 'connection-timeout', 'dns-failure'],
  },
];
