/** One message in a list. */
import { Content } from './content.tsx';
import type { Fields, Message as Told } from './data.ts';
import { useDesk } from './desk.tsx';
import { Emoji } from './emoji.tsx';
import { Icon } from './icons.tsx';
import { authorOf, Face, useAuthor } from './people.tsx';
import { send } from './send.ts';
import { Ago, clock, dateOf, exact } from './times.tsx';
import { say } from './words.ts';

/** The message shortcut of the app's manifest. */
const SHORTCUT = 'explain_message';

interface MessageProps {
  readonly message: Told;
  /** `joined`: the message before is of the same author and just before. */
  readonly look: 'whole' | 'joined';
  /** Replies under it; absent inside a thread. */
  readonly replies?: readonly Told[];
}

export function Message({ message, look, replies }: MessageProps) {
  const { workspace } = useDesk();
  const author = authorOf(workspace, message);
  const whisper = message['visible_to'] !== undefined;
  return (
    <article
      className={`message ${look} ${whisper ? 'whisper' : ''}`}
      data-ts={message.ts}
      aria-label={author.name}
    >
      {whisper && (
        <p className="whisper-mark">
          <Icon name="eye" size={14} /> {say.onlyYou}
        </p>
      )}
      <div className="gutter">
        {look === 'whole' ? (
          <Face author={author} />
        ) : (
          <time title={exact(dateOf(message.ts))}>{clock(dateOf(message.ts))}</time>
        )}
      </div>
      <div className="body">
        {look === 'whole' && (
          <header>
            <strong>{author.name}</strong>
            {author.app && <span className="app-mark">{say.app}</span>}
            <Ago ts={message.ts} />
          </header>
        )}
        <Content message={message} />
        {message['edited'] !== undefined && <span className="edited">{say.edited}</span>}
        <Reactions message={message} />
        {replies && replies.length > 0 && <Replies root={message} replies={replies} />}
      </div>
      {replies && !whisper && <Tools message={message} />}
    </article>
  );
}

function Tools({ message }: { readonly message: Told }) {
  const { openThread, me, channel } = useDesk();
  const root = message.thread_ts ?? message.ts;
  return (
    <div className="tools">
      <button
        type="button"
        title={say.replyInThread}
        aria-label={say.replyInThread}
        onClick={() => openThread(root)}
      >
        <Icon name="thread" />
      </button>
      <button
        type="button"
        title={say.copyText}
        aria-label={say.copyText}
        onClick={() => void navigator.clipboard.writeText(message.text)}
      >
        <Icon name="copy" />
      </button>
      <button
        type="button"
        title={say.explain}
        aria-label={say.explain}
        onClick={() => {
          openThread(root);
          void send('shortcut', {
            user: me.id,
            channel: channel.id,
            message_ts: message.ts,
            callback_id: SHORTCUT,
          });
        }}
      >
        <Icon name="pulse" />
      </button>
    </div>
  );
}

function Replies({ root, replies }: { readonly root: Told; readonly replies: readonly Told[] }) {
  const { openThread } = useDesk();
  const users = [...new Set(replies.map((one) => one.user ?? ''))].slice(0, 3);
  const last = replies.at(-1);
  return (
    <button type="button" className="replies" onClick={() => openThread(root.ts)}>
      {users.map((id) => (
        <SmallFace key={id} id={id} />
      ))}
      <b>{say.replies(replies.length)}</b>
      {last && <Ago ts={last.ts} />}
    </button>
  );
}

function SmallFace({ id }: { readonly id: string }) {
  return <Face author={useAuthor(id)} size={22} />;
}

function Reactions({ message }: { readonly message: Told }) {
  const reactions = (message['reactions'] ?? []) as readonly Fields[];
  if (reactions.length === 0) return null;
  return (
    <div className="reactions">
      {reactions.map((one) => (
        <span key={String(one['name'])}>
          <Emoji name={String(one['name'])} glyph={EMOJI[String(one['name'])]} /> {String(one['count'])}
        </span>
      ))}
    </div>
  );
}

const EMOJI: Readonly<Record<string, string>> = {
  eyes: '👀',
  white_check_mark: '✅',
  x: '❌',
  warning: '⚠️',
  hourglass_flowing_sand: '⏳',
  mag: '🔍',
  '+1': '👍',
  '-1': '👎',
};
