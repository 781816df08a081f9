/** How a refusal by a policy looks in text. */
import type { Sign } from '../engine/sign.ts';
import { toldStatus } from '../engine/text/http-status.ts';

/** What else answers 403 with a page instead of a registry's error. */
const OTHER_403 = [
  'mirror-misconfigured',
  'proxy-misconfigured',
  'permission-denied',
  'registry-unavailable',
  'credentials-invalid',
  'rate-limited',
  'quota-exceeded',
];

export const signs: readonly Sign[] = [
  {
    // It refuses too when it cannot read the signatures, of whatever reason.
    pattern:
      /admission webhook "policy\.sigstore\.dev" denied the request: validation failed: failed policy[^\n]{0,600}/,
    specimen:
      'admission webhook "policy.sigstore.dev" denied the request: validation failed: failed policy: p: spec.containers[0].image',
    source: 'sigstore/policy-controller#1625',
    tells: 'suggests',
    orElse: ['credentials-missing', 'permission-denied', 'tag-not-found', 'tls-unknown-authority'],
  },
  {
    // The webhook that judges images does not answer, so nothing that it guards is let in.
    pattern:
      /failed calling webhook "[^"\s]{0,200}(?:kyverno|sigstore|cosign|gatekeeper|connaisseur|ratify|notation|image)[^"\s]{0,200}"[^\n]{0,600}/i,
    specimen:
      'failed calling webhook "mutate.kyverno.svc-fail": failed to call webhook: Post "https://kyverno-svc.kyverno.svc:443/mutate/fail": context deadline exceeded',
    source: 'kyverno/kyverno#5714',
    tells: 'suggests',
    orElse: ['connection-timeout', 'connection-refused', 'dns-failure', 'tls-unknown-authority'],
  },
  {
    // Harbor's own gates of a project, when they cannot tell whether the image may go out.
    pattern: /middleware: (?:vulnerable|content trust|contenttrust|cosign|notation) handler: [^\n]{1,300}/i,
    specimen:
      'unknown: middleware: vulnerable handler: error: 10412(Precondition failed) : no scanner registration configured for project: 34',
    source: 'goharbor/harbor#13696',
    tells: 'sure',
  },
  {
    pattern:
      /PROJECT_?POLICY_?VIOLATION|cannot be pulled due to configured policy|current image (?:with|without) [^\n]{1,80}vulnerabilit|The image is not signed|not signed (?:in|by) (?:Notary|notation|cosign)|configured as immutable|immutable tag|tag (?:is )?immutable|repository is immutable|cannot be overwritten|ImageTagAlreadyExists/i,
    specimen:
      'unknown: current image with 4 vulnerabilities cannot be pulled due to configured policy in \'Prevent images with vulnerability severity of "Critical" or higher from running.\'',
    source: 'goharbor/harbor#19983; Harbor src/server/middleware; ECR immutable tags',
    tells: 'sure',
  },
  {
    pattern:
      /SignatureValidationFailed|Source image rejected|[Ss]ignature (?:was )?required|no signature exists|Running image \S{0,300} is rejected by policy|rejected by policy|[Ii]nvalid GPG signature|no (?:matching |valid )?signatures? (?:found|exist)|signature verification failed|failed to verify signature|image signature (?:validation|verification)|trust pinning|(?:remote )?trust data (?:does not exist|unavailable)|No valid trust data/i,
    specimen:
      'Failed to pull image "quay.io/crio/unsigned": SignatureValidationFailed: Source image rejected: A signature was required, but no signature exists',
    source:
      'kubernetes/website blog, container image signature verification; containers/image signature policy',
    tells: 'sure',
  },
  {
    pattern:
      /download blocking policy|image verifier \S{1,200} (?:blocked pull of|returned error)|admission webhook "?[^"\s]{1,253}"? denied the request|denied by (?:policy|admission|the policy)|violates? (?:the )?(?:policy|PodSecurity)|blocked by (?:an? )?(?:organi[sz]ation(?:al)? )?(?:policy|admin|constraint|firewall|security)|ImagePolicyWebhook|image policy webhook|images? rejected by webhook|Binary Authorization|not in (?:the )?(?:allow|white)-?list|not (?:an )?allowed (?:registry|repository|repo)|disallowed (?:registry|repository)|quarantine|Xray (?:blocked|has blocked|violation)|blocked due to (?:policy|vulnerab|malicious)/i,
    specimen:
      'admission webhook "validate.kyverno.svc-fail" denied the request: policy require-signed: image is not signed',
    source: 'Kyverno, Gatekeeper, Binary Authorization, Artifactory Xray',
    tells: 'sure',
  },
  {
    pattern:
      /(?:US )?export control regulations|block all IP addresses that are located|sanction(?:s|ed)|unavailable in your (?:country|region)|geo-?block(?:ed|ing)|not available in your (?:country|region|location)|451 Unavailable For Legal Reasons|since Docker is a US company/i,
    specimen:
      'Since Docker is a US company, we must comply with US export control regulations. In an effort to comply with these, we now block all IP addresses that are located in Cuba',
    source: 'MatinSenPai/Zanjir#1; Docker Hub',
    tells: 'sure',
  },
  {
    pattern:
      /client with IP '[^']{1,60}' is not allowed access|(?:IP|address|network) [^\n]{0,60}(?:not allowed|not permitted|blocked|denied) (?:by|access)|aka\.ms\/acr\/firewall|public network access is (?:disabled|not allowed)|VPC Service Controls|Request is prohibited by organization's policy|vpcServiceControls|vpc endpoint polic|endpoint policy|is not accessible from (?:this|your) network|IP (?:allow|white)-?list|ip address is not allowed/i,
    specimen:
      "denied: client with IP '20.1.2.3' is not allowed access. Refer https://aka.ms/acr/firewall to grant access.",
    source: 'ACR, Artifact Registry, ECR',
    tells: 'sure',
  },
  {
    pattern:
      /AuthorizationFailure[^\n]{0,60}This request is not authorized to perform this operation|This request is not authorized to perform this operation|<Code>(?:AuthorizationFailure|AccessDenied|AccessDeniedPublicAccess)<\/Code>/,
    specimen:
      '<Error><Code>AuthorizationFailure</Code><Message>This request is not authorized to perform this operation.',
    source: 'Azure/AKS#1383; object storage behind a registry',
    tells: 'suggests',
    orElse: ['registry-storage-failure', 'permission-denied', 'proxy-misconfigured', 'mirror-misconfigured'],
  },
  {
    // The registry gave the manifest, the store or CDN behind it refuses the bytes.
    pattern:
      /(?:failed open: unexpected status(?: code)?|from GET request to|fetching blob|pulling image configuration)[^\n]{0,60}https?:\/\/[^\s/]{0,200}(?:cloudfront|cloudflare|cdn|r2\.|s3[.-]|blob\.core|storage\.googleapis|amazonaws|akamai|fastly|pkg-containers)[^\n]{1,600}: ?403 Forbidden/,
    specimen:
      'failed to copy: httpReadSeeker: failed open: unexpected status from GET request to https://production.cloudfront.docker.com/registry-v2/docker/registry/v2/blobs/sha256/1: 403 Forbidden',
    source: 'containerd against Docker Hub’s CDN behind an egress allow-list',
    tells: 'suggests',
    orElse: [
      'proxy-misconfigured',
      'registry-storage-failure',
      'permission-denied',
      'registry-unavailable',
      'pull-too-slow',
      'mirror-misconfigured',
    ],
  },
  {
    pattern:
      /error parsing HTTP 403 response body: (?:invalid character '[^']{1,3}'(?: looking for beginning of value)?|unexpected end)|<title>(?:403 Forbidden|Access [Dd]enied|Attention Required|Web Page Blocked|Request Rejected|Blocked)|Request Rejected|Access [Dd]enied \| |The requested URL was rejected|web application firewall|[Ff]orti[Gg]uard|[Zz]scaler|Blue Coat|Palo Alto|URL Filtering|blocked by (?:your )?(?:administrator|IT)/,
    specimen:
      'Error response from daemon: error parsing HTTP 403 response body: invalid character \'<\' looking for beginning of value: "<html><head><title>Access Denied</title></head>"',
    source: 'docker engine behind a filtering proxy or WAF',
    tells: 'suggests',
    orElse: OTHER_403,
  },
  {
    // OpenShift's registry also answers so where the account may not read signatures.
    pattern: /[Rr]eading signatures: received unexpected HTTP status: 5\d\d[^\n]{0,40}/,
    specimen: 'Error reading signatures: received unexpected HTTP status: 500 Internal Server Error',
    source: 'openshift/origin#16349',
    tells: 'suggests',
    orElse: ['registry-unavailable', 'permission-denied', 'mirror-misconfigured'],
  },
  {
    pattern: /reading signatures: |parsing signature https?:|unrecognized signature format/,
    specimen:
      'copying system image from manifest list: reading signatures: parsing signature https://registry.redhat.io/containers/sigstore/a/signature-9: unrecognized signature format, starting with binary 0x3c',
    source: 'containers/image docker/docker_image_src.go',
    tells: 'suggests',
    orElse: ['registry-unavailable', 'proxy-misconfigured', 'mirror-misconfigured', 'connection-timeout'],
  },
  {
    pattern: /412 Precondition Failed|(?:[Ss]tatus ?[Cc]ode:? |HTTP status:? )412/,
    specimen:
      'unexpected status from HEAD request to https://harbor.example.com/v2/p/app/manifests/1: 412 Precondition Failed',
    source: 'Harbor’s answer to a HEAD that a policy stops',
    tells: 'suggests',
    orElse: ['quota-exceeded', 'permission-denied', 'registry-storage-failure', 'manifest-unsupported'],
  },
  {
    pattern:
      /(?:UNSUPPORTED|unsupported): (?:proxy project|the operation is unsupported on (?:a )?proxy)|can not push (?:artifact )?to a proxy project|can not push to proxy project|read[- ]?only (?:mode|repository|registry)|repository is (?:archived|disabled|suspended|read-only)|This repository is (?:read-only|disabled|archived)/i,
    specimen: 'denied: can not push artifact to a proxy project',
    source: 'Harbor src/server/registry',
    tells: 'sure',
    op: 'push',
  },
  {
    // Set by hand, or by an operator when the plan's storage is used up or the store is being mended.
    pattern: /(?:denied: )?[Tt]he system is in read only mode(?:\. Any modification[^\n]{0,60})?/,
    specimen: 'denied: The system is in read only mode. Any modification is prohibited.',
    source: 'ovh/public-cloud-roadmap#242; Harbor src/server/middleware/readonly/readonly.go',
    tells: 'suggests',
    orElse: ['quota-exceeded', 'registry-storage-failure', 'registry-unavailable'],
    op: 'push',
  },
  {
    pattern:
      /does not match project repository filter|does not allow updating assets|Repository is read-?only|not downloaded because of the security policy|the configured PullPolicies \(\[[^\]\n]{0,100}\]\) are not allowed|(?:the )?image blocked by registry scanning/,
    specimen: 'not found: repository "library/nginx" does not match project repository filter',
    source: 'Harbor middleware/repoproxy; Nexus write policy; Xray; GitLab Runner pull policies',
    tells: 'sure',
  },
  {
    // The client itself will not follow a registry into a private network.
    pattern:
      /SSRF protection: [^\n]{1,300}|foreign layer URL host "[^"\n]{1,253}" is a private or link-local address/,
    specimen: 'SSRF protection: redirect from "r.acme.test" to private/link-local host "10.0.0.9" denied',
    source: 'go-containerregistry remote/fetcher.go',
    tells: 'suggests',
    orElse: ['registry-storage-failure', 'proxy-misconfigured', 'token-service-misconfigured'],
  },
  {
    // A bare status: any other word of the same error tells more.
    pattern: toldStatus({
      409: 'Conflict',
      412: 'Precondition',
      423: 'Locked',
      424: 'Failed Dependency',
      451: 'Unavailable For',
    }),
    specimen: 'unexpected status from PUT request to https://r.acme.test/v2/a/manifests/1: 409 Conflict',
    source: 'immutable tags, locked repositories; clients that print the status alone',
    tells: 'suggests',
    orElse: [
      'registry-storage-failure',
      'permission-denied',
      'quota-exceeded',
      'registry-unavailable',
      'proxy-misconfigured',
    ],
  },
];
