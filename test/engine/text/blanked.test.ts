import { expect, test } from 'vitest';
import { withoutBlanks } from '../../../src/engine/text/blanked.ts';
import { judgeText } from '../../../src/engine/text/judge.ts';
import { allChecks } from '../../checks/all-checks.ts';

const causeOf = (text: string): string | undefined => judgeText(text, allChecks, {}).cause?.id;

const BLANKS = [
  '<my-registry>',
  '<my registry>.acme.test',
  '***',
  '[REDACTED]',
  '{{ registry }}',
  '$REGISTRY',
];

test.each(BLANKS)('a host that was blanked out as %s hides no cause', (host) => {
  const lookup = `Error response from daemon: Get "https://${host}/v2/": dial tcp: lookup ${host} on 10.0.0.2:53: server misbehaving`;
  expect(causeOf(lookup)).toBe('dns-failure');
  const certificate = `Failed to pull image "${host}/team/app:1": failed to do request: Head "https://${host}/v2/team/app/manifests/1": x509: certificate signed by unknown authority`;
  expect(causeOf(certificate)).toBe('tls-unknown-authority');
});

test('some labels of a host', () => {
  expect(withoutBlanks('https://<acct>.dkr.ecr.<region>.amazonaws.com/v2/')).toBe(
    'https://acct.dkr.ecr.region.amazonaws.com/v2/',
  );
  expect(withoutBlanks('lookup registry.***.com on xx')).toBe('lookup registry.xxx.com on xx');
});

test.each([
  '<html><head><title>403 Forbidden</title></head>',
  '**Error**: pull access denied',
  'repository <none>:<none> not found',
  'echo $HOME and [Deprecation] notices',
  'Get "https://[::1]:5000/v2/": EOF',
  'invalid reference format: {{.Tag}}',
])('what stands for no host is left alone: %s', (text) => {
  expect(withoutBlanks(text)).toBe(text);
});

test('a text of nothing but blanks takes no longer for being long', () => {
  for (const part of ['<a', '***', '[A', '{{ a', '$A', '://<a.'])
    expect(withoutBlanks(part.repeat(20_000)).length).toBeGreaterThan(10_000);
});
