import { expect, test } from 'vitest';
import { withoutSecretLines, withoutSecretText } from '../../../src/clients/kubernetes/object-secrets.ts';

test.each([
  [
    { name: 'CORE_SECRET', value: 's3cr3t' },
    { name: 'CORE_SECRET', value: '•••' },
  ],
  [
    { name: 'CSRF_KEY', value: 'x' },
    { name: 'CSRF_KEY', value: '•••' },
  ],
  [{ REDIS_PASSWORD: 'x' }, { REDIS_PASSWORD: '•••' }],
  [
    { adminPassword: 'x', nested: [{ password: 'y' }] },
    { adminPassword: '•••', nested: [{ password: '•••' }] },
  ],
  [
    { message: 'dial redis://:Harbor12345@redis:6379 failed' },
    { message: 'dial redis://•••@redis:6379 failed' },
  ],
])('hidden: %j', (given, hidden) => {
  expect(withoutSecretText(given)).toEqual(hidden);
});

test.each([
  { name: 'LOG_LEVEL', value: 'debug' },
  { name: 'TOKEN_SERVICE_URL', value: 'http://harbor-core/service/token' },
  { secretName: 'harbor-tls', secretRef: { name: 'harbor-core' }, secretKeyRef: { name: 'a', key: 'b' } },
  { harborAdminPasswordRef: 'admin-core-secret', tokenSecretRef: 'x' },
  { name: 'CORE_SECRET', value: '' },
  { replicas: 3, paused: false, nothing: null },
])('kept: %j', (given) => {
  expect(withoutSecretText(given)).toEqual(given);
});

test('lines of a configuration file', () => {
  const hidden = withoutSecretLines({
    'config.yml': 'redis:\n  password: Harbor12345\nrealm: harbor-registry-basic-realm\n',
    REDIS_PASSWORD: 'x',
    LOG_LEVEL: 'info',
  });
  expect(hidden).toEqual({
    'config.yml': 'redis:\n  password: •••\nrealm: harbor-registry-basic-realm\n',
    REDIS_PASSWORD: '•••',
    LOG_LEVEL: 'info',
  });
});
