/** A channel: its head, its messages, the composer. */
import { type ReactNode, useEffect, useState } from 'react';
import { Composer } from './composer.tsx';
import { useDesk } from './desk.tsx';
import { Home } from './home.tsx';
import { Icon } from './icons.tsx';
import { MessageList } from './message-list.tsx';
import { send } from './send.ts';
import { type Visible, visibleIn } from './visible.ts';
import { say } from './words.ts';

interface ChannelPaneProps {
  /** What stands at the right of the head. */
  readonly tools: ReactNode;
  readonly readUpTo: string;
  see(ts: string): void;
  showSidebar(): void;
}

export function ChannelPane({ tools, readUpTo, see, showSidebar }: ChannelPaneProps) {
  const { workspace, me, channel } = useDesk();
  const [tab, setTab] = useState<'messages' | 'home'>('messages');
  const visible = visibleIn(workspace, channel.id, me.id);
  const name = channel.with ? workspace.bot.name : channel.name;
  const shown = channel.with ? tab : 'messages';
  useEffect(() => {
    if (channel.with) void send('home', { user: me.id, tab: shown });
  }, [channel.with, me.id, shown]);
  return (
    <main className="pane">
      <header className="pane-head">
        <button type="button" className="ghost narrow-only" aria-label={say.channels} onClick={showSidebar}>
          <Icon name="menu" />
        </button>
        <h1>
          {!channel.with && <Icon name="hash" size={17} />}
          {name}
        </h1>
        {channel.with ? <Tabs tab={tab} choose={setTab} /> : <p>{channel.topic}</p>}
        <div className="pane-tools">{tools}</div>
      </header>
      {shown === 'home' ? <Home /> : <Talk visible={visible} name={name} readUpTo={readUpTo} see={see} />}
    </main>
  );
}

interface TalkProps extends Pick<ChannelPaneProps, 'readUpTo' | 'see'> {
  readonly visible: Visible;
  readonly name: string;
}

function Talk({ visible, name, readUpTo, see }: TalkProps) {
  const { me, channel } = useDesk();
  const place = `${me.id} ${channel.id}`;
  const last = visible.roots.at(-1)?.ts;
  // The line stays where it was when the channel was entered; what comes while one looks on is not new.
  const entering = { place, upTo: readUpTo, until: last ?? '0' };
  const [entered, setEntered] = useState(entering);
  if (entered.place !== place) setEntered(entering);
  useEffect(() => {
    if (last) see(last);
  }, [last, see]);
  const anyNew = visible.roots.some(
    ({ ts, user }) =>
      Number(ts) > Number(entered.upTo) && Number(ts) <= Number(entered.until) && user !== me.id,
  );
  return (
    <>
      <MessageList
        name={place}
        messages={visible.roots}
        replies={visible.replies}
        readUpTo={anyNew ? entered.upTo : undefined}
        beginning={<Beginning name={name} empty={visible.roots.length === 0} />}
      />
      <Composer key={place} placeholder={say.messageTo(channel.with ? name : `#${name}`)} />
    </>
  );
}

function Tabs({ tab, choose }: { readonly tab: string; choose(tab: 'messages' | 'home'): void }) {
  return (
    <div className="tabs" role="tablist">
      {(['messages', 'home'] as const).map((one) => (
        <button type="button" role="tab" key={one} aria-selected={one === tab} onClick={() => choose(one)}>
          {say.tabs[one]}
        </button>
      ))}
    </div>
  );
}

function Beginning({ name, empty }: { readonly name: string; readonly empty: boolean }) {
  const { workspace, me, channel } = useDesk();
  const examples = workspace.commands
    .flatMap((one) => one.examples.slice(0, 1))
    // The one that says most comes first.
    .toSorted((a, b) => b.length - a.length)
    .slice(0, 3);
  const ask = (text: string): void => void send('command', { user: me.id, channel: channel.id, text });
  return (
    <div className="beginning">
      <h2>{channel.with ? name : `# ${name}`}</h2>
      <p>{channel.with ? say.withTheApp : say.beginningOf(name, channel.topic)}</p>
      {empty && examples.length > 0 && (
        <div className="tries">
          <span>{say.try}</span>
          {examples.map((one) => {
            const text = one.replace(/^\/?registry\s+/, '');
            return (
              <button type="button" className="button" key={one} onClick={() => ask(text)}>
                {workspace.command} {text}
              </button>
            );
          })}
        </div>
      )}
    </div>
  );
}
