import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { triageLine } from '../../../src/engine/alerts/jsonl.ts';
import { triageEvent } from '../../../src/engine/alerts/triage.ts';
import { triageWebhook } from '../../../src/engine/alerts/webhook.ts';

interface Expected {
  readonly relevant: boolean;
  readonly alertname: string | null;
  readonly status: string | null;
  readonly targets: readonly Readonly<Record<string, string>>[];
}

// Written by us in each layout's published shape; `source` says which.
const lines = [
  'alerts',
  'unseen',
  'published',
  'neighbours',
  'blind-a',
  'blind-b',
  'blind-c',
  'blind-d',
  'blind-e1',
  'blind-e2',
  'blind-f',
  'blind-g',
  'blind-h',
  'variants',
]
  .map((name) => readFileSync(new URL(`../../fixtures/alerts/${name}.jsonl`, import.meta.url), 'utf8'))
  .join('\n')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => ({ line, ...(JSON.parse(line) as { readonly id: string; readonly expect: Expected }) }));

test('alerts of every layout: relevance at least 0.98 both ways, targets exact in at least 95 %', () => {
  const seen = lines.map(({ id, line, expect: wanted }) => {
    const got = JSON.parse(triageLine(line)) as Expected;
    return { id, wanted, got, exact: same(got.targets, wanted.targets) };
  });
  const right = seen.filter(({ wanted, got }) => wanted.relevant && got.relevant).length;
  const precision = right / seen.filter(({ got }) => got.relevant).length;
  const recall = right / seen.filter(({ wanted }) => wanted.relevant).length;
  const exact = seen.filter((one) => one.exact).length / seen.length;
  console.log(`alerts: ${seen.length}, precision ${precision}, recall ${recall}, targets exact ${exact}`);
  const wrong = seen.filter(
    ({ wanted, got, exact: is }) =>
      !is ||
      got.relevant !== wanted.relevant ||
      got.alertname !== wanted.alertname ||
      got.status !== wanted.status,
  );
  for (const { id, wanted, got } of wrong)
    console.log(id, '\n ', JSON.stringify(wanted), '\n ', JSON.stringify(got));
  expect(precision).toBeGreaterThanOrEqual(0.98);
  expect(recall).toBeGreaterThanOrEqual(0.98);
  expect(exact).toBeGreaterThanOrEqual(0.95);
  expect(wrong.length / seen.length).toBeLessThanOrEqual(0.05);
});

test('nothing that can come in makes it throw', () => {
  fc.assert(
    fc.property(fc.anything(), fc.string(), (value, text) => {
      triageEvent(value);
      triageEvent({
        text,
        attachments: value,
        blocks: [value, { type: 'section', fields: value, text: { text } }],
      });
      for (const source of ['alertmanager', 'grafana', 'harbor'] as const) triageWebhook(source, value);
      triageLine(text);
    }),
  );
});

test('a line that cannot be read has its answer in its place', () => {
  expect(JSON.parse(triageLine('{"id": 7}'))).toMatchObject({ id: 7, relevant: false, targets: [] });
  expect(JSON.parse(triageLine('no'))).toMatchObject({ id: null, relevant: false, status: null });
});

test.each([
  '[FIRING:1] a',
  'a-',
  '*a* ',
  'pod/a ',
  '<http://a',
  '(e.g. ',
  '[',
  'FIRING ',
  ':a: ',
  'image: "a',
  'a.',
  'a.b/',
  'a/a-',
  'pull ',
  'pod x/y ',
  'namespace ',
  'a-1:',
  'OPEN ',
  'pulls from a.b ',
  'down registry. ',
  'on eks-',
  'on eks-a-',
  '[ALERT - ',
  '5m Warning Failed pod/a ',
  '\n',
  'https://registry.a/',
  'from a-b:\n0/1\n',
  'prod-fra-01 ',
  'a-b | a | ',
  '@ a-b-',
  '{a="b',
  '(a:b ',
])('time stays linear over many of %j', (part) => {
  const text = part.repeat(Math.ceil(40_000 / part.length));
  const started = performance.now();
  triageEvent({ text, user: 'U1' });
  triageEvent({ text, bot_id: 'B1', attachments: [{ title: `[FIRING:1] ${text}` }] });
  expect(performance.now() - started).toBeLessThan(2000);
});

function same(a: Expected['targets'], b: Expected['targets']): boolean {
  const sorted = (targets: Expected['targets']) =>
    targets.map((target) => JSON.stringify(Object.entries(target).sort())).sort();
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}
