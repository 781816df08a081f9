/** A thread beside its channel. */
import { Composer } from './composer.tsx';
import { useDesk } from './desk.tsx';
import { Icon } from './icons.tsx';
import { MessageList } from './message-list.tsx';
import { visibleIn } from './visible.ts';
import { say } from './words.ts';

export function ThreadPane({ root }: { readonly root: string }) {
  const { workspace, me, channel, openThread } = useDesk();
  const visible = visibleIn(workspace, channel.id, me.id);
  const first = workspace.messages.find((one) => one.channel === channel.id && one.ts === root);
  const messages = [...(first ? [first] : []), ...(visible.replies.get(root) ?? [])];
  return (
    <aside className="side thread" aria-label={say.thread}>
      <header className="pane-head">
        <h1>{say.thread}</h1>
        <p>{channel.with ? workspace.bot.name : `# ${channel.name}`}</p>
        <div className="pane-tools">
          <button
            type="button"
            className="ghost"
            aria-label={say.closeThread}
            onClick={() => openThread(undefined)}
          >
            <Icon name="close" />
          </button>
        </div>
      </header>
      {first ? <MessageList name={root} messages={messages} /> : <p className="empty">{say.rootDeleted}</p>}
      {first && <Composer key={root} thread={root} placeholder={say.reply} />}
    </aside>
  );
}
