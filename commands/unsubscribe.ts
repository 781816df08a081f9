import { type Command, UsageError } from '../src/engine/command.ts';
import type { Words } from '../src/engine/words.ts';

const words: Words<{ readonly tooMany: string }> = {
  en: {
    tooMany:
      '`unsubscribe` takes nothing after it: this channel is told of nothing more. `subscribe` with other lists narrows it.',
  },
};

const unsubscribe: Command = {
  id: 'unsubscribe',
  usage: 'unsubscribe',
  summary: 'Tells this channel of no alerts any more.',
  examples: ['unsubscribe'],
  allowed: 'anyone',
  parse(typed) {
    if (typed.length > 0)
      throw new UsageError(words.en.tooMany, ['/registry unsubscribe', '/registry subscribe clusters=prod']);
    return { act: { do: 'unsubscribe' } };
  },
};

export default unsubscribe;
