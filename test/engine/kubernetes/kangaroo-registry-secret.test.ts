import { expect, test } from 'vitest';
import { kangarooRegistrySecretOf } from '../../../src/engine/kubernetes/kangaroo-registry-secret.ts';
import { object } from './objects.ts';

const message =
  'Get "https://harbor.kangaroo.acme.io": dial tcp: lookup harbor.kangaroo.acme.io on 10.233.0.3:53: no such host';
const state = {
  type: 'HealthCheckFail',
  status: 'False',
  reason: 'RegistryHealthCheckFail',
  message,
  lastTransitionTime: '2026-11-20T10:00:00Z',
};

test('a failed health check in its controller’s words, the host from the spec', () => {
  const spec = { registry: { address: 'https://harbor.acme.io:8443/', secretRef: 'login' } };
  expect(kangarooRegistrySecretOf(object({ spec, status: { state } }))).toMatchObject({
    host: 'harbor.acme.io:8443',
    state: { type: 'HealthCheckFail', status: 'False', message, since: '2026-11-20T10:00:00Z' },
  });
});

test('where the spec tells none, the host that the message names', () => {
  const secret = kangarooRegistrySecretOf(object({ spec: { type: 'harbor' }, status: { state } }));
  expect(secret.host).toBe('harbor.kangaroo.acme.io');
});

test('a healthy one', () => {
  const status = {
    state: { type: 'HealthCheckSuccess', status: 'True', reason: 'RegistryHealthCheckSuccess' },
  };
  const spec = { host: 'harbor.acme.io' };
  expect(kangarooRegistrySecretOf(object({ spec, status }))).toMatchObject({
    host: 'harbor.acme.io',
    state: { status: 'True', message: null, since: null },
  });
});

test('near miss: conditions instead of a state, the failed one counts; a plain word is no host', () => {
  const status = {
    conditions: [
      { type: 'Ready', status: 'True' },
      { ...state, status: false },
    ],
  };
  const secret = kangarooRegistrySecretOf(object({ spec: { registryType: 'harbor', host: 'main' }, status }));
  expect(secret).toMatchObject({ host: 'harbor.kangaroo.acme.io', state: { status: 'False' } });
});

test('near miss: a state without a type, and a login in its message', () => {
  const said = { status: 'False', message: 'Get "https://admin:Harbor12345@harbor.acme.io": EOF' };
  const secret = kangarooRegistrySecretOf(object({ spec: {}, status: { state: said } }));
  expect(secret.state).toMatchObject({ type: null, status: 'False' });
  expect(JSON.stringify(secret)).not.toContain('Harbor12345');
});

test('near miss: not checked yet', () => {
  expect(kangarooRegistrySecretOf(object({ spec: {} }))).toMatchObject({ host: null, state: null });
});
