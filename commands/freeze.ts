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
  // Whole, as it was typed: without its quotes a pasted login would not be known for one.
  reads: 'text',
  parse(typed, { clusters }) {
    const [first = '', ...rest] = typed.join(' ').trim().split(' ');
    if (first.startsWith('-'))
      throw new UsageError(words.en.unknownFlag(masked(first)), ['/registry freeze release night']);
    const named = first.replaceAll(/[`'"*_]/g, '');
    const where = clusters.includes(named) ? named : '*';
    const said = (where === '*' ? [first, ...rest] : rest).join(' ').trim();
    const why = /^(["']).*\1$/s.test(said) ? said.slice(1, -1).trim() : said;
    if (why === '') throw new UsageError(words.en.noReason, ['/registry freeze release night']);
    // Shown on every plan that waits, and kept in the audit; masked first, as a cut secret is not known any more.
    return { act: { do: 'freeze', where, why: masked(why).slice(0, LONGEST) } };
  },
};

export default freeze;
