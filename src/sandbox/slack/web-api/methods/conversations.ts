/** Channels and what was said in them. */
import type { Fields } from '../../json.ts';
import type { Message } from '../../messages.ts';
import { BOT, CHANNELS, type Channel } from '../../seeds.ts';
import { rootsOf, threadOf, withThread } from '../../threads.ts';
import type { World } from '../../world.ts';
import { ApiError } from '../api-error.ts';
import { flag, need } from '../arguments.ts';
import type { Methods } from '../method.ts';
import { page } from '../paging.ts';
import { channelOf, joinedChannel } from '../places.ts';

export const CONVERSATION_METHODS: Methods = {
  'conversations.list': {
    tier: 'tier2',
    token: 'bot',
    call: (_, args) => {
      const types = String(args['types'] ?? 'public_channel').split(',');
      const wanted = CHANNELS.filter((one) => types.includes(one.with ? 'im' : 'public_channel'));
      const { items, next } = page(wanted, args, 100);
      return { channels: items.map(asConversation), response_metadata: { next_cursor: next } };
    },
  },
  'conversations.info': {
    tier: 'tier3',
    token: 'bot',
    call: (_, args) => ({ channel: asConversation(channelOf(args)) }),
  },
  'conversations.history': {
    tier: 'tier3',
    token: 'bot',
    call: (world, args) => {
      const where = joinedChannel(args);
      return told(world, between(rootsOf(world.messages, where.id), args).toReversed(), args, 100);
    },
  },
  'conversations.replies': {
    tier: 'tier3',
    token: 'bot',
    call: (world, args) => {
      const where = joinedChannel(args);
      const message = world.messages.find(where.id, need(args, 'ts'));
      if (!message) throw new ApiError('thread_not_found');
      const root = message.thread_ts ?? message.ts;
      const [first, ...replies] = threadOf(world.messages, where.id, root);
      return told(world, first ? [first, ...between(replies, args)] : [], args, 1000);
    },
  },
};

function told(world: World, messages: readonly Message[], args: Fields, usual: number): Fields {
  const { items, next } = page(messages, args, usual);
  const shown = items.map((one) => {
    const { channel: _, metadata, ...rest } = withThread(world.messages, one);
    return flag(args, 'include_all_metadata') && metadata ? { ...rest, metadata } : rest;
  });
  return { messages: shown, has_more: next !== '', response_metadata: { next_cursor: next } };
}

function between(messages: readonly Message[], args: Fields): readonly Message[] {
  const oldest = Number(args['oldest'] ?? 0);
  const latest = Number(args['latest'] ?? Number.POSITIVE_INFINITY);
  const edge = flag(args, 'inclusive');
  return messages.filter(({ ts }) => {
    const at = Number(ts);
    return edge ? at >= oldest && at <= latest : at > oldest && at < latest;
  });
}

function asConversation(channel: Channel): Fields {
  if (channel.with)
    return { id: channel.id, is_im: true, is_channel: false, user: channel.with, created: 1_700_000_000 };
  return {
    id: channel.id,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: true,
    is_group: false,
    is_im: false,
    is_mpim: false,
    is_private: false,
    is_archived: false,
    is_general: false,
    is_shared: false,
    is_ext_shared: false,
    is_member: channel.members.includes(BOT.userId),
    created: 1_700_000_000,
    topic: { value: channel.topic, creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
    num_members: channel.members.length,
  };
}
