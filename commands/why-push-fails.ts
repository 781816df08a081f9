import { type Command, UsageError } from '../src/engine/command.ts';
import { masked } from '../src/engine/text/masked.ts';
import type { Words } from '../src/engine/words.ts';

/** Longest reference: at most 255 characters of name, a tag of 128 and a digest. */
const LONGEST = 512;
/** Longest error kept; what decides stands in its first lines. */
const LONGEST_TEXT = 3_000;

const words: Words<{ readonly missing: string; readonly tooLong: string; option(option: string): string }> = {
  en: {
    missing: 'Which push? Name the image as it is pushed, and paste the error after it if you have one.',
    tooLong: 'That is longer than any image reference.',
    option: (option) => `The image comes first; \`${option}\` is no image.`,
  },
};

const ASK = '/registry why-push-fails';
const EXAMPLES = [
  'harbor.example.com/shop/cart:1.8.2',
  'harbor.example.com/shop/cart:1.8.2 denied: requested access to the resource is denied',
] as const;

const whyPushFails: Command = {
  id: 'why-push-fails',
  rows: ['S1-95', 'S4-8'],
  usage: 'why-push-fails <image> [error text]',
  summary: 'Finds what stands in the way of a push: nothing is pushed, only read.',
  examples: EXAMPLES.map((example) => `why-push-fails ${example}`),
  allowed: 'anyone',
  parse([given, ...error]) {
    const tries = EXAMPLES.map((example) => `${ASK} ${example}`);
    if (given === undefined) throw new UsageError(words.en.missing, tries);
    if (given.startsWith('-')) throw new UsageError(words.en.option(given), tries);
    if (given.length > LONGEST) throw new UsageError(words.en.tooLong, tries);
    const image = given.replace(/^(https?|docker|oci):\/\//, '').replace(/\/+$/, '');
    const text = masked(error.join(' ')).slice(0, LONGEST_TEXT);
    return { ask: { kind: 'push', image, ...(text === '' ? {} : { text }) } };
  },
};

export default whyPushFails;
