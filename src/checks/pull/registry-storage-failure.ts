import { defineCheck, type Judgement } from '../../engine/check.ts';
import { tagOf } from '../../engine/text/image-names.ts';
import { brokenAlone, podAttempts } from '../../facts/access.ts';
import { factOf, quoted } from '../../facts/answered.ts';
import { layers } from '../../probes/layers.ts';
import { manifest } from '../../probes/manifest.ts';
import { repository } from '../../probes/repository.ts';

interface Loss {
  readonly lost: number;
  readonly of: number;
  /** The tag that is listed without its manifest; null when blobs are lost. */
  readonly tag: string | null;
}

/** Not there, or there with fewer bytes than the manifest promises. */
const HOLDS_LESS: ReadonlySet<number> = new Set([404, 200, 206, 416]);

export default defineCheck({
  id: 'registry-storage-failure',
  stage: 'registry-internals',
  severity: 'medium',
  signs: [
    {
      pattern:
        /blob unknown to registry|BLOB_UNKNOWN|unknown blob|blob unknown|MANIFEST_BLOB_UNKNOWN|blob sha256:[0-9a-f]{6,64} (?:is )?not found in registry|which reports content size of zero/,
      specimen:
        'http status code: 404, body: {"errors":[{"code":"BLOB_UNKNOWN","message":"blob unknown to registry","detail":"sha256:93f5"}]}',
      source: 'goharbor/harbor#20131; distribution registry/api',
      tells: 'sure',
      op: 'pull',
    },
    {
      // An upload that lost its way: a proxy that rewrites Location or the scheme sends its parts elsewhere.
      pattern: /blob unknown to registry|BLOB_UNKNOWN|unknown blob|blob unknown|MANIFEST_BLOB_UNKNOWN/,
      specimen: 'b8e57d7f543a: Layer already exists unknown blob',
      source: 'goharbor/harbor#6187; goharbor/harbor-helm#1833',
      tells: 'suggests',
      op: 'push',
      orElse: ['proxy-misconfigured', 'mirror-misconfigured', 'registry-unavailable'],
    },
    {
      pattern:
        /failed open: (?:could not fetch content descriptor [^\n]{1,300} from remote|content at https?:\/\/[^\s]{1,500}\/blobs\/[^\s]{1,200}) ?(?:\([^)]{0,200}\) )?(?:from remote)?:? ?not found/,
      specimen:
        'failed to copy: httpReadSeeker: failed open: could not fetch content descriptor sha256:9f2c (application/vnd.docker.image.rootfs.diff.tar.gzip) from remote: not found',
      source: 'containerd remotes/docker/fetcher.go',
      tells: 'suggests',
      orElse: ['mirror-misconfigured', 'manifest-unsupported', 'tag-not-found', 'network-reset'],
    },
    {
      // The name resolved, the manifest behind the digest is gone: storage, garbage collection, or a type it will not serve.
      pattern:
        /(?:httpRead[sS]eeker: )?failed open: content at https?:\/\/[^\s]{1,500}\/manifests\/sha256:[0-9a-f]{6,64} not found/,
      specimen:
        'httpReadseeker: failed open: content at https://my-register2.example.com/v2/nginx/manifests/sha256:e086f32dcf9f00bae7a5d1c4fe7c9760b3af37fe222c28803fd9060d32e4fb27 not found: not found',
      source: 'containerd remotes/docker/fetcher.go',
      tells: 'suggests',
      orElse: ['manifest-unsupported', 'tag-not-found', 'mirror-misconfigured'],
    },
    {
      pattern:
        /(?:filesystem|s3aws|swift|azure|gcs|oss): (?:Path not found|invalid offset|unknown|write|read|open)|s3aws: (?:\w{1,40}: )?|\b(?:NoSuchKey|NoSuchBucket|NoSuchUpload|SlowDown|InvalidAccessKeyId|SignatureDoesNotMatch|XMinioStorageFull|AllAccessDisabled|BlobNotFound|AccountIsDisabled|ServerBusy)\b/,
      specimen: 'unknown: s3aws: AccessDenied: Access Denied status code: 403, request id: 1, host id: 2',
      source: 'distribution registry/storage/driver; S3, GCS and Azure error codes',
      tells: 'sure',
    },
    {
      pattern:
        /(?:reading|fetching|pulling) blob sha256:[0-9a-f]{6,64}: [^\n]{0,200}(?:StatusCode: 404|404 \(Not Found\)|404 Not Found|status 404|blob unknown)/,
      specimen:
        'reading blob sha256:957776ed783da3cb80920be93eaa5961b047f73eaccbd6a6ac22c5df186de45a: fetching blob: StatusCode: 404, ""',
      source: 'containers/image docker/docker_image_src.go',
      tells: 'sure',
    },
    {
      pattern:
        /\/blobs\/sha256:[0-9a-f]{6,64}"?: (?:unexpected status code )?404 Not Found|\/blobs\/sha256:[0-9a-f]{6,64}\S{0,60}: 404 Not Found/,
      specimen:
        'failed to copy: httpReadSeeker: failed open: unexpected status code https://harbor.example.com/v2/p/app/blobs/sha256:56a6e402dba1025a9efc979f5f720892648798216a3670957a5c32bfe8ff5e46: 404 Not Found',
      source: 'containerd remotes/docker',
      tells: 'sure',
    },
    {
      pattern:
        /error pulling image configuration: (?:download faile[ds] after attempts=\d{1,3}:? )?(?:unknown blob|blob unknown|error parsing HTTP 404)/,
      specimen: 'error pulling image configuration: download failed after attempts=1: unknown blob',
      source: 'docker engine, distribution/pull_v2.go',
      // A proxy repository that may not reach its origin's CDN answers the same.
      tells: 'suggests',
      orElse: ['mirror-misconfigured', 'proxy-misconfigured'],
    },
    {
      pattern:
        /(?:read-only|readonly) (?:mode|file system)[^\n]{0,60}(?:registry|storage)|The registry is in (?:read-only|readonly) mode|registry is (?:currently )?(?:in )?read-?only|405 Method Not Allowed|UNSUPPORTED: The operation is unsupported/i,
      specimen: 'unsupported: The operation is unsupported.',
      source: 'distribution in read-only mode',
      tells: 'suggests',
      orElse: [
        'policy-blocked',
        'permission-denied',
        'manifest-unsupported',
        'proxy-misconfigured',
        'mirror-misconfigured',
        // GHCR answers so where the tag was written into the repository's path.
        'image-name-invalid',
      ],
    },
    {
      pattern:
        /(?:unknown: |filesystem: )(?:write|mkdir|open) \/[^\n]{1,200}: (?:no space left on device|permission denied|stale (?:NFS )?file handle|input\/output error|read-only file system)|XMinioStorageFull/,
      specimen: 'unknown: filesystem: mkdir /storage/docker/registry: no space left on device',
      source: 'distribution registry/storage/driver/filesystem',
      tells: 'sure',
      op: 'push',
    },
    {
      pattern:
        /artifact \S{1,300} not found in storage|failed to (?:get|read|find) (?:the )?(?:blob|layer|manifest) from (?:the )?(?:storage|backend)|link file is (?:empty|corrupt)|invalid checksum digest format: ?""/,
      specimen: 'unknown: failed to read blob from storage: unexpected end of file',
      source: 'registries over object storage',
      tells: 'suggests',
      orElse: ['content-corrupt', 'registry-unavailable'],
    },
    {
      // The upload's state was kept by another replica, or by a back-end that lost it.
      pattern: /blob upload (?:unknown|invalid)(?: to registry)?|BLOB_UPLOAD_(?:UNKNOWN|INVALID)/,
      specimen: 'error: blob upload unknown',
      source: 'distribution registry/api/errcode',
      tells: 'suggests',
      orElse: ['proxy-misconfigured', 'registry-unavailable', 'quota-exceeded', 'network-reset'],
    },
    {
      // An empty refusal: an object store’s answer to a redirected HEAD has no body.
      pattern: /error parsing HTTP 403 response body: unexpected end of JSON input: ""/,
      specimen: 'error parsing HTTP 403 response body: unexpected end of JSON input: ""',
      source: 'minio/minio#5902; distribution registry/client/errors.go',
      tells: 'suggests',
      orElse: [
        'policy-blocked',
        'proxy-misconfigured',
        'permission-denied',
        'quota-exceeded',
        'registry-unavailable',
      ],
    },
  ],
  needs: { manifest },
  uses: { layers, repository },
  judge({ manifest: fact }, also): Judgement<Loss> {
    const blobs = factOf(also.layers);
    const lost = blobs?.missing.filter(({ status }) => status !== null && HOLDS_LESS.has(status)) ?? [];
    const [first] = lost;
    if (first)
      return {
        outcome: 'fail',
        evidence: [quoted('registry', `${first.digest}: ${first.says}`, also.layers)],
        data: { lost: lost.length, of: blobs?.of ?? lost.length, tag: null },
      };
    const notFound = podAttempts(fact).find(({ ended }) => ended === 'not-found');
    const tag = tagInUrl(fact.url);
    const repo = factOf(also.repository);
    const listed = tag !== null && repo?.state === 'exists' && repo.tags.includes(tag);
    const broken = brokenAlone(fact, repo);
    if (broken && listed)
      return {
        outcome: 'fail',
        evidence: [
          quoted('registry', broken.says, also.repository),
          quoted('registry', `its list of tags is answered, and holds ${tag}`, also.repository),
        ],
        data: { lost: 1, of: 1, tag },
      };
    if (notFound && listed)
      return {
        outcome: 'fail',
        evidence: [
          quoted('registry', notFound.says, also.repository),
          quoted('registry', `its list of tags holds ${tag}`, also.repository),
        ],
        data: { lost: 1, of: 1, tag },
      };
    if (blobs && blobs.asked === blobs.of && blobs.missing.length === 0) return { outcome: 'pass' };
    return { outcome: 'skip', why: 'not every blob could be asked for' };
  },
  words: {
    en: {
      title: 'Registry storage does not hold the image',
      summary: ({ lost, of, tag }, { image }) =>
        tag === null
          ? `The registry has the manifest of \`${image}\` but has lost ${lost} of its ${of} blobs.`
          : `The registry lists the tag \`${tagOf(image) ?? tag}\` but has lost the manifest behind it.`,
      probably: ({ image }) =>
        `the registry’s storage does not hold what ${image ? `\`${image}\`` : 'the image'} needs`,
      explains:
        'The registry answers, but its storage lacks a blob or manifest it once promised: garbage collection during a push, a bucket or volume that was replaced, replicas that do not share one storage, or a back-end that fails.',
      steps: ({ pull }) => [
        `See which part is gone: \`crane validate --remote ${pull.image}\``,
        `Push the image again from where it was built, or copy it from another registry: \`skopeo copy --all docker://<other> docker://${pull.image}\` (delete the broken tag first, or the registry believes it has the blobs).`,
        'Look at the registry’s log for storage errors, at free space, and that all its replicas use the same storage.',
      ],
    },
  },
});

/** The tag asked for, from the end of the manifest's URL; null for a digest. */
function tagInUrl(url: string): string | null {
  const asked = url.slice(url.lastIndexOf('/') + 1);
  return asked === '' || asked.includes(':') ? null : asked;
}
