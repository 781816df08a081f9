/** What Slack delivered, with its acknowledgement timed. */
import type { ReceiverEvent } from '@slack/bolt';
import { secondsSince } from '../metrics/registry.ts';
import { slackAcknowledgement } from '../metrics/slack.ts';
import type { Received } from './delivery.ts';

/** The same delivery. Its time begins here. */
export function timed(event: ReceiverEvent, kind: Received['kind']): ReceiverEvent {
  const started = performance.now();
  let open = true;
  return {
    ...event,
    async ack(response) {
      await event.ack(response);
      // Bolt complains of a second one; only the first counts for Slack.
      if (open) slackAcknowledgement.observe({ kind }, secondsSince(started));
      open = false;
    },
  };
}
