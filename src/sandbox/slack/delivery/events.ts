/** Which events a change in the workspace causes, in the envelope of the Events API. */
import { newId, newTs } from '../ids.ts';
import type { Fields } from '../json.ts';
import type { Change, Message } from '../messages.ts';
import { BOT, type Channel, channel, TEAM } from '../seeds.ts';
import { isReply } from '../threads.ts';
import type { World } from '../world.ts';

/** Sends the bot the events of every change, in the channels it is a member of. */
export function announceChanges(world: World): void {
  world.messages.watch((change) => {
    const where = channel(change.message.channel);
    if (!where?.members.includes(BOT.userId)) return;
    for (const event of eventsOf(change, where, world)) world.delivery.announce(envelope(event));
  });
}

/** A person opened the bot's home or its messages. */
export function homeOpened(world: World, user: string, tab: 'home' | 'messages'): void {
  const where = channel(user);
  const view = tab === 'home' ? world.views.home(user) : undefined;
  const event = { type: 'app_home_opened', user, channel: where?.id, tab, event_ts: newTs() };
  world.delivery.announce(envelope(view ? { ...event, view } : event));
}

/** A file came into a channel the bot is in. */
export function announceFile(world: World, file: string, where: string, user: string): void {
  const event = { type: 'file_shared', file_id: file, user_id: user, file: { id: file }, channel_id: where };
  world.delivery.announce(envelope({ ...event, event_ts: newTs() }));
}

function eventsOf(change: Change, where: Channel, world: World): readonly Fields[] {
  const place = { channel: where.id, channel_type: where.with ? 'im' : 'channel' };
  switch (change.kind) {
    case 'posted': {
      if (change.quiet) return [];
      const message = posted(change.message, world);
      const event = { ...message, ...place, event_ts: message.ts };
      return mentionsBot(change.message) && !where.with ? [event, mention(event)] : [event];
    }
    case 'updated':
      return [
        {
          ...hidden('message_changed', place),
          message: bare(change.message),
          previous_message: bare(change.previous),
        },
      ];
    case 'deleted':
      return [
        {
          ...hidden('message_deleted', place),
          deleted_ts: change.message.ts,
          previous_message: bare(change.message),
        },
      ];
    default:
      return [];
  }
}

function posted(message: Message, world: World): Message {
  if (!isReply(message)) return message;
  const root = world.messages.find(message.channel, message.thread_ts ?? '');
  const broadcast = message.subtype === 'thread_broadcast' && root ? { root: bare(root) } : {};
  return root?.user ? { ...message, parent_user_id: root.user, ...broadcast } : { ...message, ...broadcast };
}

function mentionsBot(message: Message): boolean {
  const said = message.subtype === undefined || message.subtype === 'file_share';
  return !message.bot_id && said && message.text.includes(`<@${BOT.userId}`);
}

function mention(event: Fields): Fields {
  const { channel_type: _, parent_user_id: __, ...rest } = event;
  return { ...rest, type: 'app_mention' };
}

function hidden(subtype: string, place: Fields): Fields {
  const ts = newTs();
  return { type: 'message', subtype, hidden: true, ts, event_ts: ts, ...place };
}

/** Inside of an event a message does not repeat its channel. */
function bare(message: Message): Fields {
  const { channel: _, ...rest } = message;
  return rest;
}

function envelope(event: Fields): Fields {
  return {
    token: 'sandbox',
    team_id: TEAM.id,
    context_team_id: TEAM.id,
    context_enterprise_id: null,
    api_app_id: BOT.appId,
    event,
    type: 'event_callback',
    event_id: newId('Ev'),
    event_time: Math.floor(Date.now() / 1000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: TEAM.id,
        user_id: BOT.userId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
    event_context: `4-${newId('E')}`,
  };
}
