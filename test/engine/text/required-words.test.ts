import fc from 'fast-check';
import { expect, test } from 'vitest';
import { requiredWords } from '../../../src/engine/text/required-words.ts';
import { createWordFinder } from '../../../src/engine/text/word-finder.ts';

test.each<[RegExp, readonly string[] | null]>([
  [/no such host/, ['no such host']],
  [/No Such HOST/i, ['no such host']],
  [/connection (?:refused|reset)/, ['connection refused', 'connection reset']],
  [/[Ff]ailed (?:to )?pull/, ['failed to pull', 'failed pull']],
  [/lookup \S{1,253}: no such host/, [': no such host']],
  [/(?:timeout)?/, null],
  [/timeout|\d{3}/, null],
  [/(?:timeout){0,3}/, null],
  [/(?:timeout){2}x/, ['timeout']],
  [/dial(?= tcp) tcp/, ['dial tcp']],
  [/decrypt failed(?! again and again)/, ['decrypt failed']],
  [/(?<host>[a-z]{1,9}): got \k<host> two/, [': got ']],
  [/a\.b\/c\u540c/, ['a.b/c同']],
  [/\bab\b/, null],
  [/stra\u00dfe street/i, ['e street']],
  [/kelvin/iu, null],
  [/[^\n]{0,40}bad _URL_\w{1,20}/, ['bad _url_']],
])('%s cannot match without %j', (pattern, words) => {
  expect(requiredWords(pattern)).toEqual(words);
});

const piece = fc.constantFrom(
  'abc',
  'abd',
  '[xy]',
  '(?:one|two)',
  '\\d',
  '.',
  'q?',
  '(?:zed)*',
  '(?=abc)',
  '|',
  'A{2}',
  '$',
);
const letters = fc.string({ unit: fc.constantFrom(...'abcdxyonetwqz1A'), maxLength: 40 });

test('a text without any of the words is not matched', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 6 }), fc.boolean(), letters, (pieces, ignores, text) => {
      const pattern = new RegExp(pieces.join(''), ignores ? 'i' : '');
      const words = requiredWords(pattern);
      if (!words || !pattern.test(text)) return;
      expect(words.some((word) => text.toLowerCase().includes(word))).toBe(true);
    }),
    { numRuns: 3000 },
  );
});

test('the finder finds what `includes` finds', () => {
  const some = fc.array(fc.string({ unit: fc.constantFrom(...'aab同c'), minLength: 1, maxLength: 5 }), {
    maxLength: 12,
  });
  const text = fc.string({ unit: fc.constantFrom(...'aAbB同cé'), maxLength: 60 });
  fc.assert(
    fc.property(some, text, (words, inText) => {
      const found = new Set<number>();
      createWordFinder(words).find(inText, (word) => found.add(word));
      const low = inText.toLowerCase();
      expect([...found].sort((a, b) => a - b)).toEqual(
        words.flatMap((word, at) => (low.includes(word) ? [at] : [])),
      );
    }),
  );
});
