/** What is done to messages that are there: update, delete, permalink, reactions. */
import { type Fields, list } from '../../json.ts';
import type { Message } from '../../messages.ts';
import { BOT } from '../../seeds.ts';
import { isReply } from '../../threads.ts';
import type { World } from '../../world.ts';
import { ApiError } from '../api-error.ts';
import { need } from '../arguments.ts';
import { readContent } from '../content.ts';
import type { Methods } from '../method.ts';
import { channelOf, joinedChannel, messageOf } from '../places.ts';

/** chat.update takes a tenth of what chat.postMessage takes. */
const LONGEST = 4_000;

export const CHAT_METHODS: Methods = {
  'chat.update': { tier: 'tier3', token: 'bot', call: update },
  'chat.delete': {
    tier: 'tier3',
    token: 'bot',
    call: (world, args) => {
      const where = channelOf(args);
      const message = messageOf(world, where, need(args, 'ts'));
      if (message.bot_id !== BOT.botId) throw new ApiError('cant_delete_message');
      world.messages.remove(message);
      return { channel: where.id, ts: message.ts };
    },
  },
  'chat.getPermalink': {
    tier: 'special',
    token: 'bot',
    call: (world, args) => {
      const where = channelOf(args);
      const message = messageOf(world, where, need(args, 'message_ts'));
      return { channel: where.id, permalink: permalink(world, message) };
    },
  },
  'reactions.add': { tier: 'tier3', token: 'bot', call: react },
};

function update(world: World, args: Fields): Fields {
  const where = channelOf(args);
  const message = messageOf(world, where, need(args, 'ts'));
  if (message.bot_id !== BOT.botId) throw new ApiError('cant_update_message');
  const { text, blocks, attachments, metadata } = readContent(args, LONGEST);
  // Text alone takes the blocks away; attachments stay unless an empty list is sent.
  const kept = attachments ?? message.attachments;
  const textChanged = text !== message.text && !blocks;
  const changed = world.messages.update(message, {
    text,
    blocks,
    attachments: kept?.length ? kept : undefined,
    ...(metadata ? { metadata } : {}),
    ...(textChanged ? { edited: { user: BOT.userId, ts: `${Math.floor(Date.now() / 1000)}.000000` } } : {}),
  });
  const { channel, ts, ...shown } = changed;
  return { channel, ts, text, message: shown };
}

function react(world: World, args: Fields): Fields {
  const where = joinedChannel(args);
  const name = need(args, 'name').replaceAll(':', '');
  if (!/^[a-z0-9_+'-]+$/.test(name)) throw new ApiError('invalid_name');
  const message = messageOf(world, where, need(args, 'timestamp'));
  const before = list(message['reactions']);
  if (before.some((one) => one['name'] === name)) throw new ApiError('already_reacted');
  world.messages.react(message, { reactions: [...before, { name, users: [BOT.userId], count: 1 }] });
  return {};
}

function permalink(world: World, message: Message): string {
  const at = `${world.origin()}/archives/${message.channel}/p${message.ts.replace('.', '')}`;
  return isReply(message) ? `${at}?thread_ts=${message.thread_ts}&cid=${message.channel}` : at;
}
