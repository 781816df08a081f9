import { type Command, UsageError } from '../src/engine/command.ts';
import type { Words } from '../src/engine/words.ts';

const words: Words<{ readonly tooMany: string }> = { en: { tooMany: '`fixes` takes nothing after it.' } };

const fixes: Command = {
  id: 'fixes',
  usage: 'fixes',
  summary: 'What can be fixed here, at which risk, and who may approve it.',
  examples: ['fixes'],
  allowed: 'anyone',
  parse(typed) {
    if (typed.length > 0) throw new UsageError(words.en.tooMany, ['/registry fixes']);
    return { act: { do: 'fixes' } };
  },
};

export default fixes;
