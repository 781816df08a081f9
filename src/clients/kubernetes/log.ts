/** A container's log as a stream: nothing but the line in hand is held, however long the log is. */
import type { ClusterAnswer, LogLine, LogQuestion } from '../../engine/cluster.ts';
import { refused } from './answers.ts';
import { readStart } from './body.ts';
import { wordsOf } from './error-words.ts';
import { linesOf } from './lines.ts';
import type { Transport } from './transport.ts';

/** The kubelet looks for the beginning in the whole file before it sends a byte. */
const PATIENCE_MS = 30_000;
/** A line's end beyond this is left out; log writers split at 16 KiB, JSON lines may be longer. */
const MAX_LINE = 64 * 1024;
/** With `timestamps=true` the kubelet writes RFC 3339 with nanoseconds and one space before each line. */
const STAMP = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)) /;

/**
 * `not-found`: no such pod or container, or it has not started, or has no previous run, in the kubelet's
 * words. The lines may be read once; leaving the loop ends the connection. A connection that breaks on the
 * way, or the question's signal, makes the loop throw.
 */
export async function readLog(
  transport: Transport,
  question: LogQuestion,
): Promise<ClusterAnswer<AsyncIterable<LogLine>>> {
  const { namespace, pod, container, signal } = question;
  const space = `/api/v1/namespaces/${encodeURIComponent(namespace)}`;
  const path = `${space}/pods/${encodeURIComponent(pod)}/log`;
  const query = {
    container,
    timestamps: 'true',
    previous: question.which === 'previous' ? 'true' : undefined,
    tailLines: amount(question.tailLines),
    sinceSeconds: amount(question.sinceSeconds),
    limitBytes: amount(question.limitBytes),
  };
  const accept = 'text/plain, application/json';
  const ending = await transport.open({ method: 'GET', path, query, accept, timeoutMs: PATIENCE_MS }, signal);
  if (ending.ended === 'unreachable') return ending;
  const { server, status, body } = ending;
  if (status < 300) return { ended: 'found', value: logLines(body, `${namespace}/${pod}`, signal) };
  const { json } = await readStart(body);
  // 400 is how the API server says that there is no such container or that it has nothing to show yet.
  return refused(server, status === 400 ? 404 : status, json);
}

async function* logLines(
  body: AsyncIterable<Uint8Array>,
  of: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<LogLine, void, undefined> {
  try {
    for await (const line of linesOf(body, MAX_LINE)) {
      const stamp = STAMP.exec(line);
      yield { at: stamp?.[1] ?? null, text: stamp ? line.slice(stamp[0].length) : line };
    }
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    throw new Error(`the log of ${of} broke off: ${wordsOf(error)}`, { cause: error });
  }
}

/** Whole and at least 1: the API server refuses fractions, and 0 seconds. */
function amount(given: number | undefined): string | undefined {
  return given === undefined ? undefined : String(Math.max(1, Math.ceil(given)));
}
