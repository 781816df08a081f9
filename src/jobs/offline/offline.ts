/** What a file that was dropped says: what was asked of it, else all it can tell. Touches no network. */
import { NO_NETWORK } from '../../clients/bundle/offline-network.ts';
import { type ReadDump, readDump } from '../../clients/bundle/read-dump.ts';
import { DumpRefused } from '../../clients/bundle/refused.ts';
import type { Check } from '../../engine/check.ts';
import { type Command, UsageError } from '../../engine/command.ts';
import { interpret } from '../../engine/interpret.ts';
import type { Progress } from '../../engine/progress.ts';
import type { OfflineQuestion, Question } from '../../engine/question.ts';
import type { Refusal, Reply } from '../../engine/reply.ts';
import type { BlindSpot } from '../../engine/verdict.ts';
import type { Words } from '../../engine/words.ts';
import { loadFolder } from '../../load.ts';
import { findInstallations } from '../installation/find-installations.ts';
import { scanLog } from '../scan-logs/scan-log.ts';
import { scanLogs } from '../scan-logs/scan-logs.ts';
import { askStatus } from '../status/ask-status.ts';
import type { Surroundings } from '../surroundings.ts';
import { sweep } from '../sweep/sweep.ts';
import { offlineSurroundings, takenAt } from './offline-surroundings.ts';

const words: Words<{
  readonly gone: string;
  readonly noVerb: string;
  readonly noNetwork: string;
  readonly network: string;
  readonly missed: string;
}> = {
  en: {
    gone: 'The file is no longer kept here. Drop it again.',
    noVerb:
      'A file can be asked `why-pull-fails`, `why-slow`, `why-sync-fails`, `sweep`, `status`, `jobs`, `storage` and `scan-logs`; anything else needs the cluster itself.',
    noNetwork: 'DNS, connections, certificates and the registry’s own answers',
    network: NO_NETWORK,
    missed: 'part of the file',
  },
};

/** What reads only, and so can be asked of a file. */
const ASKABLE: ReadonlySet<string> = new Set([
  'pull',
  'slow',
  'sync',
  'sweep',
  'status',
  'jobs',
  'storage',
  'scan-logs',
]);

/** Answers a question from surroundings; given from outside, for offline questions are answered by the same jobs. */
export type Answering = (
  question: Question,
  surroundings: Surroundings,
  report: (progress: Progress) => void,
) => Promise<Reply>;

export async function answerOffline(
  question: OfflineQuestion,
  surroundings: Surroundings,
  report: (progress: Progress) => void,
  answering: Answering,
): Promise<Reply> {
  const bytes = (await surroundings.files?.get(question.file)) ?? null;
  if (bytes === null) return refusal(words.en.gone);
  try {
    const read = await readDump(question.name, bytes);
    if (question.asked?.length)
      return await answerAsked(question.asked, question.name, read, { surroundings, report, answering });
    return await overview(question.name, read, surroundings.checks, report);
  } catch (error) {
    if (error instanceof DumpRefused) return refusal(error.message);
    throw error;
  }
}

/** Throws DumpRefused where the file cannot be used. */
export async function surroundingsOf(
  name: string,
  bytes: Uint8Array,
  checks: readonly Check[],
): Promise<Surroundings> {
  return offlineSurroundings(name, await readDump(name, bytes), checks);
}

/** Whether a question can be put to a file; if not, why. */
export function notAskable(question: Question): string | null {
  return ASKABLE.has(question.kind) ? null : words.en.noVerb;
}

interface Means {
  readonly surroundings: Surroundings;
  readonly answering: Answering;
  report(progress: Progress): void;
}

async function answerAsked(
  asked: readonly string[],
  name: string,
  read: ReadDump,
  means: Means,
): Promise<Reply> {
  const offline = offlineSurroundings(name, read, means.surroundings.checks);
  const commands = await loadFolder<Command>(new URL('../../../commands/', import.meta.url));
  try {
    const registries = offline.registries.flatMap(({ name, host }) => [name, host]);
    const intent = interpret(asked, { clusters: [...offline.clusters.keys()], registries, commands });
    if ('reply' in intent) return intent.reply;
    if (!('ask' in intent)) return refusal(words.en.noVerb);
    const refused = notAskable(intent.ask);
    return refused === null ? await means.answering(intent.ask, offline, means.report) : refusal(refused);
  } catch (error) {
    if (error instanceof UsageError) return { ...refusal(error.message), why: 'usage', tries: error.tries };
    throw error;
  }
}

async function overview(
  name: string,
  read: ReadDump,
  checks: readonly Check[],
  report: (progress: Progress) => void,
): Promise<Reply> {
  const started = performance.now();
  const { form, dump, manifest, log } = read;
  if (log !== null) return scanLog(name, log, checks);
  const offline = offlineSurroundings(name, read, checks);
  const swept = await sweep({ kind: 'sweep' }, offline, report);
  const { found } = await findInstallations(offline);
  const status = found.length > 0 ? await askStatus({ kind: 'status' }, offline) : null;
  const namespaces = [...new Set([...dump.logs.keys()].map((key) => key.split('/')[0] ?? ''))];
  const scans = await Promise.all(
    namespaces.slice(0, 1).map((what) => scanLogs({ kind: 'scan-logs', what, sinceSeconds: DAY_S }, offline)),
  );
  const scan = scans.flatMap((one) => (one.kind === 'scan-logs' ? [one.report] : []))[0] ?? null;
  const blind: readonly BlindSpot[] = [
    { probe: words.en.noNetwork, why: words.en.network },
    ...read.unread.map((why) => ({ probe: words.en.missed, why })),
    ...(manifest?.couldNotLook ?? []),
  ];
  return {
    kind: 'offline',
    report: {
      file: name,
      form,
      takenAt: takenAt(read),
      objects: [...dump.objects.values()].reduce((sum, all) => sum + all.length, 0),
      logs: dump.logs.size,
      sweep: swept.kind === 'sweep' && dump.objects.has('pods.') ? swept.report : null,
      status,
      scan,
      couldNotLook: blind,
      at: new Date().toISOString(),
      ms: Math.round(performance.now() - started),
    },
  };
}

const DAY_S = 86_400;

function refusal(says: string): Refusal {
  return { kind: 'refusal', why: 'not-found', says, tries: [] };
}
