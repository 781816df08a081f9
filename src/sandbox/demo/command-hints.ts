/** The verbs of /registry for the page's composer, read from the product's own command files. */
import type { Command } from '../../engine/command.ts';
import { loadFolder } from '../../load.ts';
import type { CommandHint } from '../slack/options.ts';

export async function commandHints(): Promise<readonly CommandHint[]> {
  const commands = await loadFolder<Command>(new URL('../../../commands/', import.meta.url));
  return commands.map(({ usage, summary, examples }) => ({ usage, summary, examples }));
}
