import { defineCheck, type Judgement } from '../../engine/check.ts';
import { factOf, ONLY_TEXT, quoted } from '../../facts/answered.ts';
import { layers } from '../../probes/layers.ts';

export default defineCheck({
  id: 'content-corrupt',
  stage: 'content',
  severity: 'medium',
  rows: ['S1-4', 'S1-76'],
  signs: [
    {
      pattern:
        /failed size validation: \d{1,15} != \d{1,15}|unexpected commit (?:digest (?!sha256:e3b0c44298fc1c149afb)|size)[^\n]{0,200}|failed commit on ref "[^"]{1,200}": (?:"[^"]{1,200}" )?(?:failed|unexpected commit (?!digest sha256:e3b0c44298fc1c149afb))[^\n]{0,160}/,
      specimen:
        'failed commit on ref "layer-sha256:a413": "layer-sha256:a413" failed size validation: 10068781 != 9333267',
      source: 'containerd/containerd#2306; containerd content/local/writer.go',
      tells: 'sure',
    },
    {
      // The digest of nothing: an empty answer was stored or passed on.
      pattern:
        /(?:failed commit on ref "[^"]{1,200}": )?(?:commit failed: )?(?:unexpected commit digest|Digest did not match, expected sha256:[0-9a-f]{1,64}, got) sha256:e3b0c44298fc1c149afb[^\n]{0,300}/,
      specimen:
        'failed commit on ref "layer-sha256:16ec": unexpected commit digest sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855, expected sha256:16ec',
      source: 'containerd/containerd#4908',
      tells: 'suggests',
      orElse: [
        'network-reset',
        'registry-storage-failure',
        'manifest-unsupported',
        'mirror-misconfigured',
        'proxy-misconfigured',
      ],
    },
    {
      pattern:
        /(?:filesystem layer|(?<!config )image) verification failed for digest|manifest verification failed for digest|layer verification failed/,
      specimen: 'filesystem layer verification failed for digest',
      source: 'goharbor/harbor#8149; docker engine',
      tells: 'sure',
    },
    {
      pattern: /layers from manifest don't match image configuration/,
      specimen: "Error response from daemon: layers from manifest don't match image configuration",
      source: 'moby daemon/internal/distribution/pull_v2.go',
      tells: 'suggests',
      orElse: ['manifest-unsupported', 'registry-storage-failure', 'mirror-misconfigured'],
    },
    {
      pattern: /image config verification failed for digest/,
      specimen: 'image config verification failed for digest sha256:1',
      source: 'distribution/distribution#1539; docker engine',
      tells: 'suggests',
      orElse: ['registry-storage-failure', 'network-reset', 'mirror-misconfigured', 'proxy-misconfigured'],
    },
    {
      pattern:
        /Digest did not match, expected sha256:[0-9a-f]{1,64}, got sha256:(?!e3b0c44298fc1c149afb)[0-9a-f]{1,64}|(?:blob|layer|manifest|config|content|body)?[^\n]{0,40}(?:digest|checksum|hash|sha256)(?:es)? (?:mismatch|mis-match|did not match|does not match|do not match|verification failed|validation failed|invalid)|DIGEST_INVALID|digest invalid|[Mm]anifest does not match (?:provided )?(?:manifest )?digest|does not match (?:the )?(?:expected|provided|computed) (?:digest|checksum|sha256)|error verifying (?:sha256|size)(?: checksum)?[^\n]{0,120}|SIZE_INVALID/i,
      specimen: 'Digest did not match, expected sha256:56a6, got sha256:e3b0',
      source: 'containers/image; go-containerregistry; distribution',
      tells: 'sure',
    },
    {
      // What arrived is not what was sent: a proxy changed it, or the store kept less of it.
      pattern:
        /(?:DIGEST_INVALID: )?(?:digest invalid: )?provided digest did not match uploaded content|digest invalid$|DIGEST_INVALID[^\n]{0,100}/,
      specimen: 'digest invalid: provided digest did not match uploaded content',
      source: 'distribution registry/api/errcode',
      tells: 'suggests',
      orElse: ['registry-storage-failure', 'proxy-misconfigured', 'network-reset', 'manifest-unsupported'],
      op: 'push',
    },
    {
      pattern:
        /wrong diff id calculated on extraction|(?:gzip|flate|zlib|zstd)[: ]{1,2}[^\n]{0,20}(?:invalid (?:checksum|block)|corrupt (?:input|data|stream)|magic number mismatch)|flate: corrupt input|tar: (?:invalid|unexpected)|invalid (?:gzip|tar) (?:header|stream|file)|layer (?:is )?(?:corrupt|damaged|truncated)|corrupt(?:ed)? (?:layer|image|blob|archive|data)|archive is corrupt/i,
      specimen: 'failed to extract layer sha256:1: wrong diff id calculated on extraction "sha256:2"',
      source: 'containerd rootfs/apply.go; Go compress',
      tells: 'sure',
    },
    {
      // No archive at all: a page of a proxy, the rest of a cut transfer, or another compression.
      pattern: /gzip[: ]{1,2}invalid header/,
      specimen: 'failed to extract layer sha256:1: gzip: invalid header',
      source: 'Go compress/gzip',
      tells: 'suggests',
      orElse: ['network-reset', 'proxy-misconfigured', 'manifest-unsupported', 'registry-storage-failure'],
    },
    {
      pattern:
        /(?:failed to extract layer [^\n]{1,200})?(?:unpigz|pigz|gzip|zstd|tar)[^\n]{0,60}(?:corrupted|unexpected end of file)/,
      specimen:
        'failed to extract layer sha256:f7df: exit status 1: unpigz: skipping: <stdin>: corrupted -- incomplete deflate data',
      source: 'unpigz below containerd and docker',
      tells: 'suggests',
      orElse: ['node-disk-full', 'network-reset', 'node-runtime-failure', 'registry-storage-failure'],
    },
    {
      // Neither the compression that is named nor one that is known.
      pattern: /invalid input: magic number mismatch|magic number mismatch$/,
      specimen: 'failed to decompress: invalid input: magic number mismatch',
      source: 'klauspost/compress zstd/zstd.go',
      tells: 'suggests',
      orElse: ['manifest-unsupported', 'registry-storage-failure', 'proxy-misconfigured'],
    },
    {
      pattern: /provided length did not match content length|SIZE_INVALID/,
      specimen: 'size invalid: provided length did not match content length',
      source: 'distribution registry/api/errcode',
      tells: 'suggests',
      orElse: ['proxy-misconfigured', 'network-reset', 'registry-storage-failure'],
    },
    {
      pattern:
        /blob size mismatch|does not match requested digest: "sha256:[0-9a-f]{6,64}"|sha256:[0-9a-f]{6,64}: mismatched digest|[Tt]he pulled BLOB has digest/,
      specimen: 'failed to validate sha256:9f86d081: mismatched digest',
      source:
        'oras-go content/reader.go; go-containerregistry remote/fetcher.go; containers/image storage; Jib BlobPuller',
      tells: 'sure',
    },
    {
      pattern: /Content-Length header \d{1,15} does not match expected size \d{1,15}/,
      specimen:
        'GET https://r.acme.test/v2/a/blobs/sha256:1: Content-Length header 1024 does not match expected size 2048',
      source: 'go-containerregistry remote/fetcher.go',
      tells: 'suggests',
      orElse: ['proxy-misconfigured', 'registry-storage-failure', 'network-reset', 'mirror-misconfigured'],
    },
  ],
  needs: {},
  uses: { layers },
  judge(_, also): Judgement<{ readonly digest: string }> {
    const corrupt = factOf(also.layers)?.corrupt;
    if (!corrupt) return ONLY_TEXT;
    const { digest, says } = corrupt;
    return { outcome: 'fail', evidence: [quoted('registry', says, also.layers)], data: { digest } };
  },
  words: {
    en: {
      title: 'Content is corrupt',
      summary: ({ digest }, { image }) =>
        `The registry serves other bytes than \`${digest}\` promises, so no runtime takes \`${image}\`.`,
      probably: ({ image }) => `a layer or the config ${image ? `of \`${image}\` ` : ''}arrives damaged`,
      explains:
        'The bytes do not fit their digest or size. The same numbers on every node mean that the registry stores a damaged blob; changing numbers mean that something on the way cuts or alters the transfer.',
      steps: ({ pull }) => [
        `Check it at the registry: \`crane validate --remote ${pull.image}\``,
        'If that fails as well: delete the tag and push the image again, and look at the registry’s storage (0-byte blobs, disk errors).',
        `If that passes: it is the way to the node. Compare two nodes, look at proxies and mirrors, and on the node remove the partial content: \`crictl rmi ${pull.image}; ctr -n k8s.io content prune references\``,
      ],
    },
  },
});
