/** What a verb does at once, said in Slack: about fixes, or about the channel it is said in. */
import { type Action, isChannelAction } from '../engine/action.ts';
import type { Note } from '../engine/reply.ts';
import { actOnChannel } from '../jobs/act/channel-acts.ts';
import type { ChannelAlerts } from './channel-alerts.ts';
import type { Received } from './delivery.ts';
import { actHere, type FixParts } from './fixes.ts';

/** Throws a UsageError for what cannot be said here. */
export async function actOn(
  action: Action,
  received: Received,
  parts: FixParts & { readonly alerts: ChannelAlerts },
): Promise<Note> {
  if (!isChannelAction(action)) return actHere(action, received, parts);
  const { sender, requestId } = received;
  const { subscriptions, rules, sightings, here } = parts.alerts;
  return actOnChannel(
    action,
    { user: sender.user, channel: sender.channel, requestId },
    {
      subscriptions,
      rules,
      sightings,
      queues: parts.queues,
      audit: parts.audit,
      clusters: here.clusters.map(({ name }) => name),
      now: () => new Date(),
    },
  );
}
