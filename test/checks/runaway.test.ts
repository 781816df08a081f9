import { expect, test } from 'vitest';
import { TEXT_LIMIT } from '../../src/engine/text/clean.ts';
import { judgeText } from '../../src/engine/text/judge.ts';
import { allChecks } from './all-checks.ts';

/** Beginnings that make patterns start over and over, without ever letting them end. */
const SEEDS = [
  'a',
  ' ',
  '"',
  'dial tcp ',
  'failed to resolve reference "a/b": ',
  'failed to fetch oauth token: unexpected status from GET request to ',
  'Get "https://a/v2/": Get "https://b/',
  'unexpected status from HEAD request to https://a/v2/',
  'Mirrors also failed: [',
  'lookup a on ',
  'failed to extract layer ',
  '\\"\\\\n',
  '{"a":',
  '\u001b[0',
  ', rpc error: code = ',
];

test.each(SEEDS)('text made of %j is judged and does not run away', (seed) => {
  const text = seed.repeat(Math.ceil((2 * TEXT_LIMIT) / seed.length));
  const judged = judgeText(text, allChecks);
  expect(judged.says.length).toBeLessThanOrEqual(402);
});

test('a text of megabytes is judged by its two ends', () => {
  const middle = 'nothing here\n'.repeat(500_000);
  const atEnd = judgeText(`${middle}x509: certificate signed by unknown authority`, allChecks);
  expect(atEnd.cause?.id).toBe('tls-unknown-authority');
});
