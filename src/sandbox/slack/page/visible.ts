/** Which messages a person sees, and which of them are new. */
import { useEffect, useState } from 'react';
import type { Message, Workspace } from './data.ts';

export interface Visible {
  /** Roots and the person's own ephemerals, oldest first. */
  readonly roots: readonly Message[];
  readonly replies: ReadonlyMap<string, readonly Message[]>;
}

function isReply(message: Message): boolean {
  return message.thread_ts !== undefined && message.thread_ts !== message.ts;
}

export function visibleIn(workspace: Workspace, channel: string, user: string): Visible {
  const all = [
    ...workspace.messages.filter((one) => one.channel === channel),
    ...workspace.ephemerals.filter((one) => one.channel === channel && one.visible_to === user),
  ].toSorted((a, b) => Number(a.ts) - Number(b.ts));
  const replies = new Map<string, readonly Message[]>();
  for (const message of all) {
    if (!isReply(message)) continue;
    const root = message.thread_ts ?? '';
    replies.set(root, [...(replies.get(root) ?? []), message]);
  }
  return { roots: all.filter((one) => !isReply(one) || one.subtype === 'thread_broadcast'), replies };
}

type Read = Readonly<Record<string, string>>;

/** The last message of a channel that this person has seen; `see` says they see it all now. */
export function useRead(user: string): {
  readonly upTo: (channel: string) => string;
  see(channel: string, ts: string): void;
} {
  const key = `read ${user}`;
  const [read, setRead] = useState<Read>(() => load(key));
  const [began] = useState(() => String(Date.now() / 1000));
  useEffect(() => setRead(load(key)), [key]);
  return {
    upTo: (channel) => read[channel] ?? began,
    see: (channel, ts) => {
      const now = load(key);
      if (Number(now[channel] ?? 0) >= Number(ts)) return;
      const next = { ...now, [channel]: ts };
      localStorage.setItem(key, JSON.stringify(next));
      setRead(next);
    },
  };
}

function load(key: string): Read {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '{}') as Read;
  } catch {
    return {};
  }
}

export interface Unread {
  readonly count: number;
  /** A direct message, or one that names this person. */
  readonly calls: boolean;
}

export function unreadIn(workspace: Workspace, channel: string, user: string, upTo: string): Unread {
  const direct = workspace.channels.find((one) => one.id === channel)?.with !== undefined;
  const fresh = visibleIn(workspace, channel, user).roots.filter(
    (one) => Number(one.ts) > Number(upTo) && one.user !== user,
  );
  const calls = fresh.some((one) => direct || one.text.includes(`<@${user}>`));
  return { count: fresh.length, calls };
}
