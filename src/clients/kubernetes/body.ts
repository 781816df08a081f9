/** The beginning of a body on its way; the rest is not fetched. */

export interface Start {
  readonly text: string;
  readonly truncated: boolean;
  /** The text as JSON, else `{ message: text }`: proxies in between answer in plain words. */
  readonly json: unknown;
}

const REFUSAL_BYTES = 64 * 1024;

/** At most `limit` bytes. A body that breaks off throws. */
export async function readStart(body: AsyncIterable<Uint8Array>, limit = REFUSAL_BYTES): Promise<Start> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    size += chunk.byteLength;
    if (size > limit) break;
  }
  const text = new TextDecoder().decode(Buffer.concat(chunks).subarray(0, limit));
  return { text, truncated: size > limit, json: parsed(text) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return { message: text };
  }
}
