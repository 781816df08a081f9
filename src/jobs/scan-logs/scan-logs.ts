/** What the logs of a component, a namespace or a pod say, through every sign of the catalogue. */
import { setTimeout as wait } from 'node:timers/promises';
import type { ClusterReader } from '../../engine/cluster.ts';
import type { Progress } from '../../engine/progress.ts';
import type { ScanLogsQuestion } from '../../engine/question.ts';
import type { Refusal, Reply } from '../../engine/reply.ts';
import type { ScannedLog, ScanReport } from '../../engine/scan-report.ts';
import { createTally, type Tally } from '../../engine/text/tally.ts';
import type { BlindSpot } from '../../engine/verdict.ts';
import type { Surroundings } from '../surroundings.ts';
import { type Budget, createBudget, type Limits } from './budget.ts';
import { type Scanned, scanLines } from './scan-lines.ts';
import { type Target, targetsOf } from './targets.ts';
import { scanWords as words } from './words.ts';

/** Of one container, characters: one that talks without end must not starve the others. Told when it is met. */
const ONE_LIMIT = 200 * 1024 * 1024;
const LIMITS: Limits = { lines: 4_000_000, bytes: 600 * 1024 * 1024, one: ONE_LIMIT, ms: 60_000 };
const SIDE_BY_SIDE = 6;
const MOST_LOGS = 200;
/** Without `--since`, seconds. */
const USUAL_SINCE = 3_600;
const LANGUAGE = 'en';

type ScanSurroundings = Pick<Surroundings, 'clusters' | 'defaultCluster' | 'checks' | 'now'>;

export async function scanLogs(
  question: ScanLogsQuestion,
  surroundings: ScanSurroundings,
  report: (progress: Progress) => void = () => {},
  limits: Limits = LIMITS,
): Promise<Reply> {
  const started = performance.now();
  const readers = readersFor(question, surroundings);
  if (readers.length === 0) return refused(words.en.noCluster, []);
  const { targets, couldNotLook, near } = await targetsOf(question, readers);
  if (targets.length === 0 && couldNotLook.length === 0)
    return refused(
      words.en.nothing(question.what),
      near.map((name) => `/registry scan-logs ${name}`),
    );
  const which = question.which === 'previous' ? 'previous' : 'current';
  // What was before the restart has no hour to keep to.
  const since = question.sinceSeconds ?? (which === 'previous' ? null : USUAL_SINCE);
  const reading = { which, since, limits, surroundings, report } as const;
  const read = await readAll(targets.slice(0, MOST_LOGS), reading);
  const tooMany = targets.length > MOST_LOGS ? [words.en.tooMany(targets.length - MOST_LOGS)] : [];
  const result: ScanReport = {
    what: question.what,
    cluster: readers.map(({ name }) => name).join(', '),
    sinceSeconds: since,
    run: which,
    logs: read.logs,
    lines: read.budget.lines(),
    bytes: read.budget.bytes(),
    ...read.tally.result(LANGUAGE),
    cut: [...tooMany, ...read.cut],
    couldNotLook: [...couldNotLook, ...read.unread],
    at: surroundings.now().toISOString(),
    ms: Math.round(performance.now() - started),
  };
  return { kind: 'scan-logs', report: result };
}

interface Reading {
  readonly which: 'current' | 'previous';
  readonly since: number | null;
  readonly limits: Limits;
  readonly surroundings: ScanSurroundings;
  report(progress: Progress): void;
}

async function readAll(targets: readonly Target[], reading: Reading) {
  const tally = createTally(reading.surroundings.checks);
  const budget = createBudget(reading.limits);
  const logs: ScannedLog[] = [];
  const unread: BlindSpot[] = [];
  const cuts: { readonly log: string; readonly cut: NonNullable<Scanned['cut']> }[] = [];
  const left = [...targets];
  const tell = (): void =>
    reading.report({
      steps: [
        {
          id: 'scan-logs',
          asks: words.en.reading(targets.length - left.length, targets.length, budget.lines()),
          state: 'asking',
        },
      ],
    });
  const one = async (): Promise<void> => {
    for (let target = left.shift(); target; target = left.shift()) {
      tell();
      const log = `${target.namespace}/${target.pod} ${target.container}`;
      const ended = await readOne(target, log, { tally, budget }, reading);
      if ('why' in ended) unread.push({ probe: words.en.logOf(log), why: ended.why });
      else logs.push({ log, component: target.component, lines: ended.lines });
      if ('cut' in ended && ended.cut !== null) cuts.push({ log, cut: ended.cut });
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, one));
  return { tally, budget, logs, unread, cut: words.en.cuts(cuts) };
}

async function readOne(
  target: Target,
  log: string,
  parts: { readonly tally: Tally; readonly budget: Budget },
  { which, since, limits }: Reading,
): Promise<Scanned | { readonly why: string }> {
  const { budget } = parts;
  const spent = budget.spent();
  if (spent !== null) return { lines: 0, cut: spent };
  const answer = await Promise.race([
    target.reader.log({
      namespace: target.namespace,
      pod: target.pod,
      container: target.container,
      signal: budget.signal,
      ...(since === null ? {} : { sinceSeconds: since }),
      ...(which === 'previous' ? { which } : {}),
    }),
    wait(35_000, { ended: 'unreachable' as const, says: words.en.silent }, { ref: false }),
  ]);
  if (answer.ended !== 'found') return { why: answer.says };
  return scanLines(answer.value, { log, component: target.component }, parts, limits.one);
}

function readersFor(
  { cluster }: ScanLogsQuestion,
  { clusters, defaultCluster }: ScanSurroundings,
): readonly ClusterReader[] {
  const name = cluster ?? defaultCluster;
  if (name === null) return [...clusters.values()];
  const reader = clusters.get(name);
  return reader ? [reader] : [];
}

function refused(says: string, tries: readonly string[]): Refusal {
  return { kind: 'refusal', why: 'not-found', says, tries };
}
