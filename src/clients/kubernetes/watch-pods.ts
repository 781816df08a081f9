/** Pods as they change: one list, then a watch from its version on, for ever. Holds one line at a time. */
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { ClusterConfig } from '../../config.ts';
import type { PodRecord } from '../../engine/cluster.ts';
import type { PodNews, PodWatch } from '../../engine/pod-watch.ts';
import { watchHears, watchIsLost } from '../../metrics/alerts.ts';
import { createAccess } from './access.ts';
import { refused } from './answers.ts';
import { readStart } from './body.ts';
import { wordsOf } from './error-words.ts';
import { type KubeSource, loadKubeConfig } from './kube-config.ts';
import { linesOf } from './lines.ts';
import { listOf } from './object.ts';
import { readPod } from './pod.ts';
import { createTransport, type Transport } from './transport.ts';

const PATH = '/api/v1/pods';
const UNFINISHED = 'status.phase!=Succeeded,status.phase!=Failed';
const PAGE = '500';

export interface WatchTimes {
  /** The API server ends a watch after so long and is asked again from where it stood, seconds. */
  readonly watchS: number;
  /** Without a word (bookmarks come each minute) the connection is taken for dead, milliseconds. */
  readonly silenceMs: number;
  /** Between tries, growing to the second, milliseconds. */
  readonly backoffMs: readonly [number, number];
}

const TIMES: WatchTimes = { watchS: 300, silenceMs: 90_000, backoffMs: [500, 30_000] };

/** An object of etcd is 1.5 MiB at most; its JSON may be somewhat longer. */
const MAX_LINE = 4 * 1024 * 1024;

const page = z.object({
  metadata: z.object({ resourceVersion: z.string(), continue: z.string().nullish() }),
  items: listOf(z.unknown()),
});
const line = z.object({ type: z.string(), object: z.unknown() });
const versioned = z.object({ metadata: z.object({ resourceVersion: z.string() }) });
const named = z.object({ metadata: z.object({ uid: z.string() }) });
const expired = z.object({ code: z.literal(410) });

/** Throws ConfigError where the kubeconfig is at fault. */
export function createPodWatch(
  cluster: ClusterConfig,
  env: KubeSource,
  times: Partial<WatchTimes> = {},
): PodWatch {
  loadKubeConfig(cluster, env);
  const transport = createTransport(createAccess(() => loadKubeConfig(cluster, env)));
  return podWatchOver(cluster.name, transport, { ...TIMES, ...times });
}

export function podWatchOver(cluster: string, transport: Transport, times: WatchTimes = TIMES): PodWatch {
  // Until it is begun: another process may be the one that watches.
  watchIsLost(cluster);
  return {
    cluster,
    async *follow(keep, signal) {
      try {
        yield* follow(cluster, transport, times, keep, signal);
      } finally {
        watchIsLost(cluster);
      }
    },
  };
}

/** The version from which on nothing is known any more. */
class Expired extends Error {
  override readonly name = 'Expired';
}

async function* follow(
  cluster: string,
  transport: Transport,
  times: WatchTimes,
  keep: (pod: PodRecord) => boolean,
  signal: AbortSignal,
): AsyncGenerator<PodNews, void, undefined> {
  let version: string | null = null;
  let pause = times.backoffMs[0];
  while (!signal.aborted) {
    try {
      if (version === null) {
        const listed = await list(transport, keep, signal);
        watchHears(cluster);
        yield { is: 'listed', pods: listed.pods };
        version = listed.version;
      }
      for await (const { news, at } of watch(transport, version, times, signal)) {
        watchHears(cluster);
        version = at;
        pause = times.backoffMs[0];
        if (news) yield news;
      }
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof Expired) {
        version = null;
        continue;
      }
      watchIsLost(cluster);
      yield { is: 'lost', says: wordsOf(error) };
      // With chance, so that many watchers do not return together.
      await wait(pause * (0.5 + Math.random()), undefined, { signal }).catch(() => {});
      pause = Math.min(pause * 2, times.backoffMs[1]);
    }
  }
}

async function list(
  transport: Transport,
  keep: (pod: PodRecord) => boolean,
  signal: AbortSignal,
): Promise<{ readonly pods: readonly PodRecord[]; readonly version: string }> {
  const pods: PodRecord[] = [];
  let token: string | undefined;
  for (;;) {
    signal.throwIfAborted();
    const query = { fieldSelector: UNFINISHED, limit: PAGE, continue: token };
    const answer = await transport.ask({ method: 'GET', path: PATH, query });
    if (answer.ended === 'unreachable') throw new Error(`Listing pods: ${answer.says}`);
    if (answer.status === 410) throw new Expired('the list changed while it was read');
    if (answer.status >= 300) throw new Error(sayRefused('Listing pods', answer));
    const { metadata, items } = page.parse(answer.body);
    pods.push(...items.map(readPod).filter(keep));
    token = metadata.continue || undefined;
    if (token === undefined) return { pods, version: metadata.resourceVersion };
  }
}

async function* watch(
  transport: Transport,
  from: string,
  times: WatchTimes,
  signal: AbortSignal,
): AsyncGenerator<{ readonly news: PodNews | null; readonly at: string }, void, undefined> {
  const query = {
    watch: 'true',
    fieldSelector: UNFINISHED,
    resourceVersion: from,
    allowWatchBookmarks: 'true',
    timeoutSeconds: String(times.watchS),
  };
  const opened = await transport.open(
    { method: 'GET', path: PATH, query, timeoutMs: times.silenceMs, again: 'never' },
    signal,
  );
  if (opened.ended === 'unreachable') throw new Error(`Watching pods: ${opened.says}`);
  if (opened.status === 410) throw new Expired('this version is too old');
  if (opened.status >= 300) {
    const { json } = await readStart(opened.body);
    throw new Error(sayRefused('Watching pods', { ...opened, body: json }));
  }
  for await (const text of linesOf(opened.body, MAX_LINE)) yield readLine(text);
}

function readLine(text: string): { readonly news: PodNews | null; readonly at: string } {
  const { type, object } = line.parse(JSON.parse(text));
  if (type === 'ERROR') {
    if (expired.safeParse(object).success) throw new Expired('this version is too old');
    throw new Error(`Watching pods: ${JSON.stringify(object).slice(0, 300)}`);
  }
  const at = versioned.parse(object).metadata.resourceVersion;
  switch (type) {
    case 'ADDED':
    case 'MODIFIED':
      return { news: { is: 'changed', pod: readPod(object) }, at };
    case 'DELETED':
      return { news: { is: 'gone', uid: named.parse(object).metadata.uid }, at };
    default:
      return { news: null, at };
  }
}

function sayRefused(what: string, of: { server: string; status: number; body: unknown }): string {
  return `${what}: ${refused(of.server, of.status, of.body).says}`;
}
