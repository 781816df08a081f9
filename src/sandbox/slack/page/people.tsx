/** Faces and names. */
import type { Message, Person, Workspace } from './data.ts';
import { useDesk } from './desk.tsx';
import { Icon } from './icons.tsx';

const COLOURS = ['#b4436c', '#2f6f9f', '#8a5fbf', '#6b7d2a', '#b5651d'];

export interface Author {
  readonly id: string;
  readonly name: string;
  readonly app: boolean;
  readonly face: 'medic' | 'slackbot' | 'letters';
  /** Which of the colours, so that two people never share one. */
  readonly colour: number;
}

/** Who wrote a message: a person, the bot, or another app by its username. */
export function authorOf(workspace: Workspace, message: Message): Author {
  const who = workspace.users.find((one) => one.id === message.user);
  if (who) return asAuthor(workspace, who);
  const name = String(message['username'] ?? message.bot_id ?? message.user ?? 'unknown');
  return { id: name, name, app: true, face: 'letters', colour: 4 };
}

export function asAuthor(workspace: Workspace, who: Person): Author {
  const medic = who.id === workspace.bot.userId;
  const face = medic ? 'medic' : who.bot ? 'slackbot' : 'letters';
  return { id: who.id, name: who.realName, app: who.bot, face, colour: workspace.users.indexOf(who) };
}

export function Face({ author, size = 36 }: { readonly author: Author; readonly size?: number }) {
  const letters = author.name
    .split(/[\s_-]+/)
    .map((word) => word.charAt(0).toUpperCase())
    .slice(0, 2)
    .join('');
  const background = author.face === 'letters' ? (COLOURS[author.colour % COLOURS.length] ?? '') : '';
  const style = { width: size, height: size, fontSize: size * 0.4, ...(background ? { background } : {}) };
  return (
    <span className={`face face-${author.face}`} style={style} aria-hidden="true">
      {author.face === 'medic' ? <Icon name="cross" size={size * 0.58} /> : letters}
    </span>
  );
}

export function useAuthor(id: string): Author {
  const { workspace } = useDesk();
  const who = workspace.users.find((one) => one.id === id);
  return who ? asAuthor(workspace, who) : { id, name: id, app: false, face: 'letters', colour: 4 };
}
