/** The channel and the message that arguments name. */
import type { Fields } from '../json.ts';
import type { Message } from '../messages.ts';
import { BOT, type Channel, channel } from '../seeds.ts';
import { isReply } from '../threads.ts';
import type { World } from '../world.ts';
import { ApiError } from './api-error.ts';
import { need } from './arguments.ts';

/** Throws channel_not_found. */
export function channelOf(args: Fields): Channel {
  if (!args['channel']) throw new ApiError('channel_not_found');
  const found = channel(need(args, 'channel'));
  if (!found) throw new ApiError('channel_not_found');
  return found;
}

/** A channel the bot is a member of. Throws channel_not_found, not_in_channel. */
export function joinedChannel(args: Fields): Channel {
  const found = channelOf(args);
  if (!found.members.includes(BOT.userId)) throw new ApiError('not_in_channel');
  return found;
}

/** The message `ts` names. Throws message_not_found. */
export function messageOf(world: World, where: Channel, ts: string): Message {
  const found = world.messages.find(where.id, ts);
  if (!found) throw new ApiError('message_not_found');
  return found;
}

/** The root a reply belongs under; a reply's own ts leads to its root. Throws thread_not_found. */
export function rootOf(world: World, where: Channel, args: Fields): string | undefined {
  const ts = args['thread_ts'];
  if (typeof ts !== 'string' || ts === '') return undefined;
  if (!/^\d+\.\d+$/.test(ts)) throw new ApiError('invalid_thread_ts');
  const root = world.messages.find(where.id, ts);
  if (!root) throw new ApiError('thread_not_found');
  return isReply(root) ? root.thread_ts : root.ts;
}
