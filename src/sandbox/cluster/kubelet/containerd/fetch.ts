/** Content by digest, downloaded and checked. */
import { createHash } from 'node:crypto';
import type { Conversation } from './conversation.ts';
import { GoError, wrap } from './go-error.ts';
import type { Answer } from './http.ts';
import type { Descriptor } from './resolve.ts';

/** Throws GoError: `failed to copy: httpReadSeeker: failed open: …` or `failed commit on ref …`. */
export async function fetchContent(kind: string, wanted: Descriptor, talk: Conversation): Promise<Buffer> {
  const isManifest = /manifest|index/.test(wanted.mediaType);
  const path = `${isManifest ? 'manifests' : 'blobs'}/${wanted.digest}`;
  let answer: Answer;
  try {
    answer = await talk.send('GET', path, `${wanted.mediaType}, */*`);
    refuse(answer, wanted, isManifest);
  } catch (error) {
    throw wrap('failed to copy: httpReadSeeker: failed open', error);
  }
  const ref = `${kind}-${wanted.digest}`;
  if (answer.body.length !== wanted.size)
    throw new GoError(
      `failed commit on ref "${ref}": "${ref}" failed size validation: ${answer.body.length} != ${wanted.size}: failed precondition`,
      'FailedPrecondition',
    );
  const digest = `sha256:${createHash('sha256').update(answer.body).digest('hex')}`;
  if (digest !== wanted.digest)
    throw new GoError(
      `failed commit on ref "${ref}": unexpected commit digest ${digest}, expected ${wanted.digest}: failed precondition`,
      'FailedPrecondition',
    );
  return answer.body;
}

function refuse(answer: Answer, wanted: Descriptor, isManifest: boolean): void {
  if (answer.status <= 299) return;
  if (answer.status === 404 && isManifest)
    throw new GoError(`content at ${answer.url} not found: not found`, 'NotFound');
  if (answer.status === 404)
    throw new GoError(
      `could not fetch content descriptor ${wanted.digest} (${wanted.mediaType}) from remote: not found`,
      'NotFound',
    );
  const server = serverMessage(answer);
  throw new GoError(
    `unexpected status code ${answer.url}: ${answer.statusLine}${server ? ` - Server message: ${server}` : ''}`,
  );
}

/** `denied: requested access to the resource is denied`, from the registry's error list. */
function serverMessage({ body }: Answer): string | null {
  try {
    const { errors } = JSON.parse(body.toString()) as { errors?: { code?: string; message?: string }[] };
    const [first] = errors ?? [];
    return first
      ? `${(first.code ?? 'unknown').replaceAll('_', ' ').toLowerCase()}: ${first.message ?? ''}`
      : null;
  } catch {
    return null;
  }
}
