import type { ClusterReader, LogLine } from '../../engine/cluster.ts';
import type { ComponentLog } from '../../engine/component-log.ts';
import type { ComponentPod } from '../../engine/component-pods.ts';
import { siteOf } from '../../engine/installation-place.ts';
import type { Probe } from '../../engine/probe.ts';
import { withoutLogins } from '../../engine/text/masked.ts';
import { components } from './components.ts';

export interface ComponentLogsFact {
  readonly logs: readonly ComponentLog[];
  readonly unread: readonly { readonly pod: string; readonly container: string; readonly why: string }[];
}

const LINES = 500;
/** Of each log, bytes. */
const LIMIT = 512 * 1024;
/** Containers whose log is read, the sick ones first. */
const MOST = 16;
const LONGEST_LINE = 4_000;
/** Each log, milliseconds. */
const EACH_MS = 5_000;

export const componentLogs: Probe<ComponentLogsFact> = {
  id: 'component-logs',
  asks: () => 'reading the logs of its components',
  rights: [{ group: '', resource: 'pods/log', verb: 'get' }],
  async ask(context) {
    const { reader } = siteOf(context);
    const { components: pods } = await context.need(components);
    const chosen = pods.toSorted((a, b) => Number(a.ready) - Number(b.ready)).slice(0, MOST);
    const wanted = chosen.flatMap((pod) => runsOf(pod).map((run) => ({ pod, run })));
    const read = await Promise.all(wanted.map(({ pod, run }) => readOne(reader, pod, run, context.signal)));
    return {
      logs: read.flatMap((one) => ('lines' in one ? [one] : [])),
      unread: read.flatMap((one) => ('why' in one ? [one] : [])),
    };
  },
};

/** A container that crashed said why in the run before; one that never started has no log. */
function runsOf({ state, last, restarts, runs }: ComponentPod): readonly ComponentLog['run'][] {
  const crashed = last !== null || restarts > 0;
  if (runs) return crashed ? ['current', 'previous'] : ['current'];
  return crashed || state === 'CrashLoopBackOff' ? ['previous', 'current'] : ['current'];
}

type Read = ComponentLog | ComponentLogsFact['unread'][number];

async function readOne(
  reader: ClusterReader,
  { component, namespace, pod, container }: ComponentPod,
  run: ComponentLog['run'],
  ends: AbortSignal,
): Promise<Read> {
  const signal = AbortSignal.any([ends, AbortSignal.timeout(EACH_MS)]);
  const answer = await reader.log({
    namespace,
    pod,
    container,
    tailLines: LINES,
    limitBytes: LIMIT,
    signal,
    ...(run === 'previous' ? { which: 'previous' } : {}),
  });
  if (answer.ended !== 'found') return { pod, container, why: answer.says };
  const lines: LogLine[] = [];
  try {
    for await (const { at, text } of answer.value) {
      lines.push({ at, text: withoutLogins(text.slice(0, LONGEST_LINE)) });
      if (lines.length >= LINES) break;
    }
  } catch (error) {
    // What came before the end of time is judged all the same.
    if (lines.length === 0)
      return { pod, container, why: error instanceof Error ? error.message : String(error) };
  }
  return { component, pod, container, run, lines };
}
