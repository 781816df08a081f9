/** Which manifest a name means, asked by HEAD. */
import { createHash } from 'node:crypto';
import type { ImageName } from '../reference.ts';
import { Denied } from './authorizer.ts';
import type { Conversation } from './conversation.ts';
import { GoError, wrap } from './go-error.ts';
import { unexpectedStatus } from './http.ts';

export interface Descriptor {
  readonly digest: string;
  readonly mediaType: string;
  readonly size: number;
}

const ACCEPT = [
  'application/vnd.docker.distribution.manifest.v2+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.oci.image.index.v1+json',
  '*/*',
].join(', ');

/** Throws GoError in the words of containerd's resolver. */
export async function resolve(image: ImageName, talk: Conversation): Promise<Descriptor> {
  const reference = image.digest ?? image.tag ?? 'latest';
  const path = `manifests/${reference}`;
  const answer = await talk.send('HEAD', path, ACCEPT).catch(denied);
  if (answer.status === 404) throw new GoError(`${image.full}: not found`, 'NotFound');
  if (answer.status > 299) throw unexpectedStatus(answer);
  const mediaType = answer.header('content-type')?.split(';')[0]?.trim() ?? '';
  const size = Number(answer.header('content-length') ?? -1);
  const digest = image.digest ?? answer.header('docker-content-digest');
  if (digest && size >= 0) return { digest, mediaType, size };
  const got = await talk.send('GET', path, ACCEPT).catch(denied);
  if (got.status > 299) throw unexpectedStatus(got);
  const computed = `sha256:${createHash('sha256').update(got.body).digest('hex')}`;
  return { digest: digest ?? computed, mediaType, size: got.body.length };
}

function denied(error: unknown): never {
  if (error instanceof Denied)
    throw wrap('pull access denied, repository does not exist or may require authorization', error);
  throw error;
}
