/** How a tag or digest that is not there looks in text. */
import type { Sign } from '../engine/sign.ts';
import { toldStatus } from '../engine/text/http-status.ts';
import { ABSENT } from './left-open.ts';

export const signs: readonly Sign[] = [
  {
    // Docker Hub answers 401, not 404, for a repository that does not exist: here it does, or a mirror spoke for it.
    pattern: /(?<image>(?:docker\.io|quay\.io)\/[\w./-]{1,255}:(?<tag>[\w.-]{1,128})): not found/,
    specimen:
      'failed to resolve reference "docker.io/bitnami/etcd:3.4.15": docker.io/bitnami/etcd:3.4.15: not found',
    source: 'vulhub/vulhub#716; containerd client/pull.go',
    tells: 'suggests',
    orElse: [
      'mirror-misconfigured',
      'repository-not-found',
      'registry-storage-failure',
      'registry-unavailable',
      'platform-unavailable',
    ],
  },
  {
    pattern:
      /(?<image>[a-z0-9][\w.:-]{0,253}\/[\w./-]{1,255}(?::(?<tag>[\w.-]{1,128})|@sha256:[0-9a-f]{6,64})): not found/,
    specimen:
      'failed to resolve reference "harbor.example.com/p/app:v9": harbor.example.com/p/app:v9: not found',
    source: 'containerd client/pull.go',
    tells: 'suggests',
    orElse: ABSENT,
  },
  {
    // The name is told once, before: containerd 1.x and whoever shortens it.
    pattern:
      /failed to resolve (?:reference|image|ref) "(?<image>[^"\s]{1,300}(?::(?<tag>[\w.-]{1,128})|@sha256:[0-9a-f]{6,64}))": not found/,
    specimen: 'failed to resolve reference "gcr.io/acme/crd-registration:3.2.0": not found',
    source: 'cloud-ark/kubeplus#1507',
    tells: 'suggests',
    orElse: ABSENT,
  },
  {
    pattern: /manifest for (?<image>\S{1,300}?) not found(?:: manifest unknown(?:: [^\n]{0,100})?)?/,
    specimen:
      'Error response from daemon: manifest for whiskyechobravo/kerkoapp:0.3alpha1-18-gf8b5603 not found',
    source: 'whiskyechobravo/kerkoapp#8; docker engine, distribution/errors.go',
    tells: 'suggests',
    orElse: [
      'registry-storage-failure',
      'repository-not-found',
      'mirror-misconfigured',
      'credentials-missing',
      'permission-denied',
      'registry-unavailable',
      'platform-unavailable',
    ],
  },
  {
    pattern:
      /MANIFEST_UNKNOWN|manifest unknown|manifest_unknown|unknown manifest|no such manifest(?:: (?<image>\S{1,300}))?|manifest (?:tagged by )?(?:"[^"\n]{1,128}"|\S{1,128}) (?:is )?not found|manifest does not exist/i,
    specimen:
      '{"errors":[{"code":"MANIFEST_UNKNOWN","detail":{"Name":"myrepo/myimage"},"message":"manifest unknown"}]}',
    source: 'distribution registry/api/errcode',
    tells: 'suggests',
    orElse: [
      'registry-storage-failure',
      'repository-not-found',
      'mirror-misconfigured',
      'platform-unavailable',
      'credentials-missing',
      'permission-denied',
      'registry-unavailable',
      'rate-limited',
    ],
  },
  {
    pattern:
      /[Tt]ag (?<tag>[\w.-]{1,128}) (?:not found|does not exist|was not found)(?: in repository)?|[Tt]ag "?'?[\w.-]{1,128}"?'? (?:not found|does not exist)|TAG_INVALID|ImageNotFoundException|[Rr]equested image not found|Tag \S{1,128} was deleted or has expired|\b[Tt]ag (?:was |has )?(?:deleted|expired)|unknown tag|manifest tag not found/,
    specimen: 'Error: Tag v9 not found in repository docker.io/library/nginx',
    source: 'docker engine 1.x; Quay; ECR',
    tells: 'sure',
  },
  {
    pattern:
      /no available registry endpoint: (?<image>\S{1,300}) not found|Source image (?<source>\S{1,300}) does not exist/,
    specimen: 'no available registry endpoint: registry.acme.test/shop/cart:9 not found',
    source: 'containerd 1.2, remotes/docker/resolver.go; AWS Lambda',
    tells: 'suggests',
    orElse: ABSENT,
  },
  {
    // What was answered is cut off.
    pattern: /\breading manifest (?<tag>[\w.-]{1,128})(?: in \S{1,300})?$/,
    specimen: 'rpc error: code = Unknown desc = Error reading manifest 8.4.1',
    source: 'concourse/concourse-chart#30; containers/image',
    tells: 'suggests',
    orElse: [
      'repository-not-found',
      'credentials-missing',
      'permission-denied',
      'rate-limited',
      'registry-unavailable',
    ],
  },
  {
    pattern: /^(?:(?:image )?(?:manifest|tag) not found|not found(?:: not found)?)$/i,
    specimen: 'manifest not found',
    source: 'clients that print the words alone',
    tells: 'suggests',
    orElse: ABSENT,
  },
  {
    pattern: /artifact (?<image>\S{1,300}[:@]\S{1,130}) not found/,
    specimen: 'unknown: artifact library/hello-world:latest not found',
    source: 'Harbor src/controller/artifact',
    tells: 'sure',
  },
  {
    // A proxy-cache project (Docker Hub's own images lie in its `library/`): it also says so while its upstream is away.
    pattern:
      /(?:unknown: )?artifact (?<image>(?:[^\s/]{1,100}\/library|[^\s/]{0,60}(?:proxy|cache|mirror|dockerhub|docker-hub)[^\s/]{0,60})\/\S{1,300}[:@]\S{1,130}) not found/,
    specimen: 'Error response from daemon: unknown: artifact docker_proxy/library/nginx:latest not found',
    source: 'goharbor/harbor#18270; goharbor/harbor#14802',
    tells: 'suggests',
    orElse: [
      'registry-unavailable',
      'repository-not-found',
      'mirror-misconfigured',
      'rate-limited',
      'credentials-invalid',
    ],
  },
  {
    pattern:
      /404 Client Error: Not Found for url: https?:\/\/\S{1,400}\/manifests\/|\/manifests\/\S{1,300}: (?:unexpected status code )?404 Not Found|reading manifest (?<tag>\S{1,128}) in \S{1,300}: (?:manifest |artifact )?(?:404|not found)|(?:failed to solve: |^(?:docker: )?)(?<image>[a-z0-9][\w.-]{1,100}:[\w.-]{1,128}): not found/,
    specimen:
      'unexpected status from HEAD request to https://registry.example.com/v2/app/manifests/9: 404 Not Found',
    source: 'containerd remotes/docker; containers/image; buildkit',
    tells: 'suggests',
    orElse: [...ABSENT, 'proxy-misconfigured'],
  },
  {
    pattern:
      /Unable to locate any tags in provided repository|could not locate a version matching provided version|chart "[^"]{1,200}" (?:matching \S{0,100} |version "[^"]{1,100}" )?not found in|no chart version found for|unable to select tag: No tags found|no match found for semver/,
    specimen: 'Error: Unable to locate any tags in provided repository: oci://r.acme.test/charts/a',
    source: 'Helm pkg/registry, pkg/repo; Flux source-controller',
    tells: 'suggests',
    orElse: ['repository-not-found', 'credentials-missing'],
  },
  {
    pattern:
      /^(?:\S{1,40}: )?tag does not exist(?:: \S{1,300})?$|[Aa]n image does not exist locally with the tag/,
    specimen: 'An image does not exist locally with the tag: r.acme.test/a/b',
    source: 'docker engine: what is to be pushed has another name here',
    tells: 'suggests',
    orElse: ['image-name-invalid', 'repository-not-found'],
    op: 'push',
  },
  {
    pattern: /the tag \S{1,300} is not found/,
    specimen: 'not found: the tag shop/web:9 is not found',
    source: 'Harbor middleware/repoproxy',
    tells: 'sure',
  },
  {
    pattern: /unable to locate any tags in provided repository/,
    specimen: 'unable to locate any tags in provided repository: oci://r.acme.test/charts/shop',
    source: 'Helm pkg/registry/client.go',
    tells: 'suggests',
    orElse: ['repository-not-found', 'credentials-missing', 'image-name-invalid'],
  },
  {
    // A bare status: any other word of the same error tells more.
    pattern: toldStatus({ 404: 'Not Found', 410: 'Gone' }),
    specimen: 'GET "https://r.acme.test/v2/a/manifests/1": response status code 404: Not Found',
    source: 'clients that print the status alone',
    tells: 'suggests',
    orElse: [
      'repository-not-found',
      'image-name-invalid',
      'proxy-misconfigured',
      'mirror-misconfigured',
      'registry-storage-failure',
      'credentials-missing',
      'token-service-misconfigured',
      'permission-denied',
      'registry-unavailable',
      'manifest-unsupported',
    ],
  },
];
