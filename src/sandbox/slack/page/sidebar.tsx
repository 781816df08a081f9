/** Channels, the app, and whom to act as. */
import type { Channel, Person, Workspace } from './data.ts';
import { Icon } from './icons.tsx';
import { asAuthor, Face } from './people.tsx';
import { useTheme } from './theme.ts';
import type { Unread } from './visible.ts';
import { say } from './words.ts';

interface SidebarProps {
  readonly workspace: Workspace;
  readonly me: Person;
  readonly channel: Channel;
  unread(channel: Channel): Unread;
  goTo(channel: Channel): void;
  actAs(person: Person): void;
}

export function Sidebar(props: SidebarProps) {
  const { workspace, me } = props;
  const { theme, toggle } = useTheme();
  const open = workspace.channels.filter((one) => !one.with && one.members.includes(me.id));
  const app = workspace.channels.find((one) => one.with === me.id);
  return (
    <nav className="sidebar" aria-label={say.channelsAndPeople}>
      <header>
        <strong>{workspace.team.name}</strong>
        <button
          type="button"
          className="ghost"
          onClick={toggle}
          aria-label={say.useTheme(theme === 'dark' ? 'light' : 'dark')}
        >
          <Icon name={theme === 'dark' ? 'sun' : 'moon'} />
        </button>
      </header>
      <div className="sidebar-scroll">
        <h2>{say.channels}</h2>
        {open.map((one) => (
          <Row key={one.id} {...props} to={one}>
            <Icon name="hash" size={16} />
            <span>{one.name}</span>
          </Row>
        ))}
        <h2>{say.apps}</h2>
        {app && (
          <Row {...props} to={app}>
            <BotFace workspace={workspace} />
            <span>{workspace.bot.name}</span>
          </Row>
        )}
      </div>
      <ActAs {...props} />
    </nav>
  );
}

interface RowProps extends SidebarProps {
  readonly to: Channel;
  readonly children: React.ReactNode;
}

function Row({ to, channel, unread, goTo, children }: RowProps) {
  const fresh = unread(to);
  const here = to.id === channel.id;
  return (
    <button
      type="button"
      className={`row ${here ? 'here' : ''} ${fresh.count > 0 ? 'fresh' : ''}`}
      aria-current={here ? 'page' : undefined}
      onClick={() => goTo(to)}
    >
      {children}
      {fresh.count > 0 && (
        <span className={`badge ${fresh.calls ? 'loud' : ''}`}>
          {fresh.count}
          <i> {say.unread}</i>
        </span>
      )}
    </button>
  );
}

function BotFace({ workspace }: { readonly workspace: Workspace }) {
  const bot = workspace.users.find((one) => one.id === workspace.bot.userId);
  return bot ? <Face author={asAuthor(workspace, bot)} size={18} /> : null;
}

function ActAs({ workspace, me, actAs }: SidebarProps) {
  const people = workspace.users.filter((one) => !one.bot);
  return (
    <section className="act-as" aria-label={say.actAs}>
      <h2>{say.actAs}</h2>
      {people.map((one) => (
        <button
          type="button"
          key={one.id}
          className={one.id === me.id ? 'here' : ''}
          aria-pressed={one.id === me.id}
          onClick={() => actAs(one)}
        >
          <Face author={asAuthor(workspace, one)} size={28} />
          <span>
            {one.realName}
            <small>{one.title}</small>
          </span>
          {one.id === me.id && <Icon name="check" size={16} />}
        </button>
      ))}
    </section>
  );
}
