import { expect, test } from 'vitest';
import { theriseunionRegistrySecretOf } from '../../../src/engine/kubernetes/theriseunion-registry-secret.ts';
import { object } from './objects.ts';

test.each([
  ['harbor.acme.io', null, 'harbor.acme.io'],
  ['harbor.acme.io:8443', null, 'harbor.acme.io:8443'],
  ['https://harbor.acme.io', 'scheme', 'harbor.acme.io'],
  ['https://Harbor.acme.io/v2/', 'scheme', 'harbor.acme.io'],
  ['harbor.acme.io/v2/', 'path', 'harbor.acme.io'],
  [' harbor.acme.io', 'blank', 'harbor.acme.io'],
])('domain %j has the fault %s', (domain, domainFault, host) => {
  expect(theriseunionRegistrySecretOf(object({ spec: { domain } }))).toMatchObject({
    domain,
    domainFault,
    host,
  });
});

test('what its connection test said', () => {
  const meta = { annotations: { 'theriseunion.io/verify-status': '连接失败' } };
  const spec = { domain: 'harbor.acme.io', username: 'robot$sync' };
  expect(theriseunionRegistrySecretOf(object({ meta, spec }))).toMatchObject({
    verifyStatus: '连接失败',
    username: 'robot$sync',
  });
});

test('near miss: no domain at all is no fault of the domain', () => {
  expect(theriseunionRegistrySecretOf(object({ spec: {} }))).toMatchObject({
    domain: null,
    domainFault: null,
    host: null,
    verifyStatus: null,
  });
});
