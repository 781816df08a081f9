import { siteOf, toldBy } from '../../engine/installation-place.ts';
import type { Probe } from '../../engine/probe.ts';

export interface AttachFailure {
  readonly pod: string;
  readonly says: string;
  /** ISO 8601. */
  readonly at: string;
}

const REASONS: ReadonlySet<string> = new Set(['FailedAttachVolume', 'FailedMount', 'FailedScheduling']);
/** Held by another pod, on another node or at all (kubernetes pkg/volume/util/operationexecutor, ReadWriteOncePod). */
const HELD = /Multi-Attach error|already (?:used|in use|exclusively attached)|ReadWriteOncePod/;

/** What the namespace's events tell of volumes that another pod holds. */
export const attachFailures: Probe<readonly AttachFailure[]> = {
  id: 'attach-failures',
  asks: () => 'reading whether volumes are held elsewhere',
  rights: [{ group: '', resource: 'events', verb: 'list' }],
  async ask(context) {
    const { reader, namespace } = siteOf(context, 'harbor', 'distribution', 'image-controller');
    const events = toldBy(await reader.events(namespace)) ?? [];
    return events
      .filter(
        ({ reason, message, about }) => about.kind === 'Pod' && REASONS.has(reason) && HELD.test(message),
      )
      .map(({ about, message, lastSeen }) => ({ pod: about.name, says: message, at: lastSeen }));
  },
};
