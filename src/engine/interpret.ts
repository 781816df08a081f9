/** From words to what they mean: the first word is the verb, the command reads the rest. Pure. */
import { type Command, type Intent, type KnownNames, UsageError } from './command.ts';
import { nearest } from './nearest.ts';
import type { Language, Words } from './words.ts';

const words: Words<{ unknownVerb(verb: string, verbs: readonly string[]): string }> = {
  en: {
    unknownVerb: (verb, verbs) =>
      `I know no verb \`${verb}\`. Verbs: ${verbs.map((id) => `\`${id}\``).join(', ')}.`,
  },
};

/** What stands before the verb in Slack; the terminal has its own name. */
export const SLASH = '/registry';

const LONGEST_SHOWN = 40;

/** What a subject without a verb is most likely asked. */
const WHY = 'why-pull-fails';

/** Reads a command line without its program name. Throws a UsageError that says what to type. */
export function interpret(typed: readonly string[], known: KnownNames, language: Language = 'en'): Intent {
  const [verb = 'help', ...rest] = typed;
  const command = commandOf(verb, known.commands);
  if (command) return command.parse(rest, known);
  const ids = known.commands.map(({ id }) => id);
  const tries = /[/:]/.test(verb)
    ? [[SLASH, WHY, ...typed].join(' ')]
    : nearest(verb.toLowerCase(), ids, 1).map((id) => [SLASH, id, ...rest].join(' '));
  throw new UsageError(words[language].unknownVerb(shown(verb), ids), [...tries, `${SLASH} help`]);
}

/** Verbs after which the text is taken whole. */
export function textVerbs(commands: readonly Command[]): ReadonlySet<string> {
  return new Set(commands.flatMap(({ id, reads }) => (reads === 'text' ? [id] : [])));
}

/** No verb is long; what is, was pasted. */
function shown(verb: string): string {
  return verb.length > LONGEST_SHOWN ? `${verb.slice(0, LONGEST_SHOWN)}…` : verb;
}

function commandOf(verb: string, commands: readonly Command[]): Command | undefined {
  const name = verb.toLowerCase().replace(/^-+/, '');
  if (name === 'h' || name === '?') return commands.find(({ id }) => id === 'help');
  return commands.find(({ id }) => id === name);
}
