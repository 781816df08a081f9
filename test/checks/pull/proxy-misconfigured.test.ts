import { expect, test } from 'vitest';
import { answered, challenge } from '../facts.ts';
import { finding, outcome } from '../given.ts';

test('a proxy that refuses fails', () => {
  const facts = { challenge: challenge({ ending: { ended: 'proxy', says: '407' }, registry: false }) };
  expect(finding('proxy-misconfigured', facts).text).toContain('proxy');
});

test('a web page in place of a registry fails', () => {
  const ending = answered(200, '<html>', { 'content-type': 'text/html' });
  const { text } = finding('proxy-misconfigured', {
    challenge: challenge({ ending, registry: false, scheme: 'unknown' }),
  });
  expect(text).toContain('no registry');
});

test('never passes: the proxy of the node is not seen from here', () => {
  expect(outcome('proxy-misconfigured', { challenge: challenge() })).toBe('skip');
});

test('near miss: a registry that is down is not a wrong proxy', () => {
  const facts = { challenge: challenge({ ending: answered(503), registry: true, scheme: 'unknown' }) };
  expect(outcome('proxy-misconfigured', facts)).toBe('skip');
});
