/** How a manifest that this runtime or registry does not take looks in text. */
import type { Sign } from '../engine/sign.ts';
import { toldStatus } from '../engine/text/http-status.ts';

export const signs: readonly Sign[] = [
  {
    // An index that names another index: containers/image goes down one step only.
    pattern: /[Uu]nexpectedly received a manifest list instead of a manifest for a single image/,
    specimen:
      'copying system image from manifest list: Unexpectedly received a manifest list instead of a manifest for a single image',
    source: 'Azure/AppConfiguration-Emulator#102',
    tells: 'sure',
  },
  {
    pattern: /neither V1 or V2 or OCI manifest returned by registry[^\n]{0,200}/,
    specimen: 'neither V1 or V2 or OCI manifest returned by registry: unknown: Bad Request',
    source: 'argoproj-labs/argocd-image-updater#306',
    tells: 'suggests',
    orElse: ['mirror-misconfigured', 'registry-unavailable', 'tag-not-found', 'credentials-missing'],
  },
  {
    // Flux takes the first layer; a chart's or another tool's is no archive unless told which to take.
    pattern: /failed to extract layer contents from artifact[^\n]{0,200}/,
    specimen:
      'failed to extract layer contents from artifact: requires gzip-compressed body: gzip: invalid header',
    source: 'fluxcd/source-controller#1932',
    tells: 'suggests',
    orElse: ['content-corrupt', 'network-reset'],
  },
  {
    // Schema 1 was answered for what was asked as a newer manifest; containerd then looks for it as a blob.
    pattern:
      /failed open: could not fetch content descriptor sha256:[0-9a-f]{6,64} \(application\/(?:vnd\.docker\.distribution\.manifest\.v1\+\w{1,20}|json|octet-stream)[^)]{0,60}\) from remote: not found/,
    specimen:
      'failed to copy: httpReaderSeeker: failed open: could not fetch content descriptor sha256:13fffb730e53e451a6be2c649c4da3dfb252bb411802ce87f9f704d602d3a195 (application/vnd.docker.distribution.manifest.v1+prettyjws; charset=utf-8) from remote: not found',
    source: 'munnerz/kube-plex#46',
    tells: 'suggests',
    orElse: ['registry-storage-failure', 'mirror-misconfigured', 'proxy-misconfigured'],
  },
  {
    pattern:
      /encountered unknown type \S{1,120}|no processor for media-type|failed to get stream processor for \S{1,120}/,
    specimen: 'encountered unknown type application/json',
    source: 'containerd/nerdctl#846; containerd images/handlers.go',
    tells: 'sure',
  },
  {
    pattern: /rejecting \d{1,12} byte manifest for \S{1,300}: not found/,
    specimen: 'rejecting 5242880 byte manifest for registry.acme.test/shop/cart:1: not found',
    source: 'containerd core/remotes/docker/resolver.go: a manifest larger than it takes',
    tells: 'suggests',
    orElse: ['proxy-misconfigured', 'mirror-misconfigured', 'registry-storage-failure'],
  },
  {
    pattern:
      /manifest invalid|MANIFEST_INVALID|manifest verification failed|MANIFEST_UNVERIFIED|tag invalid: manifest|failed to (?:upload|push) schema ?1|converting (?:manifest|v2s1)/i,
    specimen:
      'error: failed to solve: failed to push registry.example.com/app:1: unexpected status: 400 Bad Request: manifest invalid: manifest invalid',
    source: 'distribution registry/api/errcode; push to old registries',
    tells: 'suggests',
    orElse: [
      'registry-storage-failure',
      'registry-unavailable',
      'policy-blocked',
      'quota-exceeded',
      'platform-unavailable',
      'proxy-misconfigured',
      'mirror-misconfigured',
    ],
  },
  {
    pattern:
      /reference is (?:a container image, not an OCI artifact|an OCI artifact|not a container image)|(?:image|artifact) is not (?:a )?(?:runnable|container image)|is not an image|no (?:image )?config found|mismatched image rootfs and manifest layers|image config has no rootfs section|number of layers and diffIDs don't match|invalid rootfs in image configuration|artifact(?:s)? (?:is|are) not supported|contains a helm chart|application\/vnd\.(?:cncf\.helm|dev\.cosign|wasm|in-toto)\S{0,80}/i,
    specimen: 'failed to unpack image: mismatched image rootfs and manifest layers',
    source: 'containerd image.go; CRI-O',
    tells: 'suggests',
    orElse: [
      'content-corrupt',
      'platform-unavailable',
      'registry-unavailable',
      'network-reset',
      'mirror-misconfigured',
      'registry-storage-failure',
    ],
  },
  {
    pattern:
      /(?:zstd|estargz|nydus|zstd:chunked)[^\n]{0,60}(?:unsupported|not supported|unknown|disabled|magic number mismatch|invalid)|unsupported compression|(?:unsupported|unknown) (?:layer )?compression|archive\/tar: invalid tar header/i,
    specimen: 'failed to register layer: archive/tar: invalid tar header',
    source: 'docker engine before 23 with a zstd layer',
    tells: 'suggests',
    orElse: ['content-corrupt', 'node-runtime-failure', 'network-reset'],
  },
  {
    // Schema 1 carries its signature inside; a store that rewrote it dropped that.
    pattern: /(?:^|ctr: |: )no signatures"?$/,
    specimen: 'ctr: no signatures',
    source: 'containerd/containerd#4344',
    tells: 'suggests',
    orElse: ['policy-blocked', 'content-corrupt'],
  },
  {
    // The client kept the status and dropped the reason.
    pattern: /\b400 Bad Request/i,
    specimen:
      'error writing manifest blob: failed commit on ref "sha256:ab3273d0": unexpected status: 400 Bad Request',
    source: 'moby/buildkit#1865; GoogleContainerTools/kaniko#548',
    tells: 'suggests',
    orElse: [
      'http-https-mismatch',
      'proxy-misconfigured',
      'image-name-invalid',
      'registry-storage-failure',
      'content-corrupt',
      'credentials-invalid',
      'registry-unavailable',
    ],
  },
  {
    // The store would write the manifest in another kind, which the digest asked for forbids.
    pattern: /Digest of source image's manifest would not match destination reference/,
    specimen: "Digest of source image's manifest would not match destination reference",
    source: 'cri-o/cri-o#2157; containers/image copy',
    tells: 'suggests',
    orElse: ['content-corrupt', 'node-runtime-failure'],
  },
  {
    pattern: /(?:406 Not Acceptable|415 Unsupported Media Type)/,
    specimen:
      'unexpected status from PUT request to https://registry.example.com/v2/a/manifests/1: 415 Unsupported Media Type',
    source: 'registries that refuse a manifest’s type',
    tells: 'suggests',
    orElse: ['proxy-misconfigured', 'token-service-misconfigured', 'mirror-misconfigured'],
  },
  {
    // The blobs were taken; the manifest that names them was not.
    pattern:
      /(?:PUT request to \S{1,500}\/manifests\/\S{1,300}|writing manifest[^\n]{1,200}unexpected status): 404 Not Found/,
    specimen:
      'error writing manifest blob: failed commit on ref "sha256:95b8": unexpected status from PUT request to https://harbor.acme.test/v2/a/manifests/cache: 404 Not Found',
    source: 'goharbor/harbor#14774; moby/buildkit#3781',
    tells: 'suggests',
    orElse: [
      'repository-not-found',
      'registry-storage-failure',
      'proxy-misconfigured',
      'registry-unavailable',
    ],
    op: 'push',
  },
  {
    pattern: /failed to upload blob sha256:[0-9a-f]{6,64}: invalid reference format/,
    specimen:
      'error: unable to push quay.io/a/b: failed to upload blob sha256:9298e99c05c3: invalid reference format',
    source: 'okd-project/okd#1010; Nexus with strict content type validation',
    tells: 'suggests',
    orElse: ['image-name-invalid', 'proxy-misconfigured', 'registry-unavailable'],
    op: 'push',
  },
  {
    pattern: /[Uu]ploading manifest[^\n]{0,200}StatusCode: 415/,
    specimen: 'uploading manifest 1 to r.acme.test/a: StatusCode: 415, ""',
    source: 'containers/image copy/single.go',
    tells: 'sure',
  },
  {
    pattern: /manifest unverified: manifest failed signature verification/,
    specimen: 'manifest unverified: manifest failed signature verification',
    source: 'distribution registry/api/errcode',
    tells: 'suggests',
    orElse: ['content-corrupt', 'policy-blocked', 'registry-storage-failure'],
  },
  {
    // A bare status: any other word of the same error tells more.
    pattern: toldStatus({
      400: 'Bad Request',
      406: 'Not Acceptable',
      415: 'Unsupported Media Type',
      422: 'Unprocessable',
    }),
    specimen: 'GET "https://r.acme.test/v2/a/manifests/1": response status code 400',
    source: 'clients that print the status alone',
    tells: 'suggests',
    orElse: [
      'http-https-mismatch',
      'proxy-misconfigured',
      'image-name-invalid',
      'registry-storage-failure',
      'content-corrupt',
      'credentials-invalid',
      'registry-unavailable',
      'token-service-misconfigured',
    ],
  },
];
