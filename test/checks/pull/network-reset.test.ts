import { expect, test } from 'vitest';
import { challenge, shakes, tls } from '../facts.ts';
import { finding, outcome } from '../given.ts';

test('the connection is torn down', () => {
  const facts = {
    challenge: challenge({ ending: { ended: 'reset', says: 'read ECONNRESET' }, registry: false }),
  };
  expect(finding('network-reset', facts).evidence[0].says).toBe('read ECONNRESET');
});

test('the handshake is torn down', () => {
  // Nobody asks `/v2/` over a connection that gets no further than its greeting.
  const facts = { tls: shakes({ ended: 'reset', says: 'ECONNRESET' }) };
  expect(finding('network-reset', facts).text).toContain('is cut');
});

test('never passes: short answers say nothing about long transfers', () => {
  expect(outcome('network-reset', { challenge: challenge(), tls: tls() })).toBe('skip');
});
