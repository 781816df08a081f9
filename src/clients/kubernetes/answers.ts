/** From what the API server said to the reader's endings. */
import { z } from 'zod';
import type { ClusterAnswer } from '../../engine/cluster.ts';
import type { Words } from '../../engine/words.ts';
import { notKubernetesWords, statusWords, unauthorizedWords, withoutSecrets } from './error-words.ts';
import { list, status } from './object.ts';
import type { ApiQuestion, Transport } from './transport.ts';

/** Objects asked for at once; the API server answers the rest under a continue token. */
const PAGE = 500;
/** 200,000 objects: no cluster is meant to have more pods than 150,000 (kubernetes.io, large clusters). */
const MAX_PAGES = 400;

const words: Words<{ stopped(read: number): string; tooLong(read: number): string }> = {
  en: {
    stopped: (read) => `time was up after the first ${read.toLocaleString('en')} of the list`,
    tooLong: (read) => `only the first ${read.toLocaleString('en')} of the list were read`,
  },
};

/** One object, read by `read`, whose throwing means the answer is something else. */
export async function askOne<T>(
  transport: Transport,
  question: ApiQuestion,
  read: (json: unknown) => T,
): Promise<ClusterAnswer<T>> {
  const ending = await transport.ask(question);
  if (ending.ended === 'unreachable') return ending;
  const { status: code, body, server } = ending;
  return code < 300 ? readSafely(server, () => read(body)) : refused(server, code, body);
}

/** The ending of an answer that is no success; `body` is the API server's `Status` or its text as `message`. */
export function refused(
  server: string,
  code: number,
  body: unknown,
): Exclude<ClusterAnswer<never>, { ended: 'found' }> {
  const says = withoutSecrets(status.parse(body).message) || `HTTP ${code}`;
  if (code === 404) return { ended: 'not-found', says };
  if (code === 403) return { ended: 'forbidden', says };
  if (code === 401) return { ended: 'unreachable', says: unauthorizedWords(server, says) };
  return { ended: 'unreachable', says: statusWords(server, code, says) };
}

/**
 * A whole list, page by page. Starts over once when its continue token has expired (410). Once the signal is
 * aborted no further page is asked for: what was read is the answer, and `partly` says so.
 */
export async function askAll<T>(
  transport: Transport,
  question: ApiQuestion,
  read: (json: unknown) => T,
  signal?: AbortSignal,
): Promise<ClusterAnswer<readonly T[]>> {
  const first = await pages(transport, question, read, signal);
  return first === 'expired' ? orUnreachable(await pages(transport, question, read, signal)) : first;
}

async function pages<T>(
  transport: Transport,
  question: ApiQuestion,
  read: (json: unknown) => T,
  signal: AbortSignal | undefined,
): Promise<ClusterAnswer<readonly T[]> | 'expired'> {
  const all: T[] = [];
  let token = '';
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const query = { ...question.query, limit: String(PAGE), continue: token || undefined };
    const answer = await askOne(transport, { ...question, query }, (json) => {
      const { metadata, items } = list.parse(json);
      return { next: metadata?.continue ?? '', items: items.map(read) };
    });
    if (answer.ended === 'unreachable' && token && / answered 410: /.test(answer.says)) return 'expired';
    if (answer.ended !== 'found') return answer;
    all.push(...answer.value.items);
    token = answer.value.next;
    if (!token) return { ended: 'found', value: all };
    if (signal?.aborted) return { ended: 'found', value: all, partly: words.en.stopped(all.length) };
  }
  return { ended: 'found', value: all, partly: words.en.tooLong(all.length) };
}

function orUnreachable<T>(answer: ClusterAnswer<T> | 'expired'): ClusterAnswer<T> {
  if (answer !== 'expired') return answer;
  return { ended: 'unreachable', says: 'the list changed faster than it could be read (410 Expired, twice)' };
}

function readSafely<T>(server: string, read: () => T): ClusterAnswer<T> {
  try {
    return { ended: 'found', value: read() };
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    const issue = error.issues[0];
    const where = issue ? `${issue.path.join('.')}: ${issue.message}` : 'unknown shape';
    return { ended: 'unreachable', says: notKubernetesWords(server, where) };
  }
}
