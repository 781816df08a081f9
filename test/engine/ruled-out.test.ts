import { expect, test } from 'vitest';
import { type Titles, titlesOf } from '../../src/engine/check-titles.ts';
import { ruledOutNames } from '../../src/engine/ruled-out.ts';
import { allChecks } from '../checks/all-checks.ts';

const titles: Titles = new Map([
  ['dns-failure', { title: 'Registry name does not resolve', stage: 'dns' }],
  ['tls-expired', { title: 'Certificate expired', stage: 'tls' }],
  ['tls-name-mismatch', { title: 'Certificate is for another name', stage: 'tls' }],
  ['http-https-mismatch', { title: 'HTTP where HTTPS is expected', stage: 'tls' }],
  ['connection-refused', { title: 'Connection refused', stage: 'network' }],
  ['connection-timeout', { title: 'Connection times out', stage: 'network' }],
  ['network-unreachable', { title: 'Network unreachable', stage: 'network' }],
  ['network-reset', { title: 'Connection cut', stage: 'network' }],
]);
const TLS = ['http-https-mismatch', 'tls-expired', 'tls-name-mismatch'];

test('a stage of which every check passed is one word, in the order of the stages', () => {
  expect(ruledOutNames([...TLS, 'dns-failure'], titles)).toEqual(['DNS', 'TLS']);
});

test('a stage with one check that was skipped or not judged is never claimed', () => {
  expect(ruledOutNames(['tls-expired', 'http-https-mismatch'], titles)).toEqual([
    'certificate expired',
    'HTTP where HTTPS is expected',
  ]);
});

test('what belongs together is one word when all of it passed, and only then', () => {
  const reached = ['connection-refused', 'connection-timeout', 'network-unreachable'];
  expect(ruledOutNames(reached, titles)).toEqual(['connection']);
  expect(ruledOutNames([...reached, 'network-reset'], titles)).toEqual(['network']);
  expect(ruledOutNames(reached.slice(1), titles)).toEqual(['connection times out', 'network unreachable']);
});

test('an id nobody knows stands as words at the end; nothing ruled out is nothing said', () => {
  expect(ruledOutNames(['quota-gone', 'dns-failure'], titles)).toEqual(['DNS', 'quota gone']);
  expect(ruledOutNames([], titles)).toEqual([]);
});

test('of the product’s own checks a verdict about a refused login rules out in a short line', () => {
  const judged = allChecks.filter(
    ({ stage, scope }) => scope !== 'component' && ['spec', 'dns', 'tls', 'platform'].includes(stage),
  );
  const ids = judged.map(({ id }) => id);
  expect(ruledOutNames(ids, titlesOf(allChecks, 'en'))).toEqual(['spec', 'DNS', 'TLS', 'platform']);
});
