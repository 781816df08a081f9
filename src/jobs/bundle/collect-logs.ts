/** The ends of the logs of a namespace's containers, masked, bounded each and together. */
import { logPath } from '../../clients/bundle/manifest.ts';
import type { Entry } from '../../clients/bundle/tar-write.ts';
import type { ClusterReader } from '../../engine/cluster.ts';
import type { KubeObject } from '../../engine/kube-object.ts';
import { listAt, numberAt, textAt } from '../../engine/kubernetes/fields.ts';
import { masked, withoutLogins } from '../../engine/text/masked.ts';
import type { BlindSpot } from '../../engine/verdict.ts';
import { bundleWords as words } from './words.ts';

const LINES = 5_000;
const LIMIT = 2 * 1024 * 1024;
const ALL_LIMIT = 48 * 1024 * 1024;
const MOST = 80;
const SIDE_BY_SIDE = 6;
const EACH_MS = 8_000;
const LONGEST_LINE = 8_000;

export interface CollectedLogs {
  readonly entries: readonly Entry[];
  readonly couldNotLook: readonly BlindSpot[];
  readonly cut: readonly string[];
}

interface Wanted {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  readonly run: 'current' | 'previous';
}

export async function collectLogs(
  reader: ClusterReader,
  pods: readonly KubeObject[],
): Promise<CollectedLogs> {
  const all = pods.flatMap(runsOf);
  const left = all.slice(0, MOST);
  const entries: Entry[] = [];
  const couldNotLook: BlindSpot[] = [];
  let bytes = 0;
  const one = async (): Promise<void> => {
    for (let next = left.shift(); next && bytes < ALL_LIMIT; next = left.shift()) {
      const { namespace, pod, container, run } = next;
      const read = await readOne(reader, next);
      if ('why' in read) {
        couldNotLook.push({ probe: words.en.logOf(`${namespace}/${pod} ${container}`), why: read.why });
        continue;
      }
      bytes += read.body.byteLength;
      if (read.body.byteLength > 0) entries.push({ path: logPath(namespace, pod, container, run), ...read });
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, one));
  const cut = [
    ...(all.length > MOST ? [words.en.moreLogs(all.length - MOST)] : []),
    ...(bytes >= ALL_LIMIT ? [words.en.full] : []),
  ];
  return { entries, couldNotLook, cut };
}

/** Containers that have run: this run, and the one before where there was one. */
function runsOf({ metadata, status }: KubeObject): readonly Wanted[] {
  const { name: pod, namespace = '' } = metadata;
  return ['initContainerStatuses', 'containerStatuses'].flatMap((list) =>
    listAt(status, list).flatMap((one): readonly Wanted[] => {
      const container = textAt(one, 'name');
      if (container === null) return [];
      const restarts = numberAt(one, 'restartCount') ?? 0;
      const hasRun = textAt(one, 'state', 'waiting', 'reason') === null || restarts > 0;
      const at = { namespace, pod, container };
      return [
        ...(hasRun ? [{ ...at, run: 'current' as const }] : []),
        ...(restarts > 0 ? [{ ...at, run: 'previous' as const }] : []),
      ];
    }),
  );
}

async function readOne(
  reader: ClusterReader,
  { namespace, pod, container, run }: Wanted,
): Promise<{ readonly body: Buffer } | { readonly why: string }> {
  const answer = await reader.log({
    namespace,
    pod,
    container,
    tailLines: LINES,
    limitBytes: LIMIT,
    signal: AbortSignal.timeout(EACH_MS),
    ...(run === 'previous' ? { which: 'previous' as const } : {}),
  });
  // The kubelet keeps the run before for a while only.
  if (answer.ended === 'not-found' && run === 'previous') return { body: Buffer.alloc(0) };
  if (answer.ended !== 'found') return { why: answer.says };
  const lines: string[] = [];
  try {
    for await (const { at, text } of answer.value) {
      const said = masked(withoutLogins(text.slice(0, LONGEST_LINE)));
      lines.push(at === null ? said : `${at} ${said}`);
      if (lines.length >= LINES) break;
    }
  } catch (error) {
    if (lines.length === 0) return { why: error instanceof Error ? error.message : String(error) };
  }
  return { body: Buffer.from(lines.map((line) => `${line}\n`).join('')) };
}
