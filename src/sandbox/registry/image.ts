/** Images made of data: real config, layer and manifest bytes with their right digests. */
import { createHash } from 'node:crypto';
import { gzipTar } from './tar.ts';

export const MEDIA = {
  index: 'application/vnd.oci.image.index.v1+json',
  manifest: 'application/vnd.oci.image.manifest.v1+json',
  config: 'application/vnd.oci.image.config.v1+json',
  layer: 'application/vnd.oci.image.layer.v1.tar+gzip',
  dockerList: 'application/vnd.docker.distribution.manifest.list.v2+json',
  dockerManifest: 'application/vnd.docker.distribution.manifest.v2+json',
  dockerConfig: 'application/vnd.docker.container.image.v1+json',
  dockerLayer: 'application/vnd.docker.image.rootfs.diff.tar.gzip',
} as const;

export interface Content {
  readonly digest: string;
  readonly mediaType: string;
  readonly bytes: Buffer;
}

export interface ImageRequest {
  readonly repository: string;
  readonly tags: readonly string[];
  /** `os/arch` or `os/arch/variant`; several make an index. The default is both architectures of the cluster. */
  readonly platforms?: readonly string[];
  /** Files of each layer, lowest first. */
  readonly layers?: readonly Readonly<Record<string, string>>[];
  readonly format?: 'oci' | 'docker';
  /** `index` wraps even a single platform, as buildx does, with an attestation beside it. */
  readonly shape?: 'plain' | 'index';
}

export interface Image {
  readonly repository: string;
  readonly tags: readonly string[];
  /** What the tags point at. */
  readonly top: Content;
  readonly manifests: readonly Content[];
  readonly blobs: readonly Content[];
}

/** Builds an image. The same request gives the same digests. */
export function image(request: ImageRequest): Image {
  const platforms = request.platforms ?? ['linux/amd64', 'linux/arm64'];
  const docker = request.format === 'docker';
  const built = platforms.map((platform) => single(request, platform, docker));
  const blobs = built.flatMap((one) => one.blobs);
  const base = { repository: request.repository, tags: request.tags, blobs };
  const [first] = built;
  if (!first) throw new Error(`an image of ${request.repository} needs a platform`);
  if (built.length === 1 && request.shape !== 'index')
    return { ...base, top: first.manifest, manifests: [first.manifest] };
  const entries = built.map(({ manifest, platform }) => descriptor(manifest, { platform }));
  const attested = request.shape === 'index' && !docker ? [attestation(first.manifest)] : [];
  const top = json(docker ? MEDIA.dockerList : MEDIA.index, {
    schemaVersion: 2,
    mediaType: docker ? MEDIA.dockerList : MEDIA.index,
    manifests: [...entries, ...attested.map((one) => one.entry)],
  });
  return {
    ...base,
    top,
    blobs: [...blobs, ...attested.map((one) => one.config)],
    manifests: [top, ...built.map((one) => one.manifest), ...attested.map((one) => one.manifest)],
  };
}

/** `sha256:…` of some bytes. */
export function digestOf(bytes: Buffer): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

function single(request: ImageRequest, platform: string, docker: boolean) {
  const [os = 'linux', architecture = 'amd64', variant] = platform.split('/');
  const files = request.layers ?? [{ 'etc/acme-release': `${request.repository} for ${platform}\n` }];
  const layers = files.map((one) => gzipTar(one));
  const blobs = layers.map(({ gzip }) => content(docker ? MEDIA.dockerLayer : MEDIA.layer, gzip));
  const config = json(docker ? MEDIA.dockerConfig : MEDIA.config, {
    os,
    architecture,
    ...(variant ? { variant } : {}),
    config: {
      Labels: {
        'org.opencontainers.image.title': request.repository,
        // Versions differ in content, as builds do; without this two tags would share one digest.
        'org.opencontainers.image.version': request.tags[0] ?? '',
      },
    },
    rootfs: { type: 'layers', diff_ids: layers.map((layer) => digestOf(layer.tar)) },
  });
  const mediaType = docker ? MEDIA.dockerManifest : MEDIA.manifest;
  const manifest = json(mediaType, {
    schemaVersion: 2,
    mediaType,
    config: descriptor(config),
    layers: blobs.map((blob) => descriptor(blob)),
  });
  return {
    manifest,
    blobs: [config, ...blobs],
    platform: { os, architecture, ...(variant ? { variant } : {}) },
  };
}

/** The shape of a build attestation: an index entry of no runnable platform. */
function attestation(of: Content) {
  const config = json(MEDIA.config, {});
  const manifest = json(MEDIA.manifest, {
    schemaVersion: 2,
    mediaType: MEDIA.manifest,
    config: descriptor(config),
    layers: [],
  });
  const entry = descriptor(manifest, {
    platform: { os: 'unknown', architecture: 'unknown' },
    annotations: {
      'vnd.docker.reference.type': 'attestation-manifest',
      'vnd.docker.reference.digest': of.digest,
    },
  });
  return { manifest, config, entry };
}

function content(mediaType: string, bytes: Buffer): Content {
  return { digest: digestOf(bytes), mediaType, bytes };
}

function json(mediaType: string, value: unknown): Content {
  return content(mediaType, Buffer.from(JSON.stringify(value)));
}

function descriptor({ digest, mediaType, bytes }: Content, more: Record<string, unknown> = {}) {
  return { mediaType, digest, size: bytes.length, ...more };
}
