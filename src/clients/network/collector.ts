/** Gathers one HTTP answer within its limits of time and size, and always ends with exactly one ending. */
import { brotliDecompressSync, constants, gunzipSync, inflateSync } from 'node:zlib';
import type { Dispatcher } from 'undici';
import type { HttpEnding } from '../../engine/registry.ts';
import { endingOf } from './fault.ts';

export interface Limits {
  /** From the moment the question is written to the end of the answer, milliseconds. */
  readonly answerMs: number;
  /** Of a body, before and after unpacking it. */
  readonly bodyBytes: number;
}

type Answered = Extract<HttpEnding, { readonly ended: 'answered' }>;

/** A handler for undici's dispatch. `late` are the words when the answer takes too long. */
export function createCollector(
  { answerMs, bodyBytes }: Limits,
  late: string,
  signal: AbortSignal | undefined,
  end: (ending: HttpEnding) => void,
): Dispatcher.DispatchHandler {
  const chunks: Buffer[] = [];
  let size = 0;
  let head: { readonly status: number; readonly headers: Readonly<Record<string, string>> } | null = null;
  let timer: NodeJS.Timeout | undefined;
  let stop = (): void => {};
  const onAbort = (): void => {
    finish({ ended: 'timeout', during: 'answer', says: 'the diagnosis ended before the answer came' });
    stop();
  };
  function finish(ending: HttpEnding): void {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
    end(ending);
  }
  const answered = (cut: boolean): void => {
    if (head) finish(answerOf(head.status, head.headers, Buffer.concat(chunks), bodyBytes, cut));
  };
  signal?.addEventListener('abort', onAbort, { once: true });
  return {
    onRequestStart(controller) {
      stop = () => controller.abort(new Error('no longer needed'));
      if (signal?.aborted) return onAbort();
      timer = setTimeout(() => {
        finish({ ended: 'timeout', during: 'answer', says: late });
        stop();
      }, answerMs);
    },
    onResponseStart(_controller, status, headers) {
      head = { status, headers: flat(headers) };
    },
    onResponseData(_controller, chunk) {
      const room = bodyBytes - size;
      chunks.push(chunk.subarray(0, room));
      size += chunk.length;
      if (size <= bodyBytes) return;
      answered(true);
      stop();
    },
    onResponseEnd: () => answered(false),
    onResponseError: (_controller, error) => finish(endingOf(error, 'answer')),
  };
}

function answerOf(
  status: number,
  headers: Readonly<Record<string, string>>,
  bytes: Buffer,
  limit: number,
  cut: boolean,
): Answered {
  const { body, truncated } = unpack(bytes, headers['content-encoding'], limit);
  return {
    ended: 'answered',
    status,
    headers,
    body: body.toString('utf8'),
    truncated: cut || truncated,
  };
}

/** Some servers pack whatever one asks for; a bomb comes out empty and marked as cut. */
function unpack(bytes: Buffer, encoding: string | undefined, limit: number) {
  const options = { maxOutputLength: limit };
  // A cut stream still gives what it holds.
  const partial = { ...options, finishFlush: constants.Z_SYNC_FLUSH };
  try {
    if (bytes.length === 0) return { body: bytes, truncated: false };
    if (encoding === 'gzip' || encoding === 'x-gzip')
      return { body: gunzipSync(bytes, partial), truncated: false };
    if (encoding === 'deflate') return { body: inflateSync(bytes, partial), truncated: false };
    if (encoding === 'br') return { body: brotliDecompressSync(bytes, options), truncated: false };
    return { body: bytes, truncated: false };
  } catch {
    return { body: Buffer.alloc(0), truncated: true };
  }
}

function flat(
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
): Readonly<Record<string, string>> {
  const entries = Object.entries(headers).map(([name, value]): [string, string] => [
    name.toLowerCase(),
    typeof value === 'string' ? value : (value ?? []).join(', '),
  ]);
  // A session is as good as a login and is nobody's evidence.
  return Object.fromEntries(entries.filter(([name]) => name !== 'set-cookie'));
}
