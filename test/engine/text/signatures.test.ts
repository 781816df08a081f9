/** Lines of registries and their relatives, hosts and ids changed, each with the cause its words mean; and their near misses. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createTally } from '../../../src/engine/text/tally.ts';
import { allChecks } from '../../checks/all-checks.ts';

interface Signature {
  readonly id: string;
  readonly component: string;
  readonly cause: string;
  readonly message: string;
}

const read = (name: string): readonly Signature[] =>
  readFileSync(new URL(`../../fixtures/scan/${name}.jsonl`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Signature);

/** What scan-logs says of one line: a cause, noise, or nothing. */
function heard({ message, component }: Pick<Signature, 'message' | 'component'>): string | null {
  const tally = createTally(allChecks);
  tally.add({ at: null, text: message }, { log: 'harbor/pod container', component });
  const { causes, noise } = tally.result('en');
  return noise.length > 0 ? 'log-noise' : (causes[0]?.id ?? null);
}

describe('signatures', () => {
  test.each(read('signatures').map((one) => [one.id, one] as const))('%s', (_, one) => {
    expect(heard(one)).toBe(one.cause);
  });
});

describe('near misses', () => {
  test('each is one of a cause there is', () => {
    const ids = new Set(allChecks.map(({ id }) => id));
    expect(read('near-misses').filter(({ cause }) => !ids.has(cause))).toEqual([]);
  });
  test.each(read('near-misses').map((one) => [one.id, one] as const))('%s', (_, one) => {
    expect(heard(one)).toBeNull();
  });
});
