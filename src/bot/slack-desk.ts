/** The Web API calls of delivering, each ending told apart. One call is one request: who retries is the queue. */
import type { webApi } from '@slack/bolt';
import { z } from 'zod';
import type { Answered, Mark, SlackDesk, Spot } from '../jobs/deliver/desk.ts';
import type { SlackMessage } from '../slack/blocks.ts';
import { countedCall } from './slack-client.ts';
import { slackFiles } from './slack-files.ts';
import { slackHosts } from './slack-hosts.ts';
import { troubleOf } from './slack-trouble.ts';

/** Errors of chat.postMessage that no other message in this channel could avoid. */
const SHUT_OUT: ReadonlySet<string> = new Set([
  'not_in_channel',
  'channel_not_found',
  'is_archived',
  'restricted_action',
  'restricted_action_read_only_channel',
  'restricted_action_thread_only_channel',
  'cannot_dm_bot',
]);

const GONE: ReadonlySet<string> = new Set(['message_not_found', 'cant_update_message', 'edit_window_closed']);

const EVENT_TYPE = 'registry_medic_message';
const ANSWER_MS = 5_000;

const Messages = z.object({
  messages: z
    .array(
      z.object({
        ts: z.string(),
        metadata: z
          .object({ event_type: z.string(), event_payload: z.record(z.string(), z.unknown()) })
          .partial()
          .optional(),
      }),
    )
    .default([]),
});

export function slackDesk(client: webApi.WebClient, botName: string, token: string): SlackDesk {
  const isSlacks = slackHosts(client.slackApiUrl);
  return {
    botName,
    ...slackFiles(client, token),
    async post({ channel, thread }, message, mark) {
      try {
        const { ts } = await client.chat.postMessage({
          channel,
          ...sent(message),
          ...(thread === null ? {} : { thread_ts: thread }),
          metadata: { event_type: EVENT_TYPE, event_payload: { ...mark } },
          unfurl_links: false,
          unfurl_media: false,
        });
        return ts === undefined ? { ended: 'unsure', says: 'no timestamp' } : { ended: 'posted', ts };
      } catch (error) {
        const trouble = troubleOf(error);
        const isShutOut = trouble.ended === 'refused' && SHUT_OUT.has(trouble.says);
        return isShutOut ? { ended: 'shut-out', says: trouble.says } : trouble;
      }
    },
    async edit(channel, ts, message) {
      try {
        await client.chat.update({ channel, ts, ...sent(message) });
        return { ended: 'edited' };
      } catch (error) {
        const trouble = troubleOf(error);
        return trouble.ended === 'refused' && GONE.has(trouble.says) ? { ended: 'gone' } : trouble;
      }
    },
    async find(spot, mark, since) {
      try {
        const ts = markedIn(await messagesOf(client, spot, since), mark);
        return ts === null ? { ended: 'not-there' } : { ended: 'found', ts };
      } catch (error) {
        return troubleOf(error);
      }
    },
    async read(channel, ts) {
      try {
        const { messages } = await client.conversations.replies({ channel, ts, limit: 1, inclusive: true });
        return messages?.find((message) => message.ts === ts) ?? null;
      } catch {
        // Not a member, or gone: the person is asked for the text instead.
        return null;
      }
    },
    async permalink(channel, ts) {
      try {
        const { permalink } = await client.chat.getPermalink({ channel, message_ts: ts });
        return permalink ?? null;
      } catch {
        // A link is a comfort: the message goes out without it.
        return null;
      }
    },
    answer: async (url, message, thread) =>
      isSlacks(url)
        ? countedCall(
            'response_url',
            client.slackApiUrl,
            () => answer(url, message, thread),
            ({ ended }) => (ended === 'answered' ? 'ok' : ended),
          )
        : { ended: 'refused', says: 'its answer address is none of Slack' },
  };
}

function sent({ text, blocks }: SlackMessage): { text: string; blocks: SlackMessage['blocks'][number][] } {
  return { text, blocks: [...blocks] };
}

/** Messages of a thread or a channel since shortly before a time, for clocks differ. */
async function messagesOf(
  client: webApi.WebClient,
  { channel, thread }: Spot,
  since: string,
): Promise<unknown> {
  const oldest = String(Date.parse(since) / 1000 - 60);
  const window = { channel, oldest, limit: 100, include_all_metadata: true };
  return thread === null
    ? client.conversations.history(window)
    : client.conversations.replies({ ...window, ts: thread });
}

function markedIn(answer: unknown, { incident, slot }: Mark): string | null {
  const found = Messages.parse(answer).messages.find(
    ({ metadata }) =>
      metadata?.event_payload?.['incident'] === incident && metadata.event_payload['slot'] === slot,
  );
  return found?.ts ?? null;
}

/** Slack answers 404 or 410 when the address is used up or older than 30 minutes. */
async function answer(url: string, message: SlackMessage, thread: string | null = null): Promise<Answered> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify({
        ...sent(message),
        response_type: 'ephemeral',
        replace_original: false,
        ...(thread === null ? {} : { thread_ts: thread }),
      }),
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    await response.body?.cancel();
    if (response.ok) return { ended: 'answered' };
    const says = `HTTP ${response.status}`;
    return response.status >= 500 ? { ended: 'unsure', says } : { ended: 'refused', says };
  } catch (error) {
    return { ended: 'unsure', says: error instanceof Error ? error.message : String(error) };
  }
}
