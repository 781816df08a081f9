/** Pushes images into a registry by plain HTTP calls (distribution-spec §Push). */
import { type Dispatcher, request } from 'undici';
import {
  digestOf,
  type LabManifest,
  type LabPlatform,
  makeIndex,
  makeManifest,
  OCI_INDEX,
} from './content.ts';

export interface Push {
  readonly repository: string;
  readonly tag: string;
  /** One: a single manifest. Several: an index over them. Absent: linux/amd64 alone. */
  readonly platforms?: readonly LabPlatform[];
  readonly layers?: number;
  readonly compression?: 'gzip' | 'zstd';
}

export interface Pushed {
  /** Of the manifest or index the tag names. */
  readonly digest: string;
  /** Each platform's manifest, in the order given. */
  readonly manifests: readonly LabManifest[];
}

export interface PushTo {
  readonly origin: string;
  readonly dispatcher: Dispatcher;
  /** `Authorization` for a repository; null where nothing is wanted. */
  authorization(repository: string): Promise<string | null>;
}

export async function pushImage(
  to: PushTo,
  { repository, tag, platforms, layers = 2, compression = 'gzip' }: Push,
): Promise<Pushed> {
  const wanted = platforms ?? [{ os: 'linux', arch: 'amd64' }];
  const children = wanted.map((platform) => ({
    platform,
    manifest: makeManifest(platform, layers, compression),
  }));
  const manifests = children.map(({ manifest }) => manifest);
  const authorization = await to.authorization(repository);
  const call = caller(to, authorization);
  for (const { config, layers: held } of manifests)
    for (const { digest, bytes } of [config, ...held]) await putBlob(call, repository, digest, bytes);
  const put = (reference: string, mediaType: string, body: string) =>
    call('PUT', `/v2/${repository}/manifests/${reference}`, { 'content-type': mediaType }, Buffer.from(body));
  const single = platforms === undefined || platforms.length === 1 ? manifests[0] : undefined;
  if (single) {
    await put(tag, single.mediaType, single.body);
    return { digest: single.digest, manifests };
  }
  for (const { digest, mediaType, body } of manifests) await put(digest, mediaType, body);
  const index = makeIndex(children);
  await put(tag, OCI_INDEX, index);
  return { digest: digestOf(index), manifests };
}

/** Deletes a manifest by its digest. */
export async function deleteManifest(to: PushTo, repository: string, digest: string): Promise<void> {
  const call = caller(to, await to.authorization(repository));
  await call('DELETE', `/v2/${repository}/manifests/${digest}`);
}

type Call = ReturnType<typeof caller>;

function caller({ origin, dispatcher }: PushTo, authorization: string | null) {
  return async (
    method: 'POST' | 'PUT' | 'DELETE',
    path: string,
    headers: Readonly<Record<string, string>> = {},
    body: Buffer | null = null,
  ) => {
    const answer = await request(new URL(path, origin), {
      dispatcher,
      method,
      headers: { ...headers, ...(authorization ? { authorization } : {}) },
      body,
    });
    const text = await answer.body.text();
    if (answer.statusCode >= 300) throw new Error(`${method} ${path}: ${answer.statusCode} ${text}`);
    return answer.headers;
  };
}

async function putBlob(call: Call, repository: string, digest: string, bytes: Buffer): Promise<void> {
  const { location } = await call('POST', `/v2/${repository}/blobs/uploads/`);
  const upload = new URL(String(location), 'https://registry.invalid');
  upload.searchParams.set('digest', digest);
  const type = { 'content-type': 'application/octet-stream' };
  await call('PUT', upload.pathname + upload.search, type, bytes);
}
