import { expect, test } from 'vitest';
import { finding, outcome } from '../given.ts';
import { IMAGE_SYNC, source } from '../image-sync-facts.ts';
import { tellsLine } from '../log-lines.ts';

tellsLine('spec-domain-has-scheme', {
  shows: 'domain: "https://harbor.example.com"',
  near: 'domain: "harbor.example.com"',
});

test.each([
  ['https://harbor.acme.test', 'scheme', 'contains a scheme'],
  ['harbor.acme.test/v2/', 'path', 'contains a path'],
])('%s', (domain, domainFault, says) => {
  const { text, ...found } = finding(
    'spec-domain-has-scheme',
    { 'image-source': source({ domain, domainFault }) },
    IMAGE_SYNC,
  );
  expect(text).toContain(says);
  expect(found.steps('en')[0]).toContain('"domain":"harbor.acme.test"');
});

test('a host alone passes', () => {
  expect(outcome('spec-domain-has-scheme', { 'image-source': source() }, IMAGE_SYNC)).toBe('pass');
});

test('near miss: a host with its port', () => {
  expect(
    outcome(
      'spec-domain-has-scheme',
      { 'image-source': source({ domain: 'harbor.acme.test:8443' }) },
      IMAGE_SYNC,
    ),
  ).toBe('pass');
});
