/** A whole pull: resolve, choose the platform, download config and layers. */

import type { NodeLogin } from '../keyring.ts';
import type { ImageName } from '../reference.ts';
import { type Conversation, openConversation, type RegistryOptions } from './conversation.ts';
import { fetchContent } from './fetch.ts';
import { GoError, wrap } from './go-error.ts';
import { type Descriptor, resolve } from './resolve.ts';

export interface PulledImage {
  /** `repository@sha256:…`, what a container status shows. */
  readonly imageId: string;
  readonly size: number;
  /** GOARCH the image's config says. */
  readonly arch: string | null;
}

/** Blobs a node holds already, by digest; shared layers are not downloaded twice. */
export type ContentStore = Map<string, Buffer>;

/** Throws GoError: `failed to pull and unpack image "…": …`. */
export async function pullImage(
  image: ImageName,
  login: NodeLogin | null,
  arch: string,
  content: ContentStore,
  options: RegistryOptions,
): Promise<PulledImage> {
  const talk = openConversation(image, login, options);
  try {
    const top = await resolve(image, talk).catch((error: unknown) => {
      throw wrap(`failed to resolve reference "${image.full}"`, error);
    });
    const manifest = await chooseManifest(top, arch, content, talk);
    const { arch: configArch, size } = await download(manifest, content, talk);
    return { imageId: `${image.domain}/${image.path}@${top.digest}`, size, arch: configArch };
  } catch (error) {
    throw wrap(`failed to pull and unpack image "${image.full}"`, error);
  }
}

interface Platformed extends Descriptor {
  readonly platform?: { readonly os?: string; readonly architecture?: string };
}

interface Manifest {
  readonly config?: Descriptor;
  readonly layers?: readonly Descriptor[];
  readonly manifests?: readonly Platformed[];
}

async function chooseManifest(
  top: Descriptor,
  arch: string,
  content: ContentStore,
  talk: Conversation,
): Promise<Manifest> {
  const first = parse(await held('manifest', top, content, talk));
  if (!first.manifests) return first;
  const child = first.manifests.find(
    ({ platform }) => platform?.os === 'linux' && platform.architecture === arch,
  );
  if (!child) throw new GoError('no match for platform in manifest: not found', 'NotFound');
  return parse(await held('manifest', child, content, talk));
}

async function download(
  { config, layers = [] }: Manifest,
  content: ContentStore,
  talk: Conversation,
): Promise<{ readonly arch: string | null; readonly size: number }> {
  if (!config) throw new GoError('encountered unknown type; children may not be fetched');
  const [settings] = await Promise.all([
    held('config', config, content, talk),
    ...layers.map((layer) => held('layer', layer, content, talk)),
  ]);
  const { architecture } = JSON.parse(settings.toString()) as { architecture?: string };
  const size = layers.reduce((sum, layer) => sum + layer.size, config.size);
  return { arch: architecture ?? null, size };
}

async function held(
  kind: string,
  wanted: Descriptor,
  content: ContentStore,
  talk: Conversation,
): Promise<Buffer> {
  const kept = content.get(wanted.digest);
  if (kept) return kept;
  const fetched = await fetchContent(kind, wanted, talk);
  // A layer's bytes serve no further purpose here; that it was had does.
  content.set(wanted.digest, kind === 'layer' ? Buffer.alloc(0) : fetched);
  return fetched;
}

function parse(body: Buffer): Manifest {
  try {
    return JSON.parse(body.toString()) as Manifest;
  } catch (error) {
    throw wrap('failed to unmarshal manifest', error);
  }
}
