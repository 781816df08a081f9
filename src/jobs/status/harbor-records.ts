/** What Harbor keeps of itself: version and mode, garbage collection, replications. */
import { sizeOf } from '../../engine/bytes.ts';
import type { HarborReader } from '../../engine/harbor/reader.ts';
import type { Collection } from '../../engine/harbor/records.ts';
import type { Words } from '../../engine/words.ts';
import { blindSpotOf } from './harbor-ending.ts';
import { clockOf } from './jobservice.ts';
import type { Seen } from './look.ts';
import { line } from './reach.ts';

const DAY_MS = 86_400_000;

const words: Words<{
  readonly readOnly: string;
  readonly noVersion: string;
  readonly failed: (count: number, policies: readonly number[], since: string) => string;
  readonly noneFailed: string;
  readonly neverCollected: string;
  readonly collectionFailed: (at: string, id: number) => string;
  readonly collectionRuns: (at: string) => string;
  readonly collected: (at: string, freed: string | null) => string;
}> = {
  en: {
    readOnly: 'It is in read-only mode: every push is refused.',
    noVersion: 'Harbor tells its version only to a login that it accepts',
    failed: (count, policies, since) =>
      `${count === 100 ? 'At least 100' : count} failed replication${count === 1 ? '' : 's'} in the last 24 h ` +
      `(polic${policies.length === 1 ? 'y' : 'ies'} ${policies.join(', ')}), the first at ${since}.`,
    noneFailed: 'No replication failed in the last 24 h.',
    neverCollected: 'Garbage was never collected.',
    collectionFailed: (at, id) => `The last garbage collection (${id}, ${at}) failed.`,
    collectionRuns: (at) => `A garbage collection runs since ${at}.`,
    collected: (at, freed) => `Last garbage collection ${at}${freed ? `, freed ${freed}` : ''}.`,
  },
};

export async function seeSystem(harbor: HarborReader): Promise<Seen> {
  const info = await harbor.info();
  if (info.ended !== 'found') return { couldNotLook: blindSpotOf('version', info) };
  const { version, readOnly } = info.value;
  return {
    product: 'Harbor',
    ...(version ? { version } : {}),
    troubles: readOnly ? [line('read-only', 'degraded', words.en.readOnly)] : [],
    couldNotLook: version ? [] : [{ probe: 'version', why: words.en.noVersion }],
  };
}

export async function seeReplications(harbor: HarborReader, now: Date): Promise<Seen> {
  const answer = await harbor.executions({ state: 'failed', limit: 100 });
  if (answer.ended !== 'found') return { couldNotLook: blindSpotOf('replications', answer) };
  const since = now.getTime() - DAY_MS;
  const failed = answer.value.items.filter(
    (execution) => execution.state === 'failed' && Date.parse(execution.startedAt) >= since,
  );
  const first = failed.at(-1);
  if (!first) return { notes: [line('replication', 'healthy', words.en.noneFailed)] };
  const policies = [...new Set(failed.map((execution) => execution.policy))];
  const says = words.en.failed(failed.length, policies, clockOf(new Date(first.startedAt), now));
  const quote = failed.find((execution) => execution.says)?.says ?? undefined;
  return { troubles: [line('replication', 'warning', says, quote)] };
}

export async function seeCollections(harbor: HarborReader, now: Date): Promise<Seen> {
  const answer = await harbor.collections();
  if (answer.ended !== 'found') return { couldNotLook: blindSpotOf('garbage collection', answer) };
  const [last] = answer.value;
  if (!last) return { notes: [line('gc', 'healthy', words.en.neverCollected)] };
  return sayCollection(last, clockOf(new Date(last.createdAt), now));
}

function sayCollection(last: Collection, at: string): Seen {
  if (last.state === 'error')
    return { troubles: [line('gc', 'warning', words.en.collectionFailed(at, last.id))] };
  if (last.state === 'running' || last.state === 'pending')
    return { notes: [line('gc', 'healthy', words.en.collectionRuns(at))] };
  return {
    notes: [line('gc', 'healthy', words.en.collected(at, last.freed === null ? null : sizeOf(last.freed)))],
  };
}
