/** What could be meant by what is typed so far: verbs, people, channels. */
import type { Workspace } from './data.ts';
import { say } from './words.ts';

export interface Completion {
  readonly label: string;
  readonly about: string;
  /** The whole text once it is picked. */
  readonly text: string;
}

const MOST = 8;

/** Completions of the text before the cursor; empty when there is nothing to complete. */
export function completions(
  workspace: Workspace,
  typed: string,
  place: 'channel' | 'thread',
): readonly Completion[] {
  const { command, bot } = workspace;
  if (place === 'channel' && /^\/\S*$/.test(typed) && command.startsWith(typed.toLowerCase()))
    return verbs(workspace, `${command} `, '');
  const after = (start: string): string | undefined =>
    typed.toLowerCase().startsWith(`${start} `) ? typed.slice(start.length + 1) : undefined;
  const toCommand = place === 'channel' ? after(command) : undefined;
  if (toCommand !== undefined) return verbs(workspace, `${command} `, toCommand);
  const toBot = after(`@${bot.name}`);
  if (toBot !== undefined) return verbs(workspace, `@${bot.name} `, toBot);
  return names(workspace, typed);
}

/** Verbs by their first letters; once a verb is whole, its examples. */
function verbs(workspace: Workspace, before: string, typed: string): readonly Completion[] {
  const wanted = typed.toLowerCase();
  const verbOf = (usage: string): string => usage.replace(/^\/?registry\s+/, '').split(/\s/)[0] ?? usage;
  const rest = (text: string): string => text.replace(/^\/?(?:registry|@registry-medic)\s+/, '');
  if (!/\s/.test(wanted)) {
    const found = workspace.commands.filter(({ usage }) => verbOf(usage).startsWith(wanted));
    return found.map(({ usage, summary }) => ({
      label: before + rest(usage),
      about: summary.replaceAll('`', ''),
      text: `${before}${verbOf(usage)} `,
    }));
  }
  const hint = workspace.commands.find(({ usage }) => wanted.startsWith(`${verbOf(usage)} `));
  const examples = (hint?.examples ?? [])
    .map(rest)
    .filter((one) => one.toLowerCase().startsWith(wanted) && one !== typed);
  return examples
    .slice(0, MOST)
    .map((one) => ({ label: before + one, about: say.example, text: before + one }));
}

function names(workspace: Workspace, typed: string): readonly Completion[] {
  const found = /(^|\s)([@#])([\w-]*)$/.exec(typed);
  if (!found) return [];
  const [, , sign, start = ''] = found;
  const before = typed.slice(0, typed.length - start.length - 1);
  const wanted = start.toLowerCase();
  const all =
    sign === '#'
      ? workspace.channels.filter((one) => !one.with).map(({ name, topic }) => [name, topic] as const)
      : [
          ...workspace.users.map(
            ({ name, realName, title }) => [name, `${realName}${title && ` · ${title}`}`] as const,
          ),
          ...workspace.groups.map(({ handle, name }) => [handle, name] as const),
        ].toSorted((a, b) => Number(b[0] === workspace.bot.name) - Number(a[0] === workspace.bot.name));
  return all
    .filter(([name, about]) => name.startsWith(wanted) || about.toLowerCase().startsWith(wanted))
    .slice(0, MOST)
    .map(([name, about]) => ({ label: `${sign}${name}`, about, text: `${before}${sign}${name} ` }));
}
