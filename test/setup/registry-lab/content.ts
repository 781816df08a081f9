/** Image content made on the spot: manifests, configs and layers with true digests. */
import { createHash, randomBytes } from 'node:crypto';

export interface LabPlatform {
  readonly os: string;
  readonly arch: string;
  readonly variant?: string;
}

export interface LabBlob {
  readonly digest: string;
  readonly bytes: Buffer;
}

export interface LabManifest {
  readonly digest: string;
  readonly mediaType: string;
  readonly body: string;
  readonly config: LabBlob;
  readonly layers: readonly LabBlob[];
}

export const OCI_INDEX = 'application/vnd.oci.image.index.v1+json';
const OCI_MANIFEST = 'application/vnd.oci.image.manifest.v1+json';

export function digestOf(bytes: Buffer | string): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

/** A manifest for one platform with random layers. */
export function makeManifest(
  { os, arch, variant }: LabPlatform,
  layerCount: number,
  compression: 'gzip' | 'zstd',
): LabManifest {
  const layers = Array.from({ length: layerCount }, () => blob(randomBytes(256)));
  const config = blob(
    Buffer.from(
      JSON.stringify({
        os,
        architecture: arch,
        ...(variant ? { variant } : {}),
        rootfs: { type: 'layers', diff_ids: layers.map(({ digest }) => digest) },
      }),
    ),
  );
  const body = JSON.stringify({
    schemaVersion: 2,
    mediaType: OCI_MANIFEST,
    config: descriptor('application/vnd.oci.image.config.v1+json', config),
    layers: layers.map((layer) => descriptor(`application/vnd.oci.image.layer.v1.tar+${compression}`, layer)),
  });
  return { digest: digestOf(body), mediaType: OCI_MANIFEST, body, config, layers };
}

/** An index over manifests, each with its platform. */
export function makeIndex(
  children: readonly { readonly platform: LabPlatform; readonly manifest: LabManifest }[],
): string {
  return JSON.stringify({
    schemaVersion: 2,
    mediaType: OCI_INDEX,
    manifests: children.map(({ platform: { os, arch, variant }, manifest }) => ({
      mediaType: manifest.mediaType,
      digest: manifest.digest,
      size: Buffer.byteLength(manifest.body),
      platform: { os, architecture: arch, ...(variant ? { variant } : {}) },
    })),
  });
}

function blob(bytes: Buffer): LabBlob {
  return { digest: digestOf(bytes), bytes };
}

function descriptor(mediaType: string, { digest, bytes }: LabBlob) {
  return { mediaType, digest, size: bytes.length };
}
