/** How a token service that is wrong or out of reach looks in text. */
import type { Sign } from '../engine/sign.ts';
import { REALM_AWAY } from './left-open.ts';

export const signs: readonly Sign[] = [
  {
    // The realm names its port twice, so the first one is looked up as a part of the name.
    pattern:
      /(?:Get|Post) "?https?:\/\/[^/:\s"]{1,253}:\d{1,5}:\d{1,5}\/[^\s"]{0,60}(?:token|auth)[^\s"]{0,600}"?: dial tcp: lookup [^\n]{0,300}/,
    specimen:
      'Get "https://registry.example.com:5001:5001/v2/token?account=docker": dial tcp: lookup registry.example.com:5001: no such host',
    source: 'sonatype/nexus-public#611',
    tells: 'sure',
  },
  {
    pattern: /no scope specified for token auth challenge/,
    specimen: 'failed to resolve reference "r.acme.test/a:1": no scope specified for token auth challenge',
    source: 'kubernetes-sigs/kind#1873; containerd remotes/docker/auth',
    tells: 'suggests',
    orElse: ['credentials-missing', 'node-runtime-failure'],
  },
  {
    // docker: the ping went to one host, the token request to another, and that one is out of reach.
    pattern:
      /Get "?https?:\/\/(?<host>[^/"\s]{1,253})\/v2\/"?: (?:Get|Post) "?https?:\/\/(?!\k<host>[/?]|auth\.docker\.io|authn?\.|gitlab\.com)[^"\s]{1,600}"?: (?:dial tcp|net\/http|context deadline|EOF|http: server gave|Service Unavailable|Bad Gateway|unsupported protocol)[^\n]{0,200}/,
    specimen:
      'Error response from daemon: Get http://10.122.2.98:5000/v2/: Get https://harbor.MY.DOMAIN/service/token?account=admin&client_id=docker&offline_token=true&service=harbor-registry: net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)',
    source: 'goharbor/harbor#11243; docker engine',
    tells: 'suggests',
    orElse: REALM_AWAY,
  },
  {
    // containerd: the same, told in one chain.
    pattern:
      /failed to resolve (?:reference|image) "(?<host>[^/"]{1,253})\/[^"]{1,400}": (?:failed to authorize: )?failed to fetch (?:oauth|anonymous) token: (?:Get|Post|Head) "?https?:\/\/(?!\k<host>[/?]|auth\.docker\.io|authn?\.|gitlab\.com)[^"\s]{1,600}"?: (?:dial tcp|net\/http|context deadline|EOF|http: server gave)[^\n]{0,200}/,
    specimen:
      'failed to resolve reference "harbor.acme.test/p/app:v1": failed to authorize: failed to fetch oauth token: Post "https://core-proxy/service/token": dial tcp: lookup core-proxy on 10.96.0.10:53: no such host',
    source: 'containerd remotes/docker/authorizer.go',
    tells: 'suggests',
    orElse: REALM_AWAY,
  },
  {
    // Its realm is the name it had before anybody set one, or one that only its own machine knows.
    pattern:
      /(?:Get|Post) "?https?:\/\/(?:core\.harbor\.domain|localhost|127\.0\.0\.1|core|harbor-core|token-service)(?::\d{1,5})?\/(?:service\/token|jwt\/auth|api\/auth|auth|token)\b[^\s"]{0,600}"?: (?:dial tcp|net\/http|context deadline|EOF|http: server gave)[^\n]{0,200}/,
    specimen:
      'Get "https://core.harbor.domain/service/token?account=admin&service=harbor-registry": dial tcp: lookup core.harbor.domain on 8.8.8.8:53: no such host',
    source: 'goharbor/harbor-helm values.yaml: externalURL',
    tells: 'suggests',
    orElse: ['dns-failure', 'connection-refused', 'connection-timeout', 'http-https-mismatch'],
  },
  {
    pattern:
      /(?:Get|Post) "?https?:\/\/(?!auth\.docker\.io|ghcr\.io|quay\.io|gitlab\.com|\w{1,20}\.gcr\.io|gcr\.io)[^"\s]{1,300}\/(?:service\/token|jwt\/auth|api\/auth|auth\/token|v2\/token|token)\b[^"\s]{0,400}"?: (?:net\/http: request canceled|context deadline exceeded|EOF|http: server gave|unsupported protocol)[^\n]{0,200}/,
    specimen:
      'Get "http://hub.test.com/service/token?account=CI-Robot&scope=repository%3Aci%2Fclone%3Apull&service=harbor-registry": net/http: request canceled (Client.Timeout exceeded while awaiting headers)',
    source: 'goharbor/harbor#17003',
    tells: 'suggests',
    orElse: [
      'connection-timeout',
      'registry-unavailable',
      'network-reset',
      'proxy-misconfigured',
      'http-https-mismatch',
    ],
  },
  {
    pattern:
      /unable to decode token response(?!: invalid character '<')[^\n]{0,200}|failed to (?:decode|parse) token response|authorization server did not include a token in the response|token (?:endpoint|service)[^\n]{0,60}(?:did not|missing|invalid|empty)|no token in (?:bearer )?response|error unmarshall?ing token/i,
    specimen: 'unable to decode token response: EOF',
    source: 'distribution registry/client/auth',
    tells: 'sure',
  },
  {
    // A page where a token was wanted: another site at the realm, a portal, a proxy, a front whose back end is away.
    pattern:
      /(?:unable to decode token response|failed to (?:decode|parse) token response): invalid character '<'[^\n]{0,200}/,
    specimen: "unable to decode token response: invalid character '<' looking for beginning of value",
    source: 'goharbor/harbor#12479; distribution registry/client/auth',
    tells: 'suggests',
    orElse: ['proxy-misconfigured', 'registry-unavailable', 'mirror-misconfigured', 'policy-blocked'],
  },
  {
    pattern:
      /(?:error parsing HTTP 400 response body: [^\n]{0,100})?Unable to handle service[^\n]{0,200}|invalid (?:token )?(?:audience|issuer)|token (?:intended for another audience|from untrusted issuer|signed by untrusted key|used before issued|not (?:yet )?valid)|untrusted (?:key|issuer)|failed to verify token|no basic token auth|invalid (?:token )?auth(?:orization|entication)? challenge|unsupported auth(?:entication)? (?:scheme|type)|malformed (?:auth )?challenge|no supported (?:auth schemes?|grant type)|failed to find supported auth scheme|no realm specified|realm (?:is )?(?:missing|invalid|empty)|invalid realm|could not parse (?:realm|auth header)/i,
    specimen: '[ERROR] [/core/service/token/token.go:40]: Unable to handle service: ',
    source: 'goharbor/harbor#9628, #13045; distribution registry/auth/token',
    tells: 'sure',
  },
  {
    pattern:
      /failed to fetch (?:oauth|anonymous) token: unexpected status(?: from [A-Z]{3,6} request to \S{1,500})?: (?:404|405|400|415|422)[^\n]{0,60}/,
    specimen:
      'failed to authorize: failed to fetch oauth token: unexpected status from POST request to https://harbor.example.com/service/token: 405 Method Not Allowed',
    source: 'goharbor/harbor core; containerd remotes/docker/authorizer.go',
    tells: 'suggests',
    orElse: ['credentials-invalid', 'registry-unavailable', 'proxy-misconfigured', 'permission-denied'],
  },
  {
    // docker 1.8 and 1.9: no challenge that they could answer, or a realm that is no token service.
    pattern:
      /no successful auth challenge for \S{1,300} - errors: \[\]|token auth attempt for registry \S{1,300}: \S{1,400} request failed with status: 4(?!01)\d\d/,
    specimen: 'no successful auth challenge for https://r.acme.test/v2/ - errors: []',
    source: 'docker engine 1.9, registry/auth.go; cesanta/docker_auth#66',
    tells: 'suggests',
    orElse: ['proxy-misconfigured', 'registry-unavailable', 'permission-denied', 'credentials-invalid'],
  },
  {
    pattern: /[Rr]equesting bear(?:er)? token: invalid status code from registry 40[045] ?\(?\w{0,20}/,
    specimen: 'Requesting bearer token: invalid status code from registry 400 (Bad Request)',
    source: 'podman-container-tools/podman#19247; containers/image docker/docker_client.go',
    tells: 'suggests',
    // Quay refuses the scope of a name with a part too many.
    orElse: [
      'credentials-invalid',
      'credentials-missing',
      'image-name-invalid',
      'registry-unavailable',
      'proxy-misconfigured',
    ],
  },
  {
    pattern: /no available registry endpoint: failed to fetch oauth token: unexpected status: 403 ?\w{0,20}/,
    specimen: 'no available registry endpoint: failed to fetch oauth token: unexpected status: 403 Forbidden',
    source: 'goharbor/harbor#10004',
    tells: 'suggests',
    orElse: ['credentials-invalid', 'permission-denied', 'repository-not-found', 'policy-blocked'],
  },
  {
    pattern:
      /missing realm in bearer auth challenge|malformed www-authenticate, missing realm|empty token returned|[Dd]id not get token in authentication response|realm scheme "\w{1,10}" not allowed/,
    specimen: 'Requesting bearer token: missing realm in bearer auth challenge',
    source:
      'containers/image docker_client.go; go-containerregistry transport/bearer.go; oras-go auth/client.go; Jib',
    tells: 'sure',
  },
  {
    // A challenge that leads where this client will not go, or that it does not know.
    pattern:
      /realm host "[^"\s]{1,253}" is a private or link-local address|'Bearer' was not found in the 'WWW-Authenticate' header/,
    specimen: 'realm host "10.0.0.5" is a private or link-local address',
    source: 'go-containerregistry transport/bearer.go; Jib RegistryAuthenticator',
    tells: 'suggests',
    orElse: ['proxy-misconfigured', 'registry-unavailable', 'policy-blocked', 'http-https-mismatch'],
  },
];
