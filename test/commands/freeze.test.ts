import { expect, test } from 'vitest';
import freeze from '../../commands/freeze.ts';
import { UsageError } from '../../src/engine/command.ts';

const KNOWN = { clusters: ['prod', 'test'], registries: [], commands: [] };

test('everywhere, with the reason as it was typed', () => {
  expect(freeze.parse(['release', 'night'], KNOWN)).toEqual({
    act: { do: 'freeze', where: '*', why: 'release night' },
  });
});

test('one cluster, when the first word is its name', () => {
  expect(freeze.parse(['prod', 'moving', 'the', 'database'], KNOWN)).toEqual({
    act: { do: 'freeze', where: 'prod', why: 'moving the database' },
  });
});

test('a password pasted along is neither shown nor kept, also where the reason is cut', () => {
  const long = 'x'.repeat(285);
  expect(freeze.parse([long, 'password=Hunter2Hunter2'], KNOWN)).toEqual({
    act: { do: 'freeze', where: '*', why: `${long} password=•••` },
  });
});

test('a reason in one piece, as Slack sends it: in quotes, after a cluster, with dashes and a pasted login', () => {
  const why = (text: string) => freeze.parse([text], KNOWN);
  expect(why('"release night"')).toEqual({ act: { do: 'freeze', where: '*', why: 'release night' } });
  expect(why('`prod` moving --all of it')).toEqual({
    act: { do: 'freeze', where: 'prod', why: 'moving --all of it' },
  });
  expect(why('for {"auth":"Y2k6aHVudGVyMmh1bnRlcg=="}')).toEqual({
    act: { do: 'freeze', where: '*', why: 'for {"auth":"•••"}' },
  });
});

test.each([[[]], [['prod']], [['--all', 'now']]])('without a reason, or with an option: %s', (typed) => {
  expect(() => freeze.parse(typed, KNOWN)).toThrow(UsageError);
});
