import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asTyped, splitWords, wordsAfterMention } from '../../src/engine/words-typed.ts';

describe('what Slack, phones and editors make of a command line', () => {
  test.each([
    ['why-pull-fails “shop/cart-0”', ['why-pull-fails', 'shop/cart-0']],
    ['‘shop/cart-0’', ['shop/cart-0']],
    ['cart-0 —cluster prod', ['cart-0', '--cluster', 'prod']],
    ['cart-0 –cluster=prod –n shop', ['cart-0', '--cluster=prod', '-n', 'shop']],
    ['cart\u20110\u00a0\u2011n\u00a0shop', ['cart-0', '-n', 'shop']],
    ['<http://harbor.acme.test/shop/cart:1|harbor.acme.test/shop/cart:1>', ['harbor.acme.test/shop/cart:1']],
    ['<https://harbor.acme.test/shop>', ['https://harbor.acme.test/shop']],
    ['<mailto:cart@sha256|cart@sha256>', ['cart@sha256']],
    ['<#C1|ops> <@U1|ann>', ['ops', '@ann']],
    ['`cart-0`', ['cart-0']],
    ['*shop/cart-0* _deploy_', ['shop/cart-0', 'deploy']],
    ['a &amp; b &lt;c&gt;', ['a', '&', 'b', '<c>']],
    ['--cluster="prod eu" x', ['--cluster=prod eu', 'x']],
    ['my_image_v1 snake_case', ['my_image_v1', 'snake_case']],
    ['cart-0\u200b', ['cart-0']],
    ['   ', []],
  ])('%s', (text, words) => {
    expect(splitWords(asTyped(text))).toEqual(words);
  });

  test('a double-escaped entity is unescaped once', () => {
    expect(asTyped('&amp;lt;')).toBe('&lt;');
  });

  test('the mention that calls the bot and all before it is left out; other mentions stay', () => {
    expect(wordsAfterMention('hey <@UBOT|medic> why-pull-fails cart-0', 'UBOT')).toEqual([
      'why-pull-fails',
      'cart-0',
    ]);
    expect(wordsAfterMention('<@UBOT>', 'UBOT')).toEqual([]);
    expect(wordsAfterMention('<@UBOT>: status harbor', 'UBOT')).toEqual(['status', 'harbor']);
    expect(wordsAfterMention('<@UBOT>, help', 'UBOT')).toEqual(['help']);
  });

  test('no text breaks it, and words hold no blanks unless quoted', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const words = splitWords(asTyped(text));
        expect(words.every((word) => word !== '')).toBe(true);
      }),
    );
  });

  test('an endless line is read in time that grows with its length', () => {
    const started = performance.now();
    splitWords(asTyped(`${'"a'.repeat(5_000)}${'<'.repeat(5_000)}`));
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
