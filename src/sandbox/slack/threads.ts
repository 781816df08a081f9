/** Threads: roots, replies and the counts Slack shows with the root. */
import type { Fields } from './json.ts';
import type { Message, Messages } from './messages.ts';

export function isReply(message: Message): boolean {
  return message.thread_ts !== undefined && message.thread_ts !== message.ts;
}

/** What the channel itself shows: roots, and replies that were also sent to it. */
export function rootsOf(messages: Messages, channel: string): readonly Message[] {
  return messages.in(channel).filter((one) => !isReply(one) || one.subtype === 'thread_broadcast');
}

/** The root first, then its replies. */
export function threadOf(messages: Messages, channel: string, root: string): readonly Message[] {
  return messages.in(channel).filter((one) => one.ts === root || one.thread_ts === root);
}

/** A message with reply_count and its companions, where it has replies. */
export function withThread(messages: Messages, message: Message): Message {
  if (isReply(message)) return message;
  const replies = threadOf(messages, message.channel, message.ts).filter(isReply);
  const latest = replies.at(-1);
  if (!latest) return message;
  const users = [...new Set(replies.map((one) => one.user ?? ''))].filter(Boolean);
  const thread: Fields = {
    thread_ts: message.ts,
    reply_count: replies.length,
    reply_users_count: users.length,
    latest_reply: latest.ts,
    reply_users: users,
  };
  return { ...message, ...thread };
}
