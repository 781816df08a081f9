import { defineCheck } from '../../engine/check.ts';
import { errorWords, inASentence } from '../../engine/distribution/error-words.ts';
import type { Evidence } from '../../engine/evidence.ts';
import { toldStatus } from '../../engine/text/http-status.ts';
import { hostOf } from '../../engine/text/image-names.ts';
import { brokenAlone, podAttempts } from '../../facts/access.ts';
import { factOf, quoted } from '../../facts/answered.ts';
import { authorization } from '../../probes/authorization.ts';
import { challenge } from '../../probes/challenge.ts';
import { manifest } from '../../probes/manifest.ts';
import { repository } from '../../probes/repository.ts';

export default defineCheck({
  id: 'registry-unavailable',
  stage: 'registry-internals',
  severity: 'high',
  signs: [
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
      // A gateway on the way waited in vain: the registry's, or the node's own proxy.
      pattern: /failed to fetch (?:anonymous|oauth) token: [^\n]{0,300}504 Gateway Time-?out/i,
      specimen:
        'failed to authorize: failed to fetch anonymous token: unexpected status: 504 Gateway Time-out',
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
      orElse: ['proxy-misconfigured', 'mirror-misconfigured'],
    },
    {
      pattern: /\b50[234] (?:Bad Gateway|Service (?:Temporarily )?Unavailable|Gateway Time-?out)/i,
      specimen:
        'failed to authorize: failed to fetch oauth token: unexpected status from POST request to https://auth.docker.io/token: 503 Service Unavailable',
      source: 'buildkit and containerd',
      tells: 'sure',
    },
    {
      pattern:
        /(?:[Ss]tatus ?[Cc]ode:? |HTTP status:? |HTTP |status code )50[234]\b|error parsing HTTP 50[234] response body|unexpected http code: 50[234]|server error: 50[234]\b|HTTP code 50[234]\b/i,
      specimen:
        'error parsing HTTP 503 response body: invalid character \'<\' looking for beginning of value: "<html>"',
      source: 'distribution registry/client; containers/image',
      tells: 'sure',
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
        'manifest-unsupported',
        'token-service-misconfigured',
        'mirror-misconfigured',
        'permission-denied',
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
      tells: 'sure',
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
      pattern:
        /52[01234567] (?:Origin|Web [Ss]erver|A [Tt]imeout|Connection|SSL|Invalid SSL|Railgun|Unknown)/,
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
      tells: 'sure',
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
  ],
  needs: { challenge },
  uses: { authorization, manifest, repository, asked: challenge },
  judge({ challenge: { ending, url } }, also) {
    const found = factOf(also.manifest)?.found;
    if (found && found.who.kind !== 'own') return { outcome: 'pass' };
    if (ending.ended === 'answered' && ending.status >= 500)
      return failure(
        quoted('registry', `GET ${url}: ${ending.status} ${ending.body.slice(0, 300)}`.trim(), also.asked),
        { by: 'registry', says: errorWords(ending).says },
      );
    const token = factOf(also.authorization)?.asked.find((one) => one.ended === 'unavailable');
    if (token) return failure(quoted(token.by, token.says, also.authorization), token);
    const fact = factOf(also.manifest);
    const attempt = fact && podAttempts(fact).find((one) => one.ended === 'unavailable');
    // A registry that serves its tags is up; what it cannot read is this image.
    if (fact && brokenAlone(fact, factOf(also.repository))) return { outcome: 'pass' };
    if (attempt)
      return failure(quoted('registry', attempt.says, also.manifest), {
        by: 'registry',
        says: attempt.says,
      });
    return ending.ended === 'answered' && fact
      ? { outcome: 'pass' }
      : { outcome: 'skip', why: 'the registry itself was not reached' };
  },
  words: {
    en: {
      title: 'Registry unavailable',
      summary: ({ by, says }, { image }) =>
        by === 'registry'
          ? `\`${hostOf(image)}\` cannot serve: it answers \`${says}\`.`
          : `The ${by} cannot serve: it answers \`${says}\`, so nobody gets a token for \`${hostOf(image)}\`.`,
      probably: ({ host }) => `the registry${host ? ` \`${host}\`` : ''} itself is down or overloaded`,
      explains:
        'The registry or its token service answers with a server error. Nothing is wrong with the image, the login or the node; pulls recover once the registry does.',
      steps: ({ pull }) => [
        `See whether it is back: \`curl -s -o /dev/null -w '%{http_code}\\n' https://${hostOf(pull.image)}/v2/\` (401 or 200 is healthy)`,
        'A registry of your own: `kubectl get pods -n <registry namespace>` and the logs of core, registry, database and redis; free memory and disk.',
        'A public one: read its status page (status.docker.com, status.quay.io, www.githubstatus.com) and wait; the kubelet keeps trying.',
      ],
    },
  },
});

function failure(evidence: Evidence, { by, says }: { readonly by: string; readonly says: string }) {
  return { outcome: 'fail', evidence: [evidence], data: { by, says: inASentence(says) } } as const;
}
