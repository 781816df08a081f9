/** After a component was made to log more: a line at `debug` of one of its new pods. */
import type { ClusterReader, PodRecord } from '../../engine/cluster.ts';
import type { DebugProof, Plan } from '../../engine/plan.ts';
import { masked } from '../../engine/text/masked.ts';
import type { Words } from '../../engine/words.ts';
import type { Surroundings } from '../surroundings.ts';
import type { Seen } from './verify-fix.ts';

const words: Words<{
  noReader(cluster: string): string;
  noPod(name: string): string;
  noLine(pod: string): string;
  writes(pod: string, line: string): string;
}> = {
  en: {
    noReader: (cluster) => `nothing leads to the cluster \`${cluster}\``,
    noPod: (name) => `no pod of \`${name}\` runs`,
    noLine: (pod) => `no line at \`debug\` is in the log of \`${pod}\` yet`,
    writes: (pod, line) => `\`${pod}\` writes at \`debug\` now: \`${line}\``,
  },
};

/** logrus and slog, zap and zerolog as JSON, klog-like words in front, and what else writes the level by itself. */
const AT_DEBUG = /level="?debug\b|"(?:level|lvl|severity)"\s*:\s*"debug"|^(?:\S+\s+){0,3}\[?DEBUG\]?\b/i;
const TAIL = 500;
const LIMIT_BYTES = 500_000;
const SHOWN = 200;

export async function provedByLog(
  { owner, container }: DebugProof,
  { scope }: Plan,
  { clusters }: Pick<Surroundings, 'clusters'>,
): Promise<Seen> {
  const reader = clusters.get(scope.cluster ?? '');
  if (!reader) return { passes: false, says: words.en.noReader(scope.cluster ?? '') };
  const pods = await reader.pods(scope.namespace);
  if (pods.ended !== 'found') return { passes: false, says: pods.says };
  const newest = pods.value
    .filter(
      (one) => one.owner?.kind === owner.kind && one.owner.name === owner.name && one.phase === 'Running',
    )
    .toSorted((a, b) => b.createdAt.localeCompare(a.createdAt))[0];
  if (!newest) return { passes: false, says: words.en.noPod(owner.name) };
  const line = await debugLine(newest, container, reader);
  return line === null
    ? { passes: false, says: words.en.noLine(newest.name) }
    : {
        passes: true,
        says: `${words.en.writes(newest.name, masked(line).slice(0, SHOWN).replaceAll('`', '’'))}.`,
      };
}

async function debugLine(
  { namespace, name }: PodRecord,
  container: string,
  reader: ClusterReader,
): Promise<string | null> {
  const question = { namespace, pod: name, container, tailLines: TAIL, limitBytes: LIMIT_BYTES };
  const answer = await reader.log(question);
  if (answer.ended !== 'found') return null;
  let last: string | null = null;
  for await (const { text } of answer.value) if (AT_DEBUG.test(text)) last = text.trim();
  return last;
}
