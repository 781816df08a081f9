import { expect, test } from 'vitest';
import type { Health, StatusLine } from '../../../src/engine/status.ts';
import { withoutTwins, withUsualCause } from '../../../src/jobs/status/usual-causes.ts';
import { allChecks } from '../../checks/all-checks.ts';

const line = (id: string, health: Health, more: Partial<StatusLine> = {}): StatusLine => ({
  id,
  health,
  says: 'It is so.',
  ...more,
});
const caused = (told: StatusLine) => withUsualCause(told, allChecks, { image: 'harbor.acme.test/shop/cart' });

test.each([
  ['dns', {}, 'dns-failure', 'confirmed'],
  ['certificate', {}, 'tls-expired', 'confirmed'],
  ['read-only', {}, 'read-only-mode', 'confirmed'],
  ['jobservice', {}, 'no-worker-heartbeat', 'confirmed'],
  ['gc', {}, 'collection-failed', 'confirmed'],
  ['tcp', { quote: 'connect ECONNREFUSED 10.0.0.1:443' }, 'connection-refused', 'likely'],
  [
    'replication',
    { quote: 'failed to fetch image: FetchImages error when collect tags for repos' },
    'source-list-tags-failed',
    'likely',
  ],
] as const)('a line `%s` has its cause and what to do', (id, more, cause, confidence) => {
  expect(caused(line(id, 'down', more))).toMatchObject({
    cause,
    confidence,
    steps: expect.arrayContaining([expect.any(String)]),
  });
});

test('what a check found already stays as it is', () => {
  const found = line('dns', 'down', { cause: 'other', confidence: 'likely', steps: ['Do this.'] });
  expect(caused(found)).toBe(found);
});

test('near miss: a certificate that only ends soon, a quota nearly full, words that tell nothing', () => {
  for (const told of [
    line('certificate', 'warning'),
    line('quota', 'warning'),
    line('replication', 'warning', { quote: 'ended' }),
    line('replication', 'warning'),
    line('login', 'warning', { quote: '401 Unauthorized' }),
  ])
    expect(caused(told)).toBe(told);
});

test('a check’s own line and a line of the same cause become one; near miss: two lines of other causes stay', () => {
  const seen = line('read-only', 'degraded', {
    cause: 'read-only-mode',
    confidence: 'confirmed',
    steps: ['Old.'],
  });
  const found = line('read-only-mode', 'degraded', {
    cause: 'read-only-mode',
    confidence: 'confirmed',
    quote: 'read_only: true',
    steps: ['Switch it off.'],
  });
  const other = line('dns', 'down', { cause: 'dns-failure' });
  expect(withoutTwins([seen, found, other])).toEqual([
    { ...seen, quote: 'read_only: true', steps: ['Switch it off.'] },
    other,
  ]);
  expect(withoutTwins([found, other])).toEqual([found, other]);
});
