/** What the image controller, its events and its objects say of one Repository; steps with its name filled in. */
import type { Answer } from '../engine/answer.ts';
import type { Evidence } from '../engine/evidence.ts';
import type { Pull } from '../engine/subject.ts';
import type { ComponentLogsFact } from '../probes/installation/component-logs.ts';
import type { ImageSyncFact } from '../probes/sync/image-sync.ts';
import { factOf } from './answered.ts';

/** The controller's default (theriseunion's guide). */
export const SYNC_TIMEOUT_MS = 10 * 60_000;

/** Lines of the controller that name it, conditions that are not met, warnings; the newest last. */
export function saidOf(
  { object, events }: ImageSyncFact,
  logs: Answer<ComponentLogsFact>,
): readonly Evidence[] {
  const { namespace, name, conditions } = object;
  const whole = new RegExp(
    `(?:^|[^\\w.-])${escaped(namespace)}/${escaped(name)}(?![\\w-])|[="' ]${escaped(name)}(?![\\w.-])`,
  );
  const lines = (factOf(logs)?.logs ?? [])
    .filter(({ component }) => component === 'image-controller')
    .flatMap(({ pod, lines: all }) =>
      all
        .filter(({ text }) => whole.test(text))
        .map(({ at, text }) => ({ source: `log of ${pod}`, says: text, ...(at === null ? {} : { at }) })),
    );
  return [
    ...conditions
      .filter(({ status, message }) => status === 'False' && message !== null)
      .map(({ type, message, since }) => ({
        source: `condition ${type}`,
        says: message ?? '',
        ...(since === null ? {} : { at: since }),
      })),
    ...events
      .filter(({ type }) => type === 'Warning')
      .map(({ reason, message, lastSeen }) => ({ source: `event ${reason}`, says: message, at: lastSeen })),
    ...lines,
  ];
}

/** The last that shows it. */
export function lastSaying(said: readonly Evidence[], pattern: RegExp): Evidence | null {
  return said.findLast(({ says }) => pattern.test(says)) ?? null;
}

export function statusEvidence({ object, changedAt }: ImageSyncFact): Evidence {
  const { status, progress, lastSynced, mark } = object.sync;
  const says = [
    `syncStatus ${status ?? 'not set'}`,
    ...(progress === null ? [] : [`syncProgress ${progress} %`]),
    ...(mark === null ? [] : [`theriseunion.io/sync-status ${mark}`]),
    `lastSynced ${lastSynced ?? 'never'}`,
  ].join(', ');
  return {
    source: `Repository ${object.namespace}/${object.name}`,
    says,
    ...(changedAt === null ? {} : { at: changedAt }),
  };
}

/** `-n shop repositories.… cart`: kangaroo and others have kinds of the same plural. */
export function syncAgain({ sync }: Pull): string {
  return `Sync it again: \`kubectl -n ${sync?.namespace ?? '<namespace>'} annotate repository ${sync?.name ?? '<name>'} theriseunion.io/manual-sync="$(date +%s)" --overwrite\`.`;
}

export function inController({ installation }: Pull): string {
  return installation?.place?.namespace ?? 'edge-system';
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
