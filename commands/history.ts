import { type Command, UsageError } from '../src/engine/command.ts';
import type { Words } from '../src/engine/words.ts';

const words: Words<{ readonly tooMany: string }> = {
  en: { tooMany: '`history` takes one cluster, namespace, registry or remediation, or nothing for all.' },
};

const history: Command = {
  id: 'history',
  usage: 'history [subject]',
  summary: 'What was fixed, approved, refused and frozen lately, by whom.',
  examples: ['history', 'history shop', 'history restart-jobservice'],
  allowed: 'anyone',
  parse(typed) {
    if (typed.length > 1) throw new UsageError(words.en.tooMany, [`/registry history ${typed[0]}`]);
    return { act: { do: 'history', about: typed[0] ?? null } };
  },
};

export default history;
