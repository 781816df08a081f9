/** Reads who sent what from where out of anything Slack delivers. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Sender } from '../slack/handler.ts';

export interface Received {
  readonly kind: 'command' | 'event' | 'action' | 'shortcut' | 'other';
  /** The same for every delivery of the same thing. */
  readonly key: string;
  readonly requestId: string;
  readonly incidentId: string;
  readonly sender: Sender;
  /** Where an answer to it belongs: its thread, or the message itself; null where neither is. */
  readonly replyThread: string | null;
  /** Where this person can be answered alone; Slack gives it with commands and buttons. */
  readonly answerUrl: string | null;
  /** Workspaces and organisations it names as those it is for or from; both empty where it names none. */
  readonly teams: readonly string[];
  readonly enterprises: readonly string[];
}

const text = z.string().optional();
const id = z.object({ id: text }).nullish().catch(undefined);
const Payload = z.object({
  type: text,
  team_id: text.catch(undefined),
  enterprise_id: text.catch(undefined),
  context_team_id: text.catch(undefined),
  context_enterprise_id: text.catch(undefined),
  team: id,
  enterprise: id,
  authorizations: z
    .array(z.object({ team_id: text.catch(undefined), enterprise_id: text.catch(undefined) }))
    .optional()
    .catch(undefined),
  command: text,
  event_id: text,
  trigger_id: text,
  response_url: text,
  view: z
    .object({
      id: z.string(),
      hash: text,
      private_metadata: text,
      app_installed_team_id: text.catch(undefined),
    })
    .optional(),
  user_id: text,
  channel_id: text,
  user: z.object({ id: z.string() }).optional(),
  channel: z.object({ id: z.string() }).optional(),
  container: z.object({ thread_ts: text, message_ts: text }).optional(),
  message: z.object({ ts: text, thread_ts: text }).optional(),
  event: z
    .object({
      type: z.string(),
      user: text.catch(undefined),
      channel: text.catch(undefined),
      /** Events about files name theirs so. */
      channel_id: text,
      user_id: text,
      file_id: text,
      ts: text,
      thread_ts: text,
      edited: z.object({ ts: z.string() }).optional(),
    })
    .optional(),
});
type Payload = z.infer<typeof Payload>;

/** Never throws: what is not understood is `other` and gets a key of its own. */
export function readDelivery(body: Readonly<Record<string, unknown>>): Received {
  const read = Payload.safeParse(body);
  const payload: Payload = read.success ? read.data : {};
  const key = createHash('sha256')
    .update(identityOf(payload) ?? JSON.stringify(body))
    .digest('hex')
    .slice(0, 16);
  const sender = senderOf(payload);
  return {
    kind: kindOf(payload),
    key,
    requestId: `req-${key}`,
    incidentId: `inc-${key}`,
    sender,
    replyThread: sender.thread ?? payload.event?.ts ?? payload.container?.message_ts ?? null,
    answerUrl: payload.response_url ?? null,
    ...workspacesOf(payload),
  };
}

/** In a channel shared with another company the place is theirs and the installation ours: one that fits is enough. */
function workspacesOf(payload: Payload): Pick<Received, 'teams' | 'enterprises'> {
  const { authorizations = [], view, team, enterprise } = payload;
  const named = (ids: readonly (string | undefined)[]): readonly string[] =>
    [...new Set(ids.filter((one) => one !== undefined && one !== ''))] as string[];
  return {
    teams: named([
      payload.team_id,
      payload.context_team_id,
      team?.id,
      view?.app_installed_team_id,
      ...authorizations.map((one) => one.team_id),
    ]),
    enterprises: named([
      payload.enterprise_id,
      payload.context_enterprise_id,
      enterprise?.id,
      ...authorizations.map((one) => one.enterprise_id),
    ]),
  };
}

function kindOf({ command, event, type }: Payload): Received['kind'] {
  if (command !== undefined) return 'command';
  if (event !== undefined) return 'event';
  if (type === 'message_action') return 'shortcut';
  return type === 'block_actions' ? 'action' : 'other';
}

/**
 * A mention is one event of type app_mention and one of type message, each with its own id, and both are
 * delivered again when Slack heard no 200. Channel and time tell it; an edit makes it another.
 */
function identityOf({ event, event_id, trigger_id, view }: Payload): string | null {
  if (event?.channel !== undefined && event.ts !== undefined)
    return ['event', event.type, event.channel, event.ts, event.edited?.ts ?? ''].join(' ');
  if (event?.file_id !== undefined)
    return ['event', event.type, event.channel_id ?? '', event.file_id].join(' ');
  if (event_id !== undefined) return `event ${event_id}`;
  if (view !== undefined) return `view ${view.id}`;
  return trigger_id === undefined ? null : `trigger ${trigger_id}`;
}

function senderOf(payload: Payload): Sender {
  const { event, container, message } = payload;
  const opened = openedFrom(payload.view?.private_metadata);
  return {
    user: payload.user_id ?? payload.user?.id ?? event?.user ?? event?.user_id ?? '',
    channel:
      payload.channel_id ?? payload.channel?.id ?? event?.channel ?? event?.channel_id ?? opened.channel,
    thread: event?.thread_ts ?? container?.thread_ts ?? message?.thread_ts ?? opened.thread,
  };
}

const Opened = z.object({ channel: z.string(), thread: z.string().nullable() });

/** A modal that is sent names no channel: ours carry the place where they were opened. */
function openedFrom(metadata: string | undefined): z.infer<typeof Opened> {
  const nowhere = { channel: '', thread: null };
  if (metadata === undefined) return nowhere;
  try {
    return Opened.safeParse(JSON.parse(metadata)).data ?? nowhere;
  } catch {
    return nowhere;
  }
}
