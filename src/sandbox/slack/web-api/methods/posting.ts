/** chat.postMessage and chat.postEphemeral. */
import { BOT_AUTHOR } from '../../bot-author.ts';
import { person } from '../../seeds.ts';
import { ApiError } from '../api-error.ts';
import { flag, need } from '../arguments.ts';
import { readContent } from '../content.ts';
import type { Methods } from '../method.ts';
import { joinedChannel, rootOf } from '../places.ts';

/** Characters of text. Slack advises 4 000 and takes no more than 40 000. */
const LONGEST = 40_000;

export const POSTING_METHODS: Methods = {
  'chat.postMessage': {
    tier: 'post',
    token: 'bot',
    call: (world, args) => {
      const where = joinedChannel(args);
      const content = readContent(args, LONGEST);
      const thread = rootOf(world, where, args);
      const message = world.messages.post({
        ...BOT_AUTHOR,
        ...content,
        channel: where.id,
        ...(thread ? { thread_ts: thread } : {}),
        ...(thread && flag(args, 'reply_broadcast') ? { subtype: 'thread_broadcast' } : {}),
      });
      const { channel, ...shown } = message;
      return { channel, ts: message.ts, message: shown };
    },
  },
  'chat.postEphemeral': {
    tier: 'tier4',
    token: 'bot',
    call: (world, args) => {
      const where = joinedChannel(args);
      const who = person(need(args, 'user'));
      if (!who) throw new ApiError('user_not_found');
      if (!where.members.includes(who.id)) throw new ApiError('user_not_in_channel');
      const content = readContent(args, LONGEST);
      const thread = rootOf(world, where, args);
      const draft = {
        ...BOT_AUTHOR,
        ...content,
        channel: where.id,
        ...(thread ? { thread_ts: thread } : {}),
      };
      return { message_ts: world.messages.whisper(draft, who.id).ts };
    },
  },
};
