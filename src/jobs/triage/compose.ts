/** Triage over the stores of a worker's Redis. */
import type { RedisConnection } from '../../clients/redis.ts';
import type { Config } from '../../config.ts';
import { channelsFor } from '../../engine/alert-channels.ts';
import { isNobody } from '../../engine/approval.ts';
import type { Incident } from '../../engine/incident.ts';
import type { Logger } from '../../log.ts';
import { type ApprovalStore, approvalStore } from '../../store/approvals.ts';
import { digestStore } from '../../store/digests.ts';
import { incidentStore } from '../../store/incidents.ts';
import { keysOf } from '../../store/keys.ts';
import { sightingStore } from '../../store/sightings.ts';
import { subscriptionStore } from '../../store/subscriptions.ts';
import { troubleStore } from '../../store/troubles.ts';
import type { Queues } from '../queues.ts';
import type { Ask } from './look.ts';
import type { TriageParts } from './parts.ts';

/** A sweep of a cluster is not begun more often; what comes meanwhile is taken by the next one. */
const FLOOD_EVERY_MS = 3_000;

/** Longer than a look takes: what else comes meanwhile may prove to be the same. */
const EARLY_EVERY_MS = 20_000;

export interface TriageOver {
  readonly redis: RedisConnection;
  readonly config: Config;
  readonly queues: Queues;
  readonly ask: Ask;
  rootsOfPods(cluster: string): Promise<ReadonlyMap<string, string>>;
  readonly log: Logger;
  answered(incident: Incident): Promise<void>;
}

export function triageParts({
  redis,
  config,
  queues,
  ask,
  rootsOfPods,
  log,
  answered,
}: TriageOver): TriageParts {
  const keys = keysOf(redis);
  const subscriptions = subscriptionStore(redis);
  const approvals = approvalStore(redis);
  return {
    sightings: sightingStore(redis),
    troubles: troubleStore(redis),
    incidents: incidentStore(redis),
    digests: digestStore(redis),
    digest: config.file.alerts.digest,
    queues,
    ask,
    rootsOfPods,
    floodTurn: async (cluster) =>
      (await redis.set(keys.floodTurn(cluster), '1', 'PX', FLOOD_EVERY_MS, 'NX')) !== null,
    earlyTurn: async (channel) =>
      (await redis.set(keys.earlyTurn(channel), '1', 'PX', EARLY_EVERY_MS, 'NX')) !== null,
    channelsFor: async (told) => {
      const now = new Date();
      return channelsFor(told, await subscriptions.settings(config.file.alerts.channels, now), now);
    },
    fixedSince: (incident, since) => fixedSince(incident, since, approvals),
    answered,
    log,
    now: () => new Date(),
  };
}

/** The last fix of this incident that was proved since. */
async function fixedSince(
  incident: string,
  since: string,
  approvals: ApprovalStore,
): ReturnType<TriageParts['fixedSince']> {
  const ids = await approvals.ofIncident(incident);
  const read = await Promise.all(ids.map((id) => approvals.read(id)));
  const proved = read.findLast(
    (one) => one?.state.is === 'verified' && one.undoes === undefined && one.state.at >= since,
  );
  if (!proved) return null;
  const approvers = isNobody(proved.requester) ? [] : proved.yes.map(({ user }) => user);
  return { title: proved.title, approvers };
}
