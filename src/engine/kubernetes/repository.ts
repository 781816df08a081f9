/** theriseunion's Repository: an image that the image controller copies into its registry. Pure. */
import { goDurationMs } from '../go-duration.ts';
import type { KubeObject } from '../kube-object.ts';
import { type Condition, conditionsOf } from './conditions.ts';
import { at, numberAt, textAt } from './fields.ts';

export const MANUAL_SYNC = 'theriseunion.io/manual-sync';
export const SYNC_STATUS = 'theriseunion.io/sync-status';

export interface RepositoryObject {
  readonly namespace: string;
  readonly name: string;
  readonly createdAt: string | null;
  /** As written: path without tag. */
  readonly repository: string | null;
  readonly tag: string | null;
  /** A tag that was written into the path too; the path looked up then does not exist. */
  readonly tagInPath: string | null;
  /** Name of the RegistrySecret it reads from. */
  readonly registry: string | null;
  /** Milliseconds; null: not set, the controller takes 10 minutes. */
  readonly syncTimeoutMs: number | null;
  readonly retryCount: number | null;
  readonly sync: RepositorySync;
  readonly conditions: readonly Condition[];
  readonly labels: Readonly<Record<string, string>>;
  readonly finalizers: readonly string[];
}

export interface RepositorySync {
  /** `Failed`, `Syncing`, `Success`, …, or the user interface's words; null: not written yet. */
  readonly status: string | null;
  readonly state: 'failed' | 'syncing' | 'done' | 'unknown';
  /** Percent. */
  readonly progress: number | null;
  /** ISO 8601. */
  readonly lastSynced: string | null;
  /** Annotations: who asked for a sync and when (seconds since 1970), and the mark of one that runs. */
  readonly askedAt: string | null;
  readonly mark: string | null;
}

export function repositoryOf(object: KubeObject): RepositoryObject {
  const { metadata, spec } = object;
  const repository = textAt(spec, 'repository');
  return {
    namespace: metadata.namespace ?? '',
    name: metadata.name,
    createdAt: metadata.creationTimestamp ?? null,
    repository,
    tag: textAt(spec, 'tag') ?? asText(numberAt(spec, 'tag')),
    tagInPath: /:([\w][\w.-]{0,127})$/.exec(repository ?? '')?.[1] ?? null,
    registry: textAt(spec, 'registryRef', 'name'),
    syncTimeoutMs: durationAt(at(spec, 'syncTimeout')),
    retryCount: numberAt(spec, 'retryCount'),
    sync: syncOf(object),
    conditions: conditionsOf(object),
    labels: metadata.labels ?? {},
    finalizers: metadata.finalizers ?? [],
  };
}

function syncOf({ metadata, status }: KubeObject): RepositorySync {
  const said = textAt(status, 'syncStatus');
  const asked = numberAt(metadata.annotations, MANUAL_SYNC);
  const mark = textAt(metadata.annotations, SYNC_STATUS);
  return {
    status: said,
    state: stateOf(said ?? mark),
    progress: progressOf(at(status, 'syncProgress')),
    lastSynced: textAt(status, 'lastSynced'),
    askedAt: asked === null ? null : momentOf(asked),
    mark,
  };
}

/** The API's words and those of the user interface (failed, syncing, done). */
function stateOf(said: string | null): RepositorySync['state'] {
  if (said === null) return 'unknown';
  if (/fail|error|失败/i.test(said)) return 'failed';
  if (/syncing|progress|running|pending|同步中/i.test(said)) return 'syncing';
  return /succe|synced|complete|done|成功|已同步/i.test(said) ? 'done' : 'unknown';
}

/** `45%`, `45`, 45, and 0.45 only where it is written so. */
function progressOf(value: unknown): number | null {
  const text = typeof value === 'string' ? value.trim().replace(/%$/, '') : value;
  const number = numberAt({ text }, 'text');
  return number === null || number < 0 ? null : Math.min(number, 100);
}

/** A Go duration, or a number of seconds. */
function durationAt(value: unknown): number | null {
  const seconds = numberAt({ value }, 'value');
  if (seconds !== null) return seconds * 1000;
  return typeof value === 'string' ? goDurationMs(value) : null;
}

function momentOf(seconds: number): string | null {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

function asText(number: number | null): string | null {
  return number === null ? null : String(number);
}
