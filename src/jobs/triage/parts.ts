/** What triage needs; composed by the worker. */
import type { Told, ToldChannel } from '../../engine/alert-channels.ts';
import type { Incident } from '../../engine/incident.ts';
import type { Logger } from '../../log.ts';
import type { DigestStore } from '../../store/digests.ts';
import type { IncidentStore } from '../../store/incidents.ts';
import type { SightingStore } from '../../store/sightings.ts';
import type { TroubleStore } from '../../store/troubles.ts';
import type { Queues } from '../queues.ts';
import type { Ask } from './look.ts';

export interface TriageParts {
  readonly sightings: SightingStore;
  readonly troubles: TroubleStore;
  readonly incidents: IncidentStore;
  readonly digests: Pick<DigestStore, 'take'>;
  /** Over so many troubles of one channel in so many minutes they are summed up. */
  readonly digest: { readonly incidents: number; readonly minutes: number };
  readonly queues: Pick<Queues, 'deliver' | 'triage'>;
  readonly ask: Ask;
  /** At which root each failing pod of a cluster hangs, by `namespace/pod`. */
  rootsOfPods(cluster: string): Promise<ReadonlyMap<string, string>>;
  /** One at a time for a cluster: false while another process has this turn. */
  floodTurn(cluster: string): Promise<boolean>;
  /** One early thread at a time in a channel: false while another is open. */
  earlyTurn(channel: string): Promise<boolean>;
  /** Channels that want to hear of this, now or when their silence ends. */
  channelsFor(told: Told): Promise<readonly ToldChannel[]>;
  /** The fix of ours that was last done for this incident and proved, since a time; null where none was. */
  fixedSince(
    incident: string,
    since: string,
  ): Promise<{ readonly title: string; readonly approvers: readonly string[] } | null>;
  /** What else follows from an answer. */
  answered?(incident: Incident): Promise<void>;
  readonly log: Logger;
  now(): Date;
}
