import { type Command, UsageError } from '../src/engine/command.ts';
import { masked } from '../src/engine/text/masked.ts';
import type { Words } from '../src/engine/words.ts';

const words: Words<{ readonly noReason: string; readonly unknownFlag: (flag: string) => string }> = {
  en: {
    noReason: 'Say why: whoever finds writes frozen will ask. `freeze [cluster] <reason>`',
    unknownFlag: (flag) => `\`freeze\` knows no option \`${flag}\`.`,
  },
};

const LONGEST = 300;

const freeze: Command = {
  id: 'freeze',
  usage: 'freeze [cluster] <reason>',
  summary: 'Stops all fixes at once, everywhere or in one cluster; anyone may.',
  examples: ['freeze release night', 'freeze prod moving the database'],
  allowed: 'anyone',
  parse(typed, { clusters }) {
    const flag = typed.find((word) => word.startsWith('-'));
    if (flag !== undefined)
      throw new UsageError(words.en.unknownFlag(flag), ['/registry freeze release night']);
    const [first = '', ...rest] = typed;
    const where = clusters.includes(first) ? first : '*';
    const why = (where === '*' ? typed : rest).join(' ').trim();
    if (why === '') throw new UsageError(words.en.noReason, ['/registry freeze release night']);
    // Shown on every plan that waits, and kept in the audit; masked first, as a cut secret is not known any more.
    return { act: { do: 'freeze', where, why: masked(why).slice(0, LONGEST) } };
  },
};

export default freeze;
