import { defineCheck } from '../../engine/check.ts';
import type { ImageReference } from '../../engine/reference.ts';
import { toldStatus } from '../../engine/text/http-status.ts';
import { repositoryOf } from '../../engine/text/image-names.ts';
import { nearestTags } from '../../engine/text/nearest-tags.ts';
import { podAttempts } from '../../facts/access.ts';
import { factOf, quoted } from '../../facts/answered.ts';
import { manifest } from '../../probes/manifest.ts';
import { reference } from '../../probes/reference.ts';
import { repository } from '../../probes/repository.ts';

export default defineCheck({
  id: 'tag-not-found',
  stage: 'access',
  severity: 'high',
  signs: [
    {
      // Docker Hub answers 401, not 404, for a repository that does not exist: here it does.
      pattern:
        /(?<image>(?:docker\.io|registry\.k8s\.io|quay\.io|public\.ecr\.aws)\/[\w./-]{1,255}:(?<tag>[\w.-]{1,128})): not found/,
      specimen:
        'failed to resolve reference "docker.io/bitnami/etcd:3.4.15": docker.io/bitnami/etcd:3.4.15: not found',
      source: 'vulhub/vulhub#716; containerd client/pull.go',
      tells: 'sure',
    },
    {
      pattern:
        /(?<image>[a-z0-9][\w.:-]{0,253}\/[\w./-]{1,255}(?::(?<tag>[\w.-]{1,128})|@sha256:[0-9a-f]{6,64})): not found/,
      specimen:
        'failed to resolve reference "harbor.example.com/p/app:v9": harbor.example.com/p/app:v9: not found',
      source: 'containerd client/pull.go',
      tells: 'suggests',
      orElse: [
        'repository-not-found',
        'registry-storage-failure',
        'mirror-misconfigured',
        'permission-denied',
      ],
    },
    {
      pattern: /manifest for (?<image>\S{1,300}?) not found(?:: manifest unknown(?:: [^\n]{0,100})?)?/,
      specimen:
        'Error response from daemon: manifest for whiskyechobravo/kerkoapp:0.3alpha1-18-gf8b5603 not found',
      source: 'whiskyechobravo/kerkoapp#8; docker engine, distribution/errors.go',
      tells: 'suggests',
      orElse: ['registry-storage-failure', 'repository-not-found', 'mirror-misconfigured'],
    },
    {
      pattern:
        /MANIFEST_UNKNOWN|manifest unknown|manifest_unknown|unknown manifest|no such manifest(?:: (?<image>\S{1,300}))?|manifest (?:tagged by )?(?:"[^"\n]{1,128}"|\S{1,128}) (?:is )?not found|manifest does not exist/i,
      specimen:
        '{"errors":[{"code":"MANIFEST_UNKNOWN","detail":{"Name":"myrepo/myimage"},"message":"manifest unknown"}]}',
      source: 'distribution registry/api/errcode',
      tells: 'suggests',
      orElse: ['registry-storage-failure', 'repository-not-found', 'mirror-misconfigured'],
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
      orElse: [
        'repository-not-found',
        'registry-storage-failure',
        'permission-denied',
        'mirror-misconfigured',
      ],
    },
    {
      // What was answered is cut off.
      pattern: /[Ee]rror reading manifest (?<tag>[\w.-]{1,128})(?: in \S{1,300})?$/,
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
      pattern: /artifact (?<image>\S{1,300}[:@]\S{1,130}) not found/,
      specimen: 'unknown: artifact library/hello-world:latest not found',
      source: 'Harbor src/controller/artifact',
      tells: 'sure',
    },
    {
      pattern:
        /404 Client Error: Not Found for url: https?:\/\/\S{1,400}\/manifests\/|\/manifests\/\S{1,300}: (?:unexpected status code )?404 Not Found|reading manifest (?<tag>\S{1,128}) in \S{1,300}: (?:manifest |artifact )?(?:404|not found)|(?:failed to solve: |^(?:docker: )?)(?<image>[a-z0-9][\w.-]{1,100}:[\w.-]{1,128}): not found/,
      specimen:
        'unexpected status from HEAD request to https://registry.example.com/v2/app/manifests/9: 404 Not Found',
      source: 'containerd remotes/docker; containers/image; buildkit',
      tells: 'suggests',
      orElse: [
        'repository-not-found',
        'registry-storage-failure',
        'mirror-misconfigured',
        'proxy-misconfigured',
      ],
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
      ],
    },
  ],
  needs: { manifest, reference },
  uses: { repository, asked: manifest },
  judge({ manifest: fact, reference: parsed }, also) {
    if (fact.found || fact.attempts.some(({ ended }) => ended === 'found')) return { outcome: 'pass' };
    // Harbor looks the artifact up before it judges its policies (src/server/middleware/artifactinfo).
    if (podAttempts(fact).some(({ code }) => code === 'PROJECTPOLICYVIOLATION')) return { outcome: 'pass' };
    const repo = factOf(also.repository);
    if (parsed.state === 'valid' && repo?.state === 'exists' && isListed(parsed.ref, repo.tags))
      return { outcome: 'pass' };
    const attempt =
      podAttempts(fact).find(({ ended }) => ended === 'not-found') ??
      fact.attempts.find(({ ended }) => ended === 'not-found');
    if (!attempt) return { outcome: 'skip', why: 'nobody who asked may see whether it exists' };
    if (repo?.state === 'absent') return { outcome: 'pass' };
    if (repo?.state !== 'exists')
      return { outcome: 'skip', why: 'whether the repository itself exists is not known' };
    if (parsed.state !== 'valid') return { outcome: 'skip', why: 'the reference is not valid' };
    const { digest, reference: wanted } = parsed.ref;
    const nearest = digest === null ? nearestTags(wanted, repo.tags) : [];
    return {
      outcome: 'fail',
      evidence: [
        quoted('registry', attempt.says, also.asked),
        quoted('registry', repo.says, also.repository),
      ],
      data: { wanted, isDigest: digest !== null, nearest, tags: repo.tags.length, complete: repo.complete },
    };
  },
  words: {
    en: {
      title: 'Tag not found',
      summary: ({ wanted, isDigest, nearest, tags, complete }, { image }) => {
        const name = repositoryOf(image);
        const what = isDigest
          ? `\`${name}\` has no image with digest \`${wanted.slice(0, 19)}…\``
          : `\`${name}\` has no tag \`${wanted}\``;
        if (nearest.length > 0)
          return `${what}; the nearest are ${nearest.map((tag) => `\`${tag}\``).join(', ')}.`;
        if (tags === 0) return `${what}: it has no tags at all.`;
        return `${what}, and none of its ${complete ? tags : `first ${tags}`} tags is like it.`;
      },
      probably: ({ tag, image }) =>
        tag
          ? `the tag \`${tag}\` does not exist`
          : image
            ? `\`${image}\` does not exist in its repository`
            : 'the tag does not exist',
      explains:
        'The registry has the repository but not this tag or digest: it was never pushed, is spelt differently, or was deleted by retention, garbage collection or its publisher.',
      steps: ({ data, pull }) => {
        const name = repositoryOf(pull.image);
        const [nearest] = data?.nearest ?? [];
        return [
          `See what is there: \`crane ls ${name} | sort -V | tail -20\``,
          nearest
            ? `If it is a typo: set the image to \`${name}:${nearest}\`.`
            : 'If it is a typo: correct the tag in the manifest or the chart’s values.',
          `If it should exist: look whether the build that pushes \`${pull.image}\` succeeded, and whether a retention rule removed it; then push it again.`,
        ];
      },
    },
  },
});

function isListed({ digest, reference: wanted }: ImageReference, tags: readonly string[]): boolean {
  return digest === null && tags.includes(wanted);
}
