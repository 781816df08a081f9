/** The whole page. */
import { useCallback, useEffect, useState } from 'react';
import { ChannelPane } from './channel-pane.tsx';
import type { Channel, Person, Workspace } from './data.ts';
import { type Desk, DeskContext } from './desk.tsx';
import { type Faults, FaultsPanel, useFaults } from './faults.tsx';
import { Icon } from './icons.tsx';
import { Modal } from './modal.tsx';
import { Sidebar } from './sidebar.tsx';
import { ThreadPane } from './thread-pane.tsx';
import { unreadIn, useRead } from './visible.ts';
import { say } from './words.ts';
import { useWorkspace } from './workspace.ts';

/** From this width on there is room for what is broken beside the channel. */
const WIDE_PX = 1180;

export function App() {
  const workspace = useWorkspace();
  if (!workspace) return <p className="loading">{say.loading}</p>;
  return <Frame workspace={workspace} />;
}

type Side =
  | { readonly kind: 'none' }
  | { readonly kind: 'faults' }
  | { readonly kind: 'thread'; readonly ts: string };

function Frame({ workspace }: { readonly workspace: Workspace }) {
  const [me, setMe] = useMe(workspace);
  const [at, setAt] = useState(() => linked()?.channel ?? workspace.channels[0]?.id);
  const [side, setSide] = useState<Side>(() => firstSide());
  const [drawer, setDrawer] = useState<'open' | 'closed'>('closed');
  const faults = useFaults();
  const read = useRead(me.id);
  const channel = placeOf(workspace, at, me);
  const { see } = read;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `see` is new each time and does the same
  const seeHere = useCallback((ts: string) => see(channel.id, ts), [channel.id, me.id]);
  const broken = faults.all?.filter((one) => !one.healed).length ?? 0;
  const closeSide = (): void => setSide({ kind: 'none' });
  const desk: Desk = {
    workspace,
    me,
    channel,
    openThread: (ts) => (ts ? setSide({ kind: 'thread', ts }) : closeSide()),
  };
  const goTo = (to: Channel): void => {
    setAt(to.id);
    setDrawer('closed');
    if (side.kind === 'thread') closeSide();
  };
  useEscape(side.kind === 'none' ? undefined : closeSide);
  useTitle(workspace, channel, broken);
  const top = workspace.views[me.id]?.at(-1);
  const toggle = faults.all && (
    <button
      type="button"
      className={`button button-small faults-toggle ${side.kind === 'faults' ? 'on' : ''}`}
      aria-pressed={side.kind === 'faults'}
      onClick={() => setSide(side.kind === 'faults' ? { kind: 'none' } : { kind: 'faults' })}
    >
      <Icon name="pulse" size={16} /> <span>{say.broken}</span> <b>{broken}</b>
    </button>
  );
  return (
    <DeskContext value={desk}>
      <div className={`frame drawer-${drawer}`}>
        <Sidebar
          workspace={workspace}
          me={me}
          channel={channel}
          unread={(one) => unreadIn(workspace, one.id, me.id, read.upTo(one.id))}
          goTo={goTo}
          actAs={(who) => {
            setMe(who);
            setDrawer('closed');
          }}
        />
        <button
          type="button"
          className="curtain"
          aria-label={say.close}
          onClick={() => setDrawer('closed')}
        />
        <ChannelPane
          key={channel.id}
          tools={toggle}
          readUpTo={read.upTo(channel.id)}
          see={seeHere}
          showSidebar={() => setDrawer('open')}
        />
        <SidePane side={side} faults={faults} close={closeSide} />
      </div>
      {top && <Modal key={`${top.id} ${me.id}`} view={top} />}
    </DeskContext>
  );
}

function SidePane({ side, faults, close }: { readonly side: Side; readonly faults: Faults; close(): void }) {
  if (side.kind === 'thread') return <ThreadPane root={side.ts} />;
  if (side.kind === 'faults' && faults.all) return <FaultsPanel faults={faults} close={close} />;
  return null;
}

function placeOf(workspace: Workspace, at: string | undefined, me: Person): Channel {
  const wanted = workspace.channels.find((one) => one.id === at);
  // The direct message of another person becomes that of who acts now.
  const mine = wanted?.with ? workspace.channels.find((one) => one.with === me.id) : wanted;
  const found = mine ?? workspace.channels[0];
  if (!found) throw new Error('the workspace has no channel');
  return found;
}

function useMe(workspace: Workspace): readonly [Person, (who: Person) => void] {
  const [id, setId] = useState(() => localStorage.getItem('me'));
  const found = workspace.users.find((one) => one.id === id && !one.bot) ?? workspace.users[0];
  if (!found) throw new Error('the workspace has no people');
  const choose = (who: Person): void => {
    localStorage.setItem('me', who.id);
    setId(who.id);
  };
  return [found, choose];
}

/** `/archives/<channel>/p<ts>`: a permalink. */
function linked(): { readonly channel: string; readonly ts: string } | undefined {
  const found = /^\/archives\/(\w+)\/p(\d+)(\d{6})$/.exec(location.pathname);
  if (!found) return undefined;
  const root = new URLSearchParams(location.search).get('thread_ts');
  return { channel: found[1] ?? '', ts: root ?? `${found[2]}.${found[3]}` };
}

function firstSide(): Side {
  const link = linked();
  if (link) return { kind: 'thread', ts: link.ts };
  return { kind: window.innerWidth >= WIDE_PX ? 'faults' : 'none' };
}

function useEscape(leave: (() => void) | undefined): void {
  useEffect(() => {
    const keys = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.defaultPrevented && !document.querySelector('dialog[open]'))
        leave?.();
    };
    document.addEventListener('keydown', keys);
    return () => document.removeEventListener('keydown', keys);
  });
}

function useTitle(workspace: Workspace, channel: Channel, broken: number): void {
  const name = channel.with ? workspace.bot.name : `#${channel.name}`;
  useEffect(() => {
    document.title = `${broken > 0 ? `(${broken}) ` : ''}${name} · ${workspace.team.name}`;
  }, [name, broken, workspace.team.name]);
}
