/** How a media type that nobody on the way takes looks in text. */
import type { Sign } from '../engine/sign.ts';

export const signs: readonly Sign[] = [
  {
    // oras and Helm: an index where they want one manifest, or one of another kind.
    pattern: /media type "?[^"\s]{1,120}"? is not allowed, found in descriptor/,
    specimen:
      'media type "application/vnd.oci.image.config.v1+json" is not allowed, found in descriptor with digest: "sha256:d1670b52"',
    source: 'helm/helm#31775',
    tells: 'sure',
  },
  {
    // An HTML page was answered where a manifest was asked.
    pattern: /(?:unexpected media type|reference for unknown type:) text\/(?:html|plain)[^\n]{0,200}/,
    specimen:
      'failed to unpack image on snapshotter overlayfs: unexpected media type text/html for sha256:96309b6e36e1e6d3e8b1e44c009de2f93774e42b61db32ca662be490a1051f2f: not found',
    source: 'containerd/containerd#7400; k3s-io/k3s#5502',
    tells: 'suggests',
    orElse: ['mirror-misconfigured', 'proxy-misconfigured', 'registry-unavailable'],
  },
  {
    // The same of clients that name it otherwise: a page of a proxy, of a portal or of a mirror.
    pattern:
      /(?:unsupported|unknown|unexpected|invalid|unrecognized)[\w '"-]{0,40}(?:media ?type|mediatype|content type)[\w '":-]{0,40}\btext\/(?:html|plain)[^\n]{0,100}/i,
    specimen: 'unsupported manifest media type and digest: text/html; charset=utf-8',
    source: 'containers/image; docker engine; skopeo',
    tells: 'suggests',
    orElse: [
      'proxy-misconfigured',
      'mirror-misconfigured',
      'registry-unavailable',
      'token-service-misconfigured',
    ],
  },
  {
    pattern:
      /media ?type "?[^"\s]{1,120}"? (?:is )?no longer supported|Docker Image (?:Format v1|manifest version 2, schema 1)|[Ss]chema ?(?:Version ?)?1 (?:manifest|image|is|support)|docker\.distribution\.manifest\.v1\+\w{1,20}|image manifest version 2,? schema 1|missing signature key|schema1/,
    specimen:
      'not implemented: media type "application/vnd.docker.distribution.manifest.v1+prettyjws" is no longer supported since containerd v2.1, please rebuild the image as "application/vnd.docker.distribution.manifest.v2+json"',
    source: 'containerd client/pull.go; docker engine 26',
    tells: 'sure',
  },
  {
    pattern:
      /(?:unsupported|unhandled|unknown|invalid|unexpected|unrecognized|unimplemented|not (?:yet )?supported)[\w '"-]{0,40}(?:media ?type|mediatype|content type|manifest (?:type|version|format|schema)|manifest media|MIME type|layer type|config type|schema ?version|artifact type)/i,
    specimen: 'unsupported manifest media type and digest: application/vnd.acme.thing',
    source: 'containers/image; docker engine; skopeo',
    tells: 'sure',
  },
  {
    pattern:
      /OCI (?:index|manifest) found, but [Aa]ccept header does not support OCI|manifest (?:type|format) \S{1,120} (?:is )?not (?:supported|accepted|allowed)|[Mm]anifest (?:unsupported |(?:has |with )(?:an )?(?:unsupported|unknown) )|(?:media ?type|mediaType) (?:in manifest )?(?:should be|mismatch|of manifest)|mediaType in manifest|unknown blob media type|unsupported schema/i,
    specimen: 'MANIFEST_UNKNOWN: OCI index found, but accept header does not support OCI indexes',
    source: 'distribution registry/handlers/manifests.go',
    tells: 'sure',
  },
  {
    pattern:
      /target is (?:a plugin|unknown)$|media type for the source image \S{1,300} is not supported|Encountered remote "[^"\n]{1,120}"\(\w{1,20}\) when fetching|AI models are not yet supported by the Engine|media-type: (?:cannot determine|schema 1 not supported|expected \w{1,10} but found|"[^"\n]{1,120}" should not have)|Invalid parameter at 'ImageManifest' failed to satisfy constraint/,
    specimen: 'Encountered remote "application/vnd.docker.plugin.v1+json"(plugin) when fetching',
    source: 'moby daemon/internal/distribution; containerd core/images/image.go; ECR',
    tells: 'sure',
  },
  {
    // An image or another artifact where Helm looks for a chart.
    pattern: /manifest does not contain minimum number of descriptors|could not load config with mediatype/,
    specimen: 'Error: manifest does not contain minimum number of descriptors (2), descriptors found: 1',
    source: 'rdvansloten/cert-manager-key-vault-sync#15; Helm',
    tells: 'suggests',
    orElse: ['tag-not-found', 'repository-not-found'],
  },
];
