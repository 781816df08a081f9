/** Block Kit drawn by slack-blocks-to-jsx, with our names, dates and links. */
import { type Block, Message as Kit } from 'slack-blocks-to-jsx';
import type { Fields } from './data.ts';
import { useDesk } from './desk.tsx';
import { Emoji } from './emoji.tsx';
import { useTheme } from './theme.ts';
import { exact, formatted } from './times.tsx';

export function KitBlocks({ blocks }: { readonly blocks: readonly Fields[] }) {
  const { workspace } = useDesk();
  const { theme } = useTheme();
  const data = {
    users: workspace.users.map(({ id, realName }) => ({ id, name: realName })),
    channels: workspace.channels.map(({ id, name }) => ({ id, name })),
    user_groups: workspace.groups.map(({ id, handle }) => ({ id, name: handle })),
  };
  const known = blocks as unknown as Block[];
  return <Kit withoutWrapper blocks={known} logo="" name="" theme={theme} data={data} hooks={HOOKS} />;
}

interface EmojiData {
  readonly name: string;
}

const HOOKS = {
  emoji: (emoji: EmojiData, parse: (emoji: EmojiData) => string) => (
    <Emoji name={emoji.name} glyph={parse(emoji)} />
  ),
  user: ({ id, name }: { id: string; name: string }) => <span className="mention">@{name || id}</span>,
  usergroup: ({ id, name }: { id: string; name: string }) => <span className="mention">@{name || id}</span>,
  channel: ({ id, name }: { id: string; name: string }) => <span className="mention">#{name || id}</span>,
  atHere: () => <span className="mention loud">@here</span>,
  atChannel: () => <span className="mention loud">@channel</span>,
  atEveryone: () => <span className="mention loud">@everyone</span>,
  date: ({ timestamp, format, fallback }: { timestamp: string; format: string; fallback: string }) => {
    const seconds = Number(timestamp);
    if (!Number.isFinite(seconds)) return <>{fallback}</>;
    return <time title={exact(new Date(seconds * 1000))}>{formatted(seconds, format)}</time>;
  },
};
