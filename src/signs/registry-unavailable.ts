/** How a registry that cannot serve looks in text. */
import type { Sign } from '../engine/sign.ts';
import { toldStatus } from '../engine/text/http-status.ts';
import { BEHIND_5XX, PUBLIC, UNANSWERED } from './left-open.ts';

export const signs: readonly Sign[] = [
  {
    // Docker 1.x: every endpoint was tried, and why each failed is told nowhere.
    pattern: /Could not reach any registry endpoint/,
    specimen: 'Could not reach any registry endpoint',
    source: 'docker engine 1.x, graph/pull.go; Shippable/support#3016',
    tells: 'suggests',
    orElse: [...UNANSWERED, 'network-unreachable'],
  },
  {
    // The kubelet's own words for it, where the runtime told it no more.
    pattern: /image pull failed for \S{1,400} because the registry is unavailable/,
    specimen: 'image pull failed for registry.acme.test/a:1 because the registry is unavailable.',
    source: 'kubernetes pkg/kubelet/images/image_manager.go',
    tells: 'suggests',
    orElse: [
      'connection-refused',
      'connection-timeout',
      'dns-failure',
      'tls-unknown-authority',
      'network-unreachable',
      'proxy-misconfigured',
    ],
  },
  {
    // containers/image asks for /v1/_ping where /v2/ was no answer of a registry, whatever the reason was.
    pattern: /can't talk to a V1 (?:docker|container) registry/,
    specimen:
      "Error: initializing source docker://registry.access.redhat.com/ubi8-init:latest: can't talk to a V1 container registry",
    source: 'containers/image docker/docker_client.go; podman-container-tools/podman#14864',
    tells: 'suggests',
    orElse: ['proxy-misconfigured', 'mirror-misconfigured', 'manifest-unsupported', 'image-name-invalid'],
  },
  {
    // A gateway on the way waited in vain: the registry's, or the node's own proxy.
    pattern: /failed to fetch (?:anonymous|oauth) token: [^\n]{0,300}504 Gateway Time-?out/i,
    specimen: 'failed to authorize: failed to fetch anonymous token: unexpected status: 504 Gateway Time-out',
    source: 'containerd/containerd#5588',
    tells: 'suggests',
    orElse: ['proxy-misconfigured', 'token-service-misconfigured', 'connection-timeout'],
  },
  {
    // Azure answers some refused logins so: a wrong principal, a secret with a line break.
    pattern: /azurecr\.io\/\S{0,300}: (?:[a-z][\w ]{0,60}: )?500 Internal Server Error/,
    specimen: 'Get https://acme.azurecr.io/v2/: received unexpected HTTP status: 500 Internal Server Error',
    source: 'Azure/acr#231; fluxcd/source-controller#193',
    tells: 'suggests',
    orElse: [
      'credentials-invalid',
      'registry-storage-failure',
      'token-service-misconfigured',
      'permission-denied',
    ],
  },
  {
    // Docker names no address here: a forward proxy that cannot reach a registry of the house says it too.
    pattern: /(?:Upload failed, retrying: |^)received unexpected HTTP status: 50[234][\w -]{0,40}/,
    specimen: 'received unexpected HTTP status: 503 Service Unavailable',
    source: 'docker/for-linux#744',
    tells: 'suggests',
    orElse: [...BEHIND_5XX, 'quota-exceeded'],
  },
  {
    // A public registry's own status; what stands before a registry of the house may be wrong instead.
    pattern: new RegExp(
      `(?:https?://[^\\s"/]{0,200}${PUBLIC}/[^\\s"?]{0,400}(?:\\?(?:scope|service|account|client_id)=[^\\s"]{0,400})?"?|in [^\\s"/]{0,100}${PUBLIC}/[^\\s"]{1,300}): [^\\n]{0,80}?50[234] \\(?(?:Bad Gateway|Service (?:Temporarily )?Unavailable|Gateway Time-?out)`,
      'i',
    ),
    specimen:
      'failed to authorize: failed to fetch oauth token: unexpected status from POST request to https://auth.docker.io/token: 503 Service Unavailable',
    source: 'buildkit and containerd',
    tells: 'sure',
  },
  {
    pattern: /\b50[234] (?:Bad Gateway|Service (?:Temporarily )?Unavailable|Gateway Time-?out)/i,
    specimen:
      'unexpected status from HEAD request to https://r.acme.test/v2/shop/web/manifests/1: 502 Bad Gateway',
    source: 'buildkit and containerd',
    tells: 'suggests',
    orElse: BEHIND_5XX,
  },
  {
    pattern:
      /(?:[Ss]tatus ?[Cc]ode:? |HTTP status:? |HTTP |status code )50[234]\b|error parsing HTTP 50[234] response body(?:: invalid character '<'[^\n]{0,100})?|unexpected http code: 50[234]|server error: 50[234]\b|HTTP code 50[234]\b/i,
    specimen:
      'error parsing HTTP 503 response body: invalid character \'<\' looking for beginning of value: "<html>"',
    source: 'distribution registry/client; containers/image',
    tells: 'suggests',
    orElse: BEHIND_5XX,
  },
  {
    pattern:
      /500 (?:Internal )?Server Error|(?:[Ss]tatus ?[Cc]ode:? |HTTP status:? |status code )500\b|error parsing HTTP 500 response body|[Ss]erver error: 500\b|HTTP code 500\b/,
    specimen:
      'failed to copy: httpReadSeeker: failed open: unexpected status code https://registry-1.docker.io/v2/a/java/blobs/sha256:56a6: 500 Internal Server Error',
    source: 'containerd',
    tells: 'suggests',
    orElse: [
      'registry-storage-failure',
      'quota-exceeded',
      'proxy-misconfigured',
      'manifest-unsupported',
      'token-service-misconfigured',
      'mirror-misconfigured',
      'permission-denied',
      'credentials-invalid',
    ],
  },
  {
    pattern:
      /(?:unknown: )?(?:Internal Server Error|unknown error|internal server error)|UNKNOWN: unknown error|unknown: unknown error/,
    specimen: 'received unexpected HTTP status: 500 Internal Server Error',
    source: 'docker engine; Harbor core',
    tells: 'suggests',
    orElse: [
      'registry-storage-failure',
      'quota-exceeded',
      'manifest-unsupported',
      'permission-denied',
      'token-service-misconfigured',
      'proxy-misconfigured',
      'mirror-misconfigured',
      'credentials-invalid',
    ],
  },
  {
    pattern:
      /(?:service (?:is )?(?:temporarily )?unavailable|under maintenance|maintenance mode|temporarily unavailable|overloaded|unavailable: service unavailable|Backend fetch failed|no healthy upstream|upstream connect error|default backend - 404|System is currently read-only|[Pp]ushes to the registry are currently disabled|Application is not available)/i,
    specimen: 'no healthy upstream',
    source: 'Envoy, Varnish, OpenShift router and registry wordings',
    tells: 'suggests',
    orElse: ['proxy-misconfigured', 'mirror-misconfigured', 'dns-failure'],
  },
  {
    pattern:
      /RegistryUnavailable|(?:the )?remote (?:registry )?endpoint is unhealthy|upstream registry (?:is )?(?:unhealthy|unavailable)|remote (?:repository|registry) (?:is )?unavailable/i,
    specimen: 'rpc error: code = Unavailable desc = RegistryUnavailable: pull failed',
    source: 'kubernetes pkg/kubelet/images/types.go; CRI errors',
    tells: 'suggests',
    orElse: [
      'connection-refused',
      'connection-timeout',
      'dns-failure',
      'tls-unknown-authority',
      'proxy-misconfigured',
      'mirror-misconfigured',
    ],
  },
  {
    // The blob store's own XML error, passed on half read.
    pattern: /(?:fetching|reading) blob: StatusCode: 4\d\d, "<\?xml/,
    specimen:
      'parsing image configuration: fetching blob: StatusCode: 400, "<?xml version="1.0" encoding="UTF-8"?><Error><Cod..."',
    source: 'containers/image against a registry with signed blob URLs',
    tells: 'suggests',
    orElse: [
      'registry-storage-failure',
      'proxy-misconfigured',
      'policy-blocked',
      'pull-too-slow',
      'tls-expired',
    ],
  },
  {
    pattern: /52[01234567] (?:Origin|Web [Ss]erver|A [Tt]imeout|Connection|SSL|Invalid SSL|Railgun|Unknown)/,
    specimen:
      'unexpected status from GET request to https://registry.example.com/v2/: 522 Connection timed out',
    source: 'Cloudflare before a registry',
    tells: 'suggests',
    orElse: ['proxy-misconfigured', 'connection-timeout', 'network-reset'],
  },
  {
    pattern: /registry returned error code 5\d\d/,
    specimen: 'registry returned error code 502 but did not return any details',
    source: 'Jib RegistryErrorExceptionBuilder',
    tells: 'suggests',
    orElse: BEHIND_5XX,
  },
  {
    // A bare status: any other word of the same error tells more.
    pattern: toldStatus({
      500: '',
      502: '',
      503: '',
      504: '',
      520: '',
      521: '',
      522: '',
      523: '',
      524: '',
      525: '',
      526: '',
      527: '',
      530: '',
    }),
    specimen: 'curl: (22) The requested URL returned error: 502',
    source: 'clients that print the status alone; Cloudflare',
    tells: 'suggests',
    orElse: [
      'proxy-misconfigured',
      'registry-storage-failure',
      'connection-timeout',
      'mirror-misconfigured',
      'network-reset',
      'token-service-misconfigured',
      'tls-unknown-authority',
      'dns-failure',
    ],
  },
  {
    // Cloudflare's own statuses come without a reason.
    pattern: /https?:\/\/[^"\s]{1,500}"?: 5(?:2\d|30)\b/,
    specimen: 'unexpected status from GET request to https://r.acme.test/v2/a/blobs/sha256:1: 521',
    source: 'Cloudflare before a registry',
    tells: 'suggests',
    orElse: ['proxy-misconfigured', 'connection-timeout', 'network-reset', 'tls-unknown-authority'],
  },
];
