/** Alerts that stand in a channel: taken only where the channel wants them. */
import { type ChannelRule, usualCluster } from '../engine/alert-channels.ts';
import type { HeardMessage } from '../engine/alerts/heard-message.ts';
import type { SubscriptionStore } from '../store/subscriptions.ts';
import type { Received } from './delivery.ts';
import { type AlertParts, takeAlerts } from './take-alerts.ts';

export interface ChannelAlerts extends AlertParts {
  readonly subscriptions: SubscriptionStore;
  /** As the file has them. */
  readonly rules: readonly ChannelRule[];
}

export async function takeFromChannel(
  { place, at, news }: HeardMessage,
  { requestId }: Received,
  parts: ChannelAlerts,
): Promise<void> {
  const settings = await parts.subscriptions.settings(parts.rules, new Date());
  const own = settings.find(({ rule }) => rule.channel === place.channel);
  if (!own) return;
  const here = { ...parts.here, usual: usualCluster(own.rule) ?? parts.here.usual };
  await takeAlerts(news, { source: 'slack', place, at }, own.rule, requestId, { ...parts, here });
}
