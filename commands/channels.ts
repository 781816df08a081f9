import { type Command, UsageError } from '../src/engine/command.ts';
import type { Words } from '../src/engine/words.ts';

const words: Words<{ readonly tooMany: string }> = { en: { tooMany: '`channels` takes nothing after it.' } };

const channels: Command = {
  id: 'channels',
  usage: 'channels',
  summary: 'Which channels are told of which alerts; what is muted there, by whom and until when.',
  examples: ['channels'],
  allowed: 'anyone',
  parse(typed) {
    if (typed.length > 0) throw new UsageError(words.en.tooMany, ['/registry channels']);
    return { act: { do: 'channels' } };
  },
};

export default channels;
