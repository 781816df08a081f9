/** Where a person types: completes verbs and names, sends commands and messages. */
import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from 'react';
import { type Completion, completions } from './completions.ts';
import { CompletionsList } from './completions-list.tsx';
import { meaning } from './composer-keys.ts';
import { useDesk } from './desk.tsx';
import { Icon } from './icons.tsx';
import { type Sent, send } from './send.ts';
import { say } from './words.ts';

interface ComposerProps {
  readonly placeholder: string;
  /** Set in a thread. */
  readonly thread?: string;
}

export function Composer({ placeholder, thread }: ComposerProps) {
  const { workspace } = useDesk();
  const [typed, setTyped] = useState('');
  const [hidden, setHidden] = useState(false);
  const [at, setAt] = useState(0);
  const [last, setLast] = useState('');
  const [notice, setNotice] = useState('');
  const submit = useSubmit(thread);
  const field = useRef<HTMLTextAreaElement>(null);
  const menu = useId();
  const found = hidden ? [] : completions(workspace, typed, thread ? 'thread' : 'channel');
  const marked = found[at % Math.max(1, found.length)];

  useLayoutEffect(() => {
    if (!field.current || typed === undefined) return;
    field.current.style.height = 'auto';
    field.current.style.height = `${Math.min(field.current.scrollHeight, 200)}px`;
  }, [typed]);

  const type = (text: string): void => {
    setTyped(text);
    setHidden(false);
    setAt(0);
    setNotice('');
  };
  const take = (completion: Completion): void => {
    type(completion.text);
    field.current?.focus();
  };
  const go = async (): Promise<void> => {
    const text = typed.trim();
    if (text === '') return;
    setLast(text);
    type('');
    const sent = await submit(text);
    if (sent.ok) return;
    setNotice(sent.why ?? '');
    setTyped(text);
  };
  const keys = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const meant = meaning(event, { typed, last, count: found.length, marked });
    if (meant.kind === 'nothing') return;
    event.preventDefault();
    if (meant.kind === 'mark') setAt((at + meant.step + found.length) % found.length);
    if (meant.kind === 'hide') setHidden(true);
    if (meant.kind === 'take') take(meant.completion);
    if (meant.kind === 'recall') type(meant.text);
    if (meant.kind === 'send') void go();
  };
  return (
    <div className="composer">
      <CompletionsList id={menu} found={found} marked={marked} mark={setAt} take={take} />
      <div className="composer-box">
        <textarea
          ref={field}
          rows={1}
          value={typed}
          placeholder={placeholder}
          aria-label={placeholder}
          aria-autocomplete="list"
          aria-controls={found.length > 0 ? menu : undefined}
          onChange={(event) => type(event.target.value)}
          onKeyDown={keys}
        />
        <div className="composer-bar">
          {!thread && (
            <button
              type="button"
              title={say.command}
              onClick={() => take({ label: '', about: '', text: '/' })}
            >
              /
            </button>
          )}
          <button
            type="button"
            title={say.mention(workspace.bot.name)}
            onClick={() => take({ label: '', about: '', text: `@${workspace.bot.name} ` })}
          >
            @
          </button>
          <span className="composer-hint">
            <kbd>Enter</kbd> {say.sends} · <kbd>Shift</kbd>+<kbd>Enter</kbd> {say.newLine}
          </span>
          <button
            type="button"
            className="composer-send"
            aria-label={say.send}
            disabled={typed.trim() === ''}
            onClick={() => void go()}
          >
            <Icon name="send" />
          </button>
        </div>
      </div>
      <p className="notice" role="status">
        {notice}
      </p>
    </div>
  );
}

/** Commands go where commands go; anything else is a message. */
function useSubmit(thread: string | undefined): (text: string) => Promise<Sent> {
  const { workspace, me, channel } = useDesk();
  const { command, bot } = workspace;
  return async (text) => {
    const word = /^\/\S*/.exec(text)?.[0].toLowerCase();
    if (word && thread) return { ok: false, why: say.noCommandInThread(bot.name) };
    if (word && word !== command) return { ok: false, why: say.unknownCommand(word, command) };
    const to = { user: me.id, channel: channel.id, text };
    if (!word) return send('message', thread ? { ...to, thread_ts: thread } : to);
    const sent = await send('command', to);
    // Slackbot has said it in the channel already.
    return { ok: true, ...(sent.why && !/^\w+$/.test(sent.why) ? { ok: false, why: sent.why } : {}) };
  };
}
