/** How a login that was sent and refused looks in text. */
import type { Sign } from '../engine/sign.ts';

export const signs: readonly Sign[] = [
  {
    pattern: /User cannot be authenticated with the token provided/,
    specimen: 'unauthorized: unauthenticated: User cannot be authenticated with the token provided.',
    source: 'fluxcd/flux2#2860; Smana/runlore#377; bank-vaults/bank-vaults#1640; GitHub packages',
    tells: 'suggests',
    // It is also how GHCR's own incidents look: the token it gave a moment ago is refused at the layer.
    orElse: [
      'credentials-missing',
      'permission-denied',
      'registry-unavailable',
      'credentials-wrong-host',
      'repository-not-found',
    ],
  },
  {
    pattern:
      /[Aa]uthorization [Tt]oken has expired|ExpiredToken|(?:password|secret|credentials?|access key|robot(?: account)?) (?:has|have|is|are) (?:been )?(?:expired|disabled|revoked)/,
    specimen: 'denied: Your authorization token has expired. Reauthenticate and try again.',
    source: 'aws/aws-cli#6580; ECR and others',
    tells: 'sure',
  },
  {
    // Of a token alone it is not told whose: the login's, or the registry's own, past its few minutes or by a wrong clock.
    pattern: /(?<!uthorization )\btoken (?:has|is) expired|expired token/,
    specimen: 'unauthorized: token is expired',
    source: 'distribution registry/auth/token, golang-jwt',
    tells: 'suggests',
    orElse: ['token-service-misconfigured', 'pull-too-slow'],
  },
  {
    // The first request of a login, which sends one; a pull is refused at a manifest.
    pattern:
      /Get "?https?:\/\/[^/\s"]{1,253}\/v2\/"?: (?:unauthorized: authentication required|denied: requested access to the resource is denied|unauthorized: unauthorized)/,
    specimen:
      'Error response from daemon: Get https://acme.azurecr.io/v2/: unauthorized: authentication required',
    source: 'docker login; Azure/acr#278',
    tells: 'suggests',
    orElse: [
      'credentials-missing',
      'permission-denied',
      'credentials-wrong-host',
      'token-service-misconfigured',
      'proxy-misconfigured',
      'policy-blocked',
      'secret-missing',
      'repository-not-found',
    ],
  },
  {
    pattern:
      /failed to fetch oauth token: (?:unexpected status)?(?:: from [A-Z]{3,6} request to \S{1,500}| from [A-Z]{3,6} request to \S{1,500})?: ?(?:401|400) ?\w{0,20}/,
    specimen: 'failed to authorize: failed to fetch oauth token: unexpected status: 401 Unauthorized',
    source: 'gitpod-io/gitpod#14837; containerd remotes/docker/authorizer.go',
    tells: 'sure',
  },
  {
    pattern:
      /(?:incorrect|invalid|wrong|bad) (?:username|user name|user|login|email)(?: ?\/ ?| or | and )(?:password|token|organization)|(?:user ?name|login|email) (?:or|and) password (?:is|are) (?:incorrect|invalid|wrong)|[Ii]ncorrect authentication credentials|Wrong (?:username|password)|Bad [Cc]redentials|[Ii]nvalid (?:credentials|auth(?:entication)? credentials|password|username)\b|INVALID_CREDENTIALS|[Ii]nvalid access token|[Uu]ser has been disabled|[Aa]dmin user is disabled|Account is not active|unencrypted passwords is disabled/i,
    specimen:
      'Error response from daemon: Get "https://registry-1.docker.io/v2/": unauthorized: incorrect username or password',
    source: 'Docker Hub, Artifactory, GitHub wordings',
    tells: 'sure',
  },
  {
    // containers/image says this of every 401 of a token service, with or without a login.
    pattern:
      /unable to retrieve auth token: invalid username\/password(?:: unauthorized(?:: [^\n]{0,300})?)?/,
    specimen:
      'unable to retrieve auth token: invalid username/password: unauthorized: The login credentials are not valid, or your IBM Cloud account is not active.',
    source: 'podman-container-tools/podman#14858; containers/image docker/docker_client.go',
    tells: 'suggests',
    orElse: [
      'credentials-missing',
      'repository-not-found',
      'permission-denied',
      'credentials-wrong-host',
      'secret-missing',
      'token-service-misconfigured',
      'registry-unavailable',
    ],
  },
  {
    pattern:
      /HTTP Basic: Access denied|must log in with a [Pp]ersonal [Aa]ccess [Tt]oken|[Pp]ersonal access token[\w ]{0,40}(?:expired|invalid|revoked)|two-factor authentication|access forbidden: [^\n]{0,60}token|Failed to authenticate user|failed to authenticate user|Failed to bind user, username: |login attempt to \S{1,400} failed with status: 401/,
    specimen:
      'Error response from daemon: Head "https://registry.gitlab.com/v2/a/b/manifests/latest": denied: access forbidden: HTTP Basic: Access denied. The provided password or token is incorrect',
    source: 'GitLab; Harbor core',
    tells: 'sure',
  },
  {
    pattern:
      /[Cc]ould not find robot|robot account[^\n]{0,80}(?:expired|disabled|not exist|not found|invalid)|Robot account[^\n]{0,60}does not exist|invalid robot/,
    specimen: 'unauthorized: Could not find robot with specified username',
    source: 'Quay; Harbor',
    tells: 'sure',
  },
  {
    pattern:
      /AADSTS\d{4,8}|Application not registered with AAD|InvalidClientTokenId|UnrecognizedClientException|invalid_grant|invalid_client|Unable to parse json key|aad access token|[Ii]nvalid client ?_?id or client ?_?secret|unauthorized: please use (?:a )?personal access token/,
    specimen: 'unauthorized: Application not registered with AAD.',
    source: 'ACR, ECR and Google sign-in errors',
    tells: 'sure',
  },
  {
    pattern:
      /(?:error|failed|couldn't|could not|unable)[^\n]{0,80}(?:dockerconfigjson|dockercfg|docker config|auth config|config\.json|auths)[^\n]{0,160}(?:invalid|illegal|decode|unmarshal|parse|malformed)|(?:illegal base64 data|invalid decoded auth|invalid (?:auth(?:config|s)?|X-Registry-Auth))|invalid header field value for "?Authorization|invalid (?:registry )?auth(?:entication)? config|registry credentials? (?:is|are) (?:malformed|invalid)|decoding auth config|DOCKER_AUTH_CONFIG environment variable (?:is missing|does not support)/i,
    specimen: "couldn't decode .dockerconfigjson of secret regcred: illegal base64 data at input byte 4",
    source: 'kubelet credentialprovider; docker engine',
    tells: 'sure',
  },
  {
    pattern:
      /failed to fetch oauth token: (?:unexpected status)?(?: from [A-Z]{3,6} request to \S{1,500})?: ?403 ?\w{0,20}|denied: denied/,
    specimen: 'Error response from daemon: denied: denied',
    source: 'GHCR and token services that answer 403',
    tells: 'suggests',
    orElse: [
      'permission-denied',
      'token-service-misconfigured',
      'repository-not-found',
      'credentials-missing',
      'policy-blocked',
      'credentials-wrong-host',
      'rate-limited',
      // DigitalOcean's token service says no more when the plan's repositories are used up.
      'quota-exceeded',
    ],
  },
  {
    pattern:
      /[Aa]uthentication failed|Login did not succeed|[Uu]nable to log ?in|login failed|Error authenticating: exit status/,
    specimen: 'Error: Login did not succeed. Error: authenticating creds for "registry.acme.test"',
    source: 'podman login and other clients',
    tells: 'suggests',
    orElse: [
      'credentials-wrong-host',
      'permission-denied',
      'proxy-misconfigured',
      'token-service-misconfigured',
      'registry-unavailable',
      'tls-unknown-authority',
    ],
  },
  {
    pattern:
      /(?:unauthorized|UNAUTHORIZED|denied): (?:[Tt]oken|[Cc]redentials?|[Pp]assword|[Ll]ogin|signature)[^\n]{0,80}(?:invalid|expired|not valid|incorrect|malformed)|authn? error: (?:invalid|wrong)|error="invalid_token"|invalid_token: authorization failed/,
    specimen: 'server message: invalid_token: authorization failed',
    source: 'distribution registry/auth/token',
    tells: 'suggests',
    orElse: ['token-service-misconfigured', 'credentials-missing', 'permission-denied', 'pull-too-slow'],
  },
  {
    // A registry that gives a reason beside `unauthorized` mostly means the login that was sent.
    pattern: /\bunauthorized: (?!authentication required|unauthori[sz]ed|access (?:to|for))(?=[A-Za-z])/,
    specimen: 'Error response from daemon: Get https://gcr.io/v2/: unauthorized: Not Authorized.',
    source: 'Container Registry, Quay and other registries',
    tells: 'suggests',
    // Named last: any other words of the same error tell more.
    orElse: [
      'credentials-missing',
      'permission-denied',
      'credentials-wrong-host',
      'secret-missing',
      'repository-not-found',
      'tag-not-found',
      'token-service-misconfigured',
      'policy-blocked',
      'mirror-misconfigured',
      'proxy-misconfigured',
    ],
  },
  {
    pattern:
      /(?:basic auth attempt to \S{1,300} realm "[^"\n]{0,200}"|login attempt to \S{1,400}) failed with status: 401[^\n]{0,40}/,
    specimen:
      'no successful auth challenge for https://r.acme.test/v2/ - errors: [basic auth attempt to https://r.acme.test/v2/ realm "basic-realm" failed with status: 401 Unauthorized]',
    source: 'docker engine 1.9, registry/auth.go',
    tells: 'sure',
  },
  {
    pattern: /login attempt to \S{1,400} failed with status: 400[^\n]{0,40}/,
    specimen:
      'Error response from daemon: login attempt to https://111122223333.dkr.ecr.us-east-2.amazonaws.com/v2/ failed with status: 400 Bad Request',
    source: 'aws/aws-cli#5317; ECR',
    tells: 'suggests',
    orElse: ['credentials-wrong-host', 'token-service-misconfigured', 'proxy-misconfigured'],
  },
  {
    pattern:
      /unmarshaling JSON at "[^"\n]{1,300}": [^\n]{1,100}|must be formatted as base64\(username:password\)/,
    specimen:
      'reading JSON file "/run/user/1000/containers/auth.json": unmarshaling JSON at "/run/user/1000/containers/auth.json": unexpected end of JSON input',
    source: 'containers/image pkg/docker/config; go-containerregistry authn',
    tells: 'sure',
  },
  {
    // A login is being tried, so one was sent.
    pattern:
      /(?:authenticating creds for|failed to validate the credentials for|authenticating to) "?[^"\s]{1,253}"?: [^\n]{0,400}?(?:\b401\b|[Uu]nauthorized)[^\n]{0,100}/,
    specimen:
      'Error: authenticating to "r.acme.test": GET "https://r.acme.test/v2/": response status code 401: unauthorized',
    source: 'containers/common pkg/auth; oras-go registry/remote/auth.go; Helm',
    tells: 'sure',
  },
  {
    pattern:
      /make sure your credentials for '[^'\n]{1,300}' are set up correctly|Please check whether the registry credential stored/,
    specimen: "perhaps you should make sure your credentials for 'r.acme.test/a' are set up correctly",
    source: 'Jib HelpfulSuggestions; oras cmd/oras',
    tells: 'suggests',
    orElse: ['credentials-missing', 'credentials-wrong-host', 'permission-denied', 'repository-not-found'],
  },
  {
    // The words alone: what was answered is cut off.
    pattern:
      /(?:^|: )failed to (?:fetch oauth token|authorize)$|error authenticating creds(?: for "[^"\n]{1,200}")?$/,
    specimen: 'failed to authorize: failed to fetch oauth token',
    source: 'containerd remotes/docker/authorizer.go; podman login',
    tells: 'suggests',
    orElse: [
      'credentials-missing',
      'permission-denied',
      'token-service-misconfigured',
      'registry-unavailable',
      'connection-timeout',
      'dns-failure',
      'tls-unknown-authority',
      'proxy-misconfigured',
    ],
  },
];
