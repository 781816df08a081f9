/** Manifests and indexes (opencontainers/image-spec manifest.md and image-index.md, Docker's schema 2). */
import { z } from 'zod';
import { jsonOf } from './error-words.ts';

/** What containerd accepts, in its order. */
export const ACCEPT = [
  'application/vnd.docker.distribution.manifest.v2+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.oci.image.index.v1+json',
  '*/*',
].join(', ');

const Descriptor = z.object({
  digest: z.string(),
  size: z.number().catch(0),
  mediaType: z.string().catch(''),
});

const Index = z.object({
  mediaType: z.string().optional(),
  manifests: z.array(
    Descriptor.extend({
      platform: z
        .object({
          os: z.string().catch(''),
          architecture: z.string().catch(''),
          variant: z.string().nullish(),
        })
        .nullish(),
      annotations: z.record(z.string(), z.string()).nullish(),
    }),
  ),
});

const Single = z.object({
  mediaType: z.string().optional(),
  config: Descriptor,
  layers: z.array(Descriptor.extend({ urls: z.array(z.string()).nullish() })),
});

export interface IndexedPlatform {
  readonly os: string;
  readonly arch: string;
  readonly variant: string | null;
  readonly digest: string;
}

export interface Blob {
  readonly digest: string;
  readonly size: number;
  readonly kind: 'config' | 'layer';
  /** Empty where the manifest names none. */
  readonly mediaType: string;
}

export type ManifestBody =
  | {
      readonly kind: 'index';
      readonly mediaType: string | null;
      readonly platforms: readonly IndexedPlatform[];
    }
  | { readonly kind: 'single'; readonly mediaType: string | null; readonly blobs: readonly Blob[] }
  /** Schema 1, or something that is no image. */
  | { readonly kind: 'other'; readonly mediaType: string | null };

/** Reads a manifest's body; never throws. */
export function readManifest(body: string): ManifestBody {
  const value = jsonOf(body);
  const index = Index.safeParse(value);
  if (index.success) {
    const platforms = index.data.manifests.filter(isRunnable).map(({ digest, platform }) => ({
      os: platform?.os ?? '',
      arch: platform?.architecture ?? '',
      variant: platform?.variant ?? null,
      digest,
    }));
    return { kind: 'index', mediaType: index.data.mediaType ?? null, platforms };
  }
  const single = Single.safeParse(value);
  if (!single.success) {
    const named = z.object({ mediaType: z.string() }).safeParse(value);
    return { kind: 'other', mediaType: named.success ? named.data.mediaType : null };
  }
  const { config, layers, mediaType } = single.data;
  // Layers with addresses of their own lie outside the registry.
  const held = layers.filter(({ urls }) => !urls || urls.length === 0);
  const blobs: readonly Blob[] = [
    { ...config, kind: 'config' },
    ...held.map(({ digest, size, mediaType: type }) => ({
      digest,
      size,
      mediaType: type,
      kind: 'layer' as const,
    })),
  ];
  return { kind: 'single', mediaType: mediaType ?? null, blobs };
}

/** Attestations sit in an index as manifests of the platform unknown/unknown. */
function isRunnable({ platform, annotations }: z.infer<typeof Index>['manifests'][number]): boolean {
  if (annotations?.['vnd.docker.reference.type']) return false;
  return platform?.os !== 'unknown' && platform?.architecture !== 'unknown';
}

/** 64-bit machines that also run images of their 32-bit ancestors (containerd platforms/compare.go). */
const ALSO_RUNS: Readonly<Record<string, string>> = { amd64: '386', arm64: 'arm' };

/** The child an index offers for a node: its own architecture first, else one it also runs; null for none. */
export function pickPlatform<P extends { readonly os: string; readonly arch: string }>(
  platforms: readonly P[],
  node: { readonly os: string; readonly arch: string },
): P | null {
  const of = (arch: string | undefined) =>
    platforms.find((each) => each.os === node.os && each.arch === arch);
  return of(node.arch) ?? of(ALSO_RUNS[node.arch]) ?? null;
}
