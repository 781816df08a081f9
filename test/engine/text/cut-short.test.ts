import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { continuedWays } from '../../../src/engine/text/cut-short.ts';
import { judgeText } from '../../../src/engine/text/judge.ts';
import { allChecks } from '../../checks/all-checks.ts';

const judge = (text: string) => judgeText(text, allChecks, { op: 'pull' });
const OWN = 'Get "https://r.acme.test:5000/v2/"';

test.each([
  [`${OWN}: http: server gave HTTP resp`, 'http-https-mismatch'],
  [`${OWN}: x509: certificate signed by unkno…`, 'tls-unknown-authority'],
  [`${OWN}: x509: certificate has exp...`, 'tls-expired'],
  ['write /var/lib/docker/tmp/a: no space left on d', 'node-disk-full'],
  ['Container image "a:1" is not present with pull pol..."', 'pull-policy-never'],
  [`${OWN}: dial tcp 10.0.0.5:5000: connect: no route`, 'network-unreachable'],
])('`%s` can only go on as %s', (text, cause) => {
  const judged = judge(text);
  expect({ cause: judged.cause?.id, confidence: judged.confidence }).toEqual({ cause, confidence: 'likely' });
});

test('words that may go on in several ways name each of them and claim none', () => {
  const judged = judge(`${OWN}: dial tcp 10.0.0.5:5000: connect: connection`);
  expect(judged.cause?.id).toBe('connection-refused');
  expect(judged.confidence).toBe('possible');
  expect(judged.alternatives).toEqual(expect.arrayContaining(['connection-timeout', 'network-reset']));
});

test('what is quoted is what was said', () => {
  const { says } = judge(`${OWN}: x509: certificate signed by unkno...`);
  expect(says).toContain('x509: certificate signed by unkno…');
  expect(says).not.toContain('authority');
});

test.each([
  ['too little is left', `${OWN}: x509: cert`],
  ['the words are whole', `${OWN}: x509: certificate signed by unknown authority`],
  ['they go on otherwise', 'the connection was lost on the way'],
  ['they stand in the middle', 'TLS handshake took 3 s and then all was well'],
  ['nothing', ''],
])('near miss, %s: nothing is continued', (_, text) => {
  expect(continuedWays(text)).toEqual([]);
});

test('a component’s line is never continued', () => {
  expect(
    judgeText(`${OWN}: x509: certificate signed by unk`, allChecks, { component: 'core' }).cause,
  ).toBeNull();
});

interface Message {
  readonly message: string;
  readonly cause: string | null;
  readonly op: string;
  readonly text_decides: boolean;
}

test('real messages that lost their last eight characters: nine of ten are still named, next to none wrongly', () => {
  const folder = new URL('../../fixtures/messages/', import.meta.url);
  const real = readdirSync(folder)
    .filter((file) => /^(?:blind|threads|field|issues).*\.jsonl$/.test(file))
    .flatMap((file) => readFileSync(new URL(file, folder), 'utf8').split('\n'))
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Message)
    .filter(({ message, text_decides, cause }) => text_decides && cause !== null && message.length > 60);
  const answers = real.map((one) => ({ one, judged: judge(one.message.slice(0, -8)) }));
  const unnamed = answers.filter(({ judged }) => judged.cause === null);
  const wrong = answers.filter(
    ({ one, judged }) =>
      judged.cause && ![judged.cause.id, ...judged.alternatives].some((id) => id === one.cause),
  );
  expect(real.length).toBeGreaterThan(500);
  expect(unnamed.length / real.length).toBeLessThan(0.1);
  expect(wrong.length / real.length, wrong.map(({ one }) => one.message).join('\n')).toBeLessThan(0.01);
});
