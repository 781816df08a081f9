/** All messages of the workspace, kept in memory, and who wants to know of changes. */
import { newTs } from './ids.ts';
import type { Fields } from './json.ts';

export interface Message {
  readonly type: 'message';
  readonly ts: string;
  readonly channel: string;
  readonly text: string;
  readonly user?: string;
  readonly bot_id?: string;
  readonly subtype?: string;
  readonly thread_ts?: string;
  readonly blocks?: readonly Fields[];
  readonly attachments?: readonly Fields[];
  readonly metadata?: Fields;
  readonly [field: string]: unknown;
}

/** A message that one person sees and Slack does not keep. */
export interface Ephemeral extends Message {
  readonly visible_to: string;
}

export type Draft = Omit<Message, 'type' | 'ts'> & { readonly ts?: string };

export type Change =
  | { readonly kind: 'posted'; readonly message: Message; readonly quiet: boolean }
  | { readonly kind: 'updated'; readonly message: Message; readonly previous: Message }
  | { readonly kind: 'deleted'; readonly message: Message }
  | { readonly kind: 'reacted'; readonly message: Message }
  | { readonly kind: 'ephemeral'; readonly message: Ephemeral }
  | { readonly kind: 'ephemeral-gone'; readonly message: Ephemeral };

export interface Messages {
  /** Adds a message. `quiet`: the page shows it, the bot hears nothing. */
  post(draft: Draft, how?: 'loud' | 'quiet'): Message;
  update(message: Message, fields: Fields): Message;
  remove(message: Message): void;
  react(message: Message, fields: Fields): void;
  whisper(draft: Draft, visibleTo: string, ts?: string): Ephemeral;
  unwhisper(message: Ephemeral): void;
  find(channel: string, ts: string): Message | undefined;
  findWhisper(channel: string, ts: string): Ephemeral | undefined;
  /** Oldest first; replies included. */
  in(channel: string): readonly Message[];
  whispers(): readonly Ephemeral[];
  watch(see: (change: Change) => void): () => void;
}

export function createMessages(): Messages {
  const kept = new Map<string, Message[]>();
  let whispers: readonly Ephemeral[] = [];
  const watchers = new Set<(change: Change) => void>();
  const tell = (change: Change): void => {
    for (const see of watchers) see(change);
  };
  const room = (channel: string): Message[] => {
    const found = kept.get(channel) ?? [];
    kept.set(channel, found);
    return found;
  };
  const put = (message: Message): Message => {
    const all = room(message.channel);
    const at = all.findIndex((one) => one.ts === message.ts);
    if (at >= 0) all[at] = message;
    else all.push(message);
    return message;
  };
  return {
    post: (draft, how = 'loud') => {
      const message = put({ ...draft, type: 'message', ts: draft.ts ?? newTs() } as Message);
      tell({ kind: 'posted', message, quiet: how === 'quiet' });
      return message;
    },
    update: (message, fields) => {
      const changed = put(without({ ...message, ...fields }));
      tell({ kind: 'updated', message: changed, previous: message });
      return changed;
    },
    remove: (message) => {
      kept.set(
        message.channel,
        room(message.channel).filter((one) => one.ts !== message.ts),
      );
      tell({ kind: 'deleted', message });
    },
    react: (message, fields) => tell({ kind: 'reacted', message: put(without({ ...message, ...fields })) }),
    whisper: (draft, visibleTo, ts = newTs()) => {
      const message = { ...draft, type: 'message', ts, visible_to: visibleTo } as Ephemeral;
      whispers = [...whispers.filter((one) => one.ts !== ts), message];
      tell({ kind: 'ephemeral', message });
      return message;
    },
    unwhisper: (message) => {
      whispers = whispers.filter((one) => one.ts !== message.ts);
      tell({ kind: 'ephemeral-gone', message });
    },
    find: (channel, ts) => kept.get(channel)?.find((one) => one.ts === ts),
    findWhisper: (channel, ts) => whispers.find((one) => one.channel === channel && one.ts === ts),
    in: (channel) => kept.get(channel) ?? [],
    whispers: () => whispers,
    watch: (see) => {
      watchers.add(see);
      return () => void watchers.delete(see);
    },
  };
}

/** A field set to undefined is a field taken away. */
function without(fields: Fields): Message {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Message;
}
