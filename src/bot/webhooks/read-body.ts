/** Reads a request's body up to a limit. What is longer, or packed, is refused before it is in memory. */
import type { IncomingMessage } from 'node:http';

export type ReadBody =
  | { readonly is: 'read'; readonly raw: Buffer }
  | { readonly is: 'too-large' }
  /** A few bytes that unpack to gigabytes look like any other body; none of our senders packs. */
  | { readonly is: 'packed' }
  /** The sender went away, or was too slow and was cut. */
  | { readonly is: 'broken-off' };

/** `limit`: bytes. */
export async function readBody(request: IncomingMessage, limit: number): Promise<ReadBody> {
  const coding = request.headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
  if (coding !== 'identity' && coding !== '') return { is: 'packed' };
  if (Number(request.headers['content-length'] ?? 0) > limit) return { is: 'too-large' };
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    // Whoever is refused shall still hear why, so the connection stays.
    const pieces: AsyncIterable<Buffer> = request.iterator({ destroyOnReturn: false });
    for await (const chunk of pieces) {
      bytes += chunk.byteLength;
      if (bytes > limit) return { is: 'too-large' };
      chunks.push(chunk);
    }
  } catch {
    return { is: 'broken-off' };
  }
  return { is: 'read', raw: Buffer.concat(chunks) };
}
