import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { judgeText } from '../../../src/engine/text/judge.ts';
import { createSieve, likelySigns } from '../../../src/engine/text/likely-signs.ts';
import { allChecks } from '../../checks/all-checks.ts';

const sieve = createSieve(allChecks);
const signs = allChecks.flatMap(({ signs: some }) => some);
const batches = ['messages', 'lines'].flatMap(linesOf);
const texts = [...batches, ...signs.map(({ specimen }) => specimen)];

/** Requests that were served and what components tell of their work. */
const ORDINARY = [
  '172.18.0.8 - "GET /api/v2.0/projects/library/repositories?page=1 HTTP/1.1" 200 1523 "-" "Mozilla/5.0" 0.011 0.010 .',
  'time="2024-05-23T10:00:32Z" level=info msg="authorized request" go.version=go1.21.8 http.request.host=harbor.acme.test http.request.method=POST http.request.uri="/v2/test/nginx/blobs/uploads/" vars.name="test/nginx"',
  '2023-01-21T23:30:19Z [INFO] [/jobservice/job/impl/gc/garbage_collection.go:355]: [1/153781] delete blob from storage: sha256:731ecb58',
  'I1121 06:00:00.123456       1 controller.go:118] "Reconciling" namespace="harbor" name="core"',
  '2023-11-07 08:12:55.120 UTC [91] LOG:  checkpoint complete: wrote 41 buffers (0.3%)',
];

function linesOf(folder: string): readonly string[] {
  const at = new URL(`../../fixtures/${folder}/`, import.meta.url);
  return readdirSync(at)
    .filter((file) => file.endsWith('.jsonl'))
    .flatMap((file) => readFileSync(new URL(file, at), 'utf8').split('\n'))
    .filter((line) => line !== '')
    .map((line) => (JSON.parse(line) as { message: string }).message);
}

/** Signs that match the text although the sieve left them out. */
function lostIn(text: string): readonly string[] {
  const likely = new Set(sieve(text).map(({ sign }) => sign));
  return signs
    .filter((sign) => !likely.has(sign) && sign.pattern.test(text))
    .map(({ pattern }) => pattern.source);
}

test('no sign that matches a specimen or a line of a batch is left out', () => {
  const lost = texts.flatMap((text) => lostIn(text));
  expect(texts.length).toBeGreaterThan(1000);
  expect(lost).toEqual([]);
});

test('the words a sign matches bring it along without what stands around them', () => {
  const lost = signs.filter((sign) => {
    const words = sign.pattern.exec(sign.specimen)?.[0] ?? sign.specimen;
    return sign.pattern.test(words) && !sieve(words).some((likely) => likely.sign === sign);
  });
  expect(lost).toEqual([]);
});

/** A real line with a piece cut out, its letters turned, or another line set into it. */
const changedLine = fc
  .record({
    text: fc.constantFrom(...texts),
    other: fc.constantFrom(...texts),
    from: fc.nat(400),
    length: fc.nat(30),
    how: fc.constantFrom('cut', 'capitals', 'small', 'set in', 'doubled'),
  })
  .map(({ text, other, from, length, how }) => {
    const [head, middle, tail] = [
      text.slice(0, from),
      text.slice(from, from + length),
      text.slice(from + length),
    ];
    switch (how) {
      case 'cut':
        return head + tail;
      case 'capitals':
        return head + middle.toUpperCase() + tail;
      case 'small':
        return head.toLowerCase() + middle + tail.toLowerCase();
      case 'set in':
        return head + other.slice(0, 200) + tail;
      default:
        return head + middle + middle + tail;
    }
  });

test('nor in a line that was changed', () => {
  fc.assert(
    fc.property(changedLine, (text) => {
      expect(lostIn(text)).toEqual([]);
    }),
    { numRuns: 400 },
  );
});

test('the sieve keeps the order of the signs, and the judgement', () => {
  // An array of its own is judged without a sieve until it has been asked often.
  const sieved = [...allChecks];
  for (let asked = 0; asked <= 100; asked += 1) likelySigns('', sieved);
  expect(likelySigns('nothing of the kind', sieved).length).toBeLessThan(signs.length);
  for (const text of batches.filter((_, index) => index % 4 === 0)) {
    const plain = judgeText(text, [...allChecks]);
    const quick = judgeText(text, sieved);
    expect({ ...quick, cause: quick.cause?.id }).toEqual({ ...plain, cause: plain.cause?.id });
  }
});

test('of an ordinary line nearly every sign is left out untried', () => {
  const tried = ORDINARY.reduce((sum, line) => sum + sieve(line).length, 0) / ORDINARY.length;
  expect(tried).toBeLessThan(signs.length / 50);
});
