/** Messages under each other: days, authors, what is new; stays at the end while new ones come. */
import { Fragment, type ReactNode, useLayoutEffect, useRef } from 'react';
import type { Message as Told } from './data.ts';
import { Message } from './message.tsx';
import { dateOf, dayName } from './times.tsx';
import { say } from './words.ts';

interface ListProps {
  readonly messages: readonly Told[];
  /** Replies by root; absent inside a thread. */
  readonly replies?: ReadonlyMap<string, readonly Told[]>;
  /** Messages after this one are new. */
  readonly readUpTo?: string | undefined;
  /** Changes when another list is shown: then it starts at its end. */
  readonly name: string;
  readonly beginning?: ReactNode;
}

const JOINED_WITHIN_S = 300;
const NEAR_END_PX = 80;

export function MessageList({ messages, replies, readUpTo, name, beginning }: ListProps) {
  const frame = useEnd(name);
  const firstNew =
    readUpTo === undefined ? undefined : messages.find((one) => Number(one.ts) > Number(readUpTo));
  return (
    <div className="list" ref={frame} role="log" aria-label={say.messages}>
      <div className="list-inner">
        {beginning}
        {messages.map((message, n) => {
          const before = messages[n - 1];
          const day = dayName(dateOf(message.ts));
          const newDay = !before || dayName(dateOf(before.ts)) !== day;
          const isNew = message === firstNew;
          const joined = before && !newDay && !isNew && joins(before, message);
          const under = replies && { replies: replies.get(message.ts) ?? [] };
          return (
            <Fragment key={message.ts}>
              {newDay && replies && (
                <div className="day">
                  <span>{day}</span>
                </div>
              )}
              {isNew && (
                <div className="new-mark">
                  <span>{say.newMessages}</span>
                </div>
              )}
              <Message message={message} look={joined ? 'joined' : 'whole'} {...under} />
            </Fragment>
          );
        })}
      </div>
    </div>
  );
}

/** Answers made of blocks each stand for themselves; only lines of talk run on. */
function joins(before: Told, message: Told): boolean {
  if (before.blocks?.length || message.blocks?.length) return false;
  const who = (one: Told): string =>
    `${one.user} ${one.bot_id} ${String(one['username'])} ${String(one['visible_to'])}`;
  return who(before) === who(message) && Number(message.ts) - Number(before.ts) < JOINED_WITHIN_S;
}

/** Keeps the end in view while the person is there, also when a message grows. */
function useEnd(name: string) {
  const frame = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another name is another list
  useLayoutEffect(() => {
    const list = frame.current;
    const inner = list?.firstElementChild;
    if (!list || !inner) return;
    let atEnd = true;
    const seen = (): void => {
      atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < NEAR_END_PX;
    };
    const follow = (): void => {
      if (atEnd) list.scrollTop = list.scrollHeight;
    };
    follow();
    const sizes = new ResizeObserver(follow);
    sizes.observe(inner);
    sizes.observe(list);
    list.addEventListener('scroll', seen, { passive: true });
    return () => {
      sizes.disconnect();
      list.removeEventListener('scroll', seen);
    };
  }, [name]);
  return frame;
}
