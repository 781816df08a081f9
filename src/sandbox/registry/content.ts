/** Manifests and blobs over HTTP. */
import { API_VERSION, sayError } from './errors.ts';
import type { Ask, Say } from './exchange.ts';
import { type Content, MEDIA } from './image.ts';
import { type Repository, resolve } from './store.ts';

/** GET and HEAD of a manifest; `unknown` words the 404. */
export function sayManifest(repository: Repository | undefined, reference: string, ask: Ask): Say {
  const found = repository && resolve(repository, reference);
  if (!repository || !found) return manifestUnknown(reference);
  const accepted = acceptedTypes(ask);
  if (accepted.has(found.mediaType)) return sayContent(found);
  // What distribution 2.8 answers to clients that know neither lists nor OCI (registry/handlers/manifests.go).
  if (found.mediaType === MEDIA.index)
    return sayError('MANIFEST_UNKNOWN', {
      message: 'OCI index found, but accept header does not support OCI indexes',
    });
  if (found.mediaType === MEDIA.manifest)
    return sayError('MANIFEST_UNKNOWN', {
      message: 'OCI manifest found, but accept header does not support OCI manifests',
    });
  if (found.mediaType !== MEDIA.dockerList) return sayContent(found);
  const child = firstLinuxAmd64(found);
  const manifest = child === undefined ? undefined : repository.manifests.get(child);
  return manifest ? sayContent(manifest) : manifestUnknown(reference);
}

/** GET and HEAD of a blob, with `Range: bytes=a-b`. */
export function sayBlob(repository: Repository | undefined, digest: string, ask: Ask): Say {
  const found = repository?.blobs.get(digest);
  if (!found) return sayError('BLOB_UNKNOWN', { detail: { digest } });
  const headers = {
    ...API_VERSION,
    'content-type': 'application/octet-stream',
    'docker-content-digest': digest,
    'accept-ranges': 'bytes',
    etag: `"${digest}"`,
  };
  const range = /^bytes=(\d+)-(\d*)$/.exec(ask.header('range') ?? '');
  if (!range) return { status: 200, headers, body: found.bytes };
  const size = found.bytes.length;
  const from = Number(range[1]);
  const to = Math.min(range[2] ? Number(range[2]) : size - 1, size - 1);
  if (from > to) return sayError('RANGE_INVALID', { headers: { 'content-range': `bytes */${size}` } });
  return {
    status: 206,
    headers: { ...headers, 'content-range': `bytes ${from}-${to}/${size}` },
    body: found.bytes.subarray(from, to + 1),
  };
}

function manifestUnknown(reference: string): Say {
  const detail = reference.includes(':') ? `unknown manifest revision=${reference}` : { Tag: reference };
  return sayError('MANIFEST_UNKNOWN', { detail });
}

function sayContent({ mediaType, digest, bytes }: Content): Say {
  const headers = {
    ...API_VERSION,
    'content-type': mediaType,
    'docker-content-digest': digest,
    etag: `"${digest}"`,
  };
  return { status: 200, headers, body: bytes };
}

function acceptedTypes(ask: Ask): ReadonlySet<string> {
  const types = (ask.header('accept') ?? '').split(',').map((one) => one.split(';')[0]?.trim() ?? '');
  return new Set(types);
}

function firstLinuxAmd64(list: Content): string | undefined {
  const { manifests } = JSON.parse(list.bytes.toString()) as {
    manifests: readonly { digest: string; platform: { os: string; architecture: string } }[];
  };
  return manifests.find(({ platform }) => platform.os === 'linux' && platform.architecture === 'amd64')
    ?.digest;
}
