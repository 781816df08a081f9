import { expect, test } from 'vitest';
import explain from '../../commands/explain.ts';

const known = { clusters: [], registries: [], commands: [] };

test('the text is taken whole, its secrets and code fences left out', () => {
  const text = '```\nGet "https://bob:hunter22@h.acme.test/v2/":\n x509: unknown\n```';
  expect(explain.parse([text], known)).toEqual({
    ask: { kind: 'explain', text: 'Get "https://•••@h.acme.test/v2/":\n x509: unknown' },
  });
});

test('words that look like a secret’s name but are the error’s are kept', () => {
  const text =
    'failed to fetch oauth token: unexpected status: 401 Unauthorized; secrets "regcred" not found';
  expect(explain.parse([text], known)).toEqual({ ask: { kind: 'explain', text } });
});

test('a text of megabytes keeps its two ends', () => {
  const intent = explain.parse([`start ${'x'.repeat(1_000_000)} end`], known);
  const text = 'ask' in intent && intent.ask.kind === 'explain' ? intent.ask.text : '';
  expect(text.length).toBeLessThan(13_000);
  expect(text).toMatch(/^start[\s\S]*end$/);
});

test.each([[[]], [['   ']], [['```\n```']]])(
  'nothing to read in %j is refused with what to type',
  (typed) => {
    expect(() => explain.parse(typed, known)).toThrow(/Paste its text/);
  },
);
