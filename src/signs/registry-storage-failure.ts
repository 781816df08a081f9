/** How a registry whose storage does not hold what it promised looks in text. */
import type { Sign } from '../engine/sign.ts';
import { toldStatus } from '../engine/text/http-status.ts';

export const signs: readonly Sign[] = [
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
    orElse: [
      'proxy-misconfigured',
      'mirror-misconfigured',
      'registry-unavailable',
      'manifest-unsupported',
      'quota-exceeded',
      'network-reset',
    ],
  },
  {
    pattern:
      /failed open: (?:could not fetch content descriptor [^\n]{1,300} from remote|content at https?:\/\/[^\s]{1,500}\/blobs\/[^\s]{1,200}) ?(?:\([^)]{0,200}\) )?(?:from remote)?:? ?not found/,
    specimen:
      'failed to copy: httpReadSeeker: failed open: could not fetch content descriptor sha256:9f2c (application/vnd.docker.image.rootfs.diff.tar.gzip) from remote: not found',
    source: 'containerd remotes/docker/fetcher.go',
    tells: 'suggests',
    orElse: [
      'mirror-misconfigured',
      'manifest-unsupported',
      'tag-not-found',
      'network-reset',
      'registry-unavailable',
      'proxy-misconfigured',
    ],
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
    tells: 'suggests',
    orElse: ['mirror-misconfigured', 'registry-unavailable', 'proxy-misconfigured', 'content-corrupt'],
  },
  {
    pattern:
      /\/blobs\/sha256:[0-9a-f]{6,64}"?: (?:unexpected status code )?404 Not Found|\/blobs\/sha256:[0-9a-f]{6,64}\S{0,60}: 404 Not Found/,
    specimen:
      'failed to copy: httpReadSeeker: failed open: unexpected status code https://harbor.example.com/v2/p/app/blobs/sha256:56a6e402dba1025a9efc979f5f720892648798216a3670957a5c32bfe8ff5e46: 404 Not Found',
    source: 'containerd remotes/docker',
    tells: 'suggests',
    orElse: ['mirror-misconfigured', 'registry-unavailable', 'proxy-misconfigured', 'content-corrupt'],
  },
  {
    pattern:
      /error pulling image configuration: (?:download faile[ds] after attempts=\d{1,3}:? )?(?:unknown blob|blob unknown|error parsing HTTP 404)/,
    specimen: 'error pulling image configuration: download failed after attempts=1: unknown blob',
    source: 'docker engine, distribution/pull_v2.go',
    // A proxy repository that may not reach its origin's CDN answers the same.
    tells: 'suggests',
    orElse: ['mirror-misconfigured', 'proxy-misconfigured', 'registry-unavailable'],
  },
  {
    pattern:
      /(?:read-only|readonly) (?:mode|file system)[^\n]{0,60}(?:registry|storage)|The registry is in (?:read-only|readonly) mode|registry is (?:currently )?(?:in )?read-?only|405 Method Not Allowed|The operation is unsupported/i,
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
    orElse: [
      'proxy-misconfigured',
      'registry-unavailable',
      'quota-exceeded',
      'network-reset',
      'token-service-misconfigured',
    ],
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
  {
    pattern: /the asking blob is (?:in GC|delete failed), mark it as non existing/,
    specimen: 'the asking blob is in GC, mark it as non existing, request id: 5f0c',
    source: 'Harbor middleware/blob',
    tells: 'sure',
  },
  {
    pattern: /range invalid|invalid content range|RANGE_INVALID/,
    specimen: 'range invalid: invalid content range',
    source: 'distribution registry/api/errcode',
    tells: 'suggests',
    orElse: ['proxy-misconfigured', 'network-reset', 'registry-unavailable'],
  },
  {
    pattern: /fetching blob: (?:received unexpected HTTP status: 404|StatusCode: 404)[^\n]{0,100}/,
    specimen: 'writing blob: fetching blob: received unexpected HTTP status: 404 Not Found',
    source: 'containers/image docker/docker_client.go',
    tells: 'suggests',
    orElse: ['mirror-misconfigured', 'proxy-misconfigured', 'content-corrupt'],
  },
  {
    // A bare status: any other word of the same error tells more.
    pattern: toldStatus({ 416: 'Requested Range|Range Not' }),
    specimen:
      'unexpected status from GET request to https://r.acme.test/v2/a/blobs/sha256:1: 416 Requested Range Not Satisfiable',
    source: 'clients that print the status alone',
    tells: 'suggests',
    orElse: ['proxy-misconfigured', 'content-corrupt', 'network-reset', 'mirror-misconfigured'],
  },
  {
    // An upload that was begun is not known any more: replicas without one storage, or a proxy that rewrites paths.
    pattern: /\/blobs\/uploads\/\S{0,600}: (?:unexpected status code )?404 Not Found/,
    specimen: 'PATCH https://r.acme.test/v2/a/blobs/uploads/6d1e: unexpected status code 404 Not Found',
    source: 'deis/registry#84; go-containerregistry remote/write.go',
    tells: 'suggests',
    orElse: ['proxy-misconfigured', 'repository-not-found', 'permission-denied'],
    op: 'push',
  },
];
