/** A verb answered from a file alone: `--bundle FILE` for what is asked of a cluster, `--file FILE` for a log. */
import type { Check } from '../engine/check.ts';
import { type Titles, titlesOf } from '../engine/check-titles.ts';
import { type Command, UsageError } from '../engine/command.ts';
import type { Reply } from '../engine/reply.ts';
import { loadFolder } from '../load.ts';
import { readBundle, scanFile, takeOption } from './files.ts';

export interface FromFile {
  readonly reply: Reply;
  readonly titles: Titles;
}

/** Null where neither option is given. Needs no configuration and asks no network. */
export async function answerFromFile(command: Command, typed: readonly string[]): Promise<FromFile | null> {
  const log = command.id === 'scan-logs' ? takeOption('--file', typed) : null;
  const bundle = takeOption('--bundle', typed);
  if (log === null && bundle === null) return null;
  const checks = await loadFolder<Check>(new URL('../checks/', import.meta.url));
  const titles = titlesOf(checks, 'en');
  if (log !== null) return { reply: await scanFile(log.path, checks), titles };
  if (bundle === null) return null;
  return { reply: await ask(command, bundle, checks), titles };
}

async function ask(
  command: Command,
  { path, rest }: { readonly path: string; readonly rest: readonly string[] },
  checks: readonly Check[],
): Promise<Reply> {
  const { notAskable, surroundingsOf } = await import('../jobs/offline/offline.ts');
  const { answerQuestion } = await import('../jobs/answer.ts');
  const read = async () => surroundingsOf(path, await readBundle(path), checks);
  const surroundings = await read().catch(usable);
  const registries = surroundings.registries.flatMap(({ name, host }) => [name, host]);
  const intent = command.parse(rest, {
    clusters: [...surroundings.clusters.keys()],
    registries,
    commands: [],
  });
  if ('reply' in intent) return intent.reply;
  const refused = 'ask' in intent ? notAskable(intent.ask) : '';
  if (!('ask' in intent) || refused !== null)
    throw new UsageError(refused || `\`${command.id}\` cannot be asked of a file.`, []);
  return answerQuestion(intent.ask, surroundings);
}

/** A file that is refused was chosen by the person: it is wrong usage, not our failure. */
function usable(error: unknown): never {
  if (error instanceof Error && error.name === 'DumpRefused') throw new UsageError(error.message, []);
  throw error;
}
