import { type Command, UsageError } from '../src/engine/command.ts';
import type { Words } from '../src/engine/words.ts';

const words: Words<{ readonly tooMany: string }> = {
  en: { tooMany: '`unmute` takes one muted subject, or nothing for all that is muted in this channel.' },
};

const unmute: Command = {
  id: 'unmute',
  usage: 'unmute [subject]',
  summary: 'Ends a mute of this channel, or all of them; what waited is looked at.',
  examples: ['unmute', 'unmute shop'],
  allowed: 'anyone',
  parse(typed) {
    const [subject = null, ...more] = typed;
    if (more.length > 0) throw new UsageError(words.en.tooMany, [`/registry unmute ${subject}`]);
    return { act: { do: 'unmute', subject } };
  },
};

export default unmute;
