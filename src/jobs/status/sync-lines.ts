/** The image controller's sources and Repositories: what failed, what stands still. Pure. */
import type { Check } from '../../engine/check.ts';
import type { RepositoryObject } from '../../engine/kubernetes/repository.ts';
import type { TheriseunionRegistrySecret } from '../../engine/kubernetes/theriseunion-registry-secret.ts';
import type { StatusLine } from '../../engine/status.ts';
import type { Words } from '../../engine/words.ts';
import type { ImageSyncsFact } from '../../probes/installation/image-syncs.ts';
import type { Lines } from './causes.ts';
import { line } from './reach.ts';

const LANGUAGE = 'en';
/** The controller's own, where a Repository sets none; milliseconds. */
const TIMEOUT_MS = 10 * 60_000;
const STUCK_MS = 15 * 60_000;
const MOST = 5;

const words: Words<{
  sourceFault(name: string, domain: string, fault: 'scheme' | 'path' | 'blank'): string;
  sourceFailed(name: string, domain: string): string;
  failed(count: number, all: number, names: string, more: number): string;
  stuck(name: string, progress: number | null, minutes: number): string;
  done(done: number, all: number): string;
  sources(sources: readonly TheriseunionRegistrySecret[]): string;
}> = {
  en: {
    sourceFault: (name, domain, fault) =>
      `The domain of the source \`${name}\` is written with ${fault === 'blank' ? 'blanks' : `a ${fault}`}: \`${domain}\`; it must be a host alone.`,
    sourceFailed: (name, domain) => `The connection test of the source \`${name}\` (\`${domain}\`) failed.`,
    failed: (count, all, names, more) =>
      `${count} of ${all} Repositories failed to sync: ${names}${more > 0 ? ` and ${more} more` : ''}.`,
    stuck: (name, progress, minutes) =>
      `The sync of \`${name}\` stands${progress === null ? '' : ` at ${progress} %`}, last done ${minutes} min ago.`,
    done: (done, all) => `${done} of ${all} Repositories synced.`,
    sources: (sources) => {
      const told = sources
        .slice(0, MOST)
        .map((one) => `\`${nameOf(one)}\` (\`${one.domain ?? ''}\`) ${one.verifyStatus ?? 'not tested'}`);
      const more = sources.length > MOST ? ` and ${sources.length - MOST} more` : '';
      return `${sources.length} image source${sources.length === 1 ? '' : 's'}: ${told.join(', ')}${more}.`;
    },
  },
};

export function syncLines(
  { sources, repositories }: ImageSyncsFact,
  checks: readonly Check[],
  now: Date,
): Lines {
  const bad = sources.flatMap((source) => sourceLine(source));
  const failed = repositories.filter(({ sync }) => sync.state === 'failed');
  const stuck = repositories.filter((one) => isStuck(one, now));
  const names = failed.slice(0, MOST).map((one) => `\`${nameOf(one)}\``);
  const all = repositories.length;
  const says = words.en.failed(failed.length, all, names.join(', '), failed.length - names.length);
  const troubles = [
    ...bad,
    ...(failed[0]
      ? [caused(line('sync-failed', 'degraded', says, toldBy(failed[0])), 'image-sync-failed')]
      : []),
    ...stuck.slice(0, MOST).map((one) => stuckLine(one, now)),
  ];
  const done = repositories.filter(({ sync }) => sync.state === 'done').length;
  return {
    troubles: troubles.map((one) => withSteps(one, checks)),
    notes: [
      ...(sources.length > 0 ? [line('sources', 'healthy', words.en.sources(sources))] : []),
      ...(all > 0 ? [line('syncs', 'healthy', words.en.done(done, all))] : []),
    ],
  };
}

/** Still syncing long after its time: its last success tells since when at the latest. */
function isStuck({ sync, syncTimeoutMs, createdAt }: RepositoryObject, now: Date): boolean {
  const since = sync.askedAt ?? sync.lastSynced ?? createdAt;
  if (sync.state !== 'syncing' || since === null) return false;
  return now.getTime() - Date.parse(since) > Math.max(2 * (syncTimeoutMs ?? TIMEOUT_MS), STUCK_MS);
}

function stuckLine(one: RepositoryObject, now: Date): StatusLine {
  const { sync, createdAt } = one;
  const since = Date.parse(sync.askedAt ?? sync.lastSynced ?? createdAt ?? '');
  const says = words.en.stuck(nameOf(one), sync.progress, Math.floor((now.getTime() - since) / 60_000));
  return caused(line('sync-stuck', 'degraded', says, toldBy(one)), 'image-sync-stuck');
}

function sourceLine(source: TheriseunionRegistrySecret): readonly StatusLine[] {
  const { domain, domainFault, verifyStatus } = source;
  const name = nameOf(source);
  const quote = `verify-status: ${verifyStatus ?? '(none)'}`;
  if (domainFault !== null) {
    const says = words.en.sourceFault(name, domain ?? '', domainFault);
    return [
      caused(line('source', 'degraded', says, `domain: ${domain}, ${quote}`), 'spec-domain-has-scheme'),
    ];
  }
  if (verifyStatus === null || !/fail|error|失败/i.test(verifyStatus)) return [];
  const says = words.en.sourceFailed(name, domain ?? '');
  return [caused(line('source', 'degraded', says, quote), 'registry-connection-failed')];
}

function caused(told: StatusLine, cause: string): StatusLine {
  return { ...told, cause, confidence: 'confirmed' };
}

function withSteps(told: StatusLine, checks: readonly Check[]): StatusLine {
  const check = checks.find(({ id }) => id === told.cause);
  return check ? { ...told, steps: check.stepsFromText({ image: told.id }, LANGUAGE) } : told;
}

/** The object's own words of how it stands. */
function toldBy({ sync, conditions }: RepositoryObject): string {
  const bad = conditions.find(({ status, message }) => status !== 'True' && message !== null);
  const progress = sync.progress === null ? '' : `, syncProgress: ${sync.progress}`;
  return bad?.message ?? `syncStatus: ${sync.status ?? sync.mark}${progress}`;
}

function nameOf({ namespace, name }: { readonly namespace: string; readonly name: string }): string {
  return `${namespace}/${name}`;
}
