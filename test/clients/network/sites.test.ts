import { expect, test } from 'vitest';
import { createSites } from '../../../src/clients/network/sites.ts';
import { ConfigError, NetworkConfig, RegistryConfig } from '../../../src/config.ts';

function sites(...registries: readonly object[]) {
  return createSites({
    file: {
      network: NetworkConfig.parse({}),
      registries: registries.map((each, at) => RegistryConfig.parse({ name: `r${at}`, ...each })),
    },
    secret: (name) => (name === 'PASSWORD' ? 'p' : undefined),
  });
}

test.each([
  ['registry.acme.test', 'registry.acme.test', 443, true],
  ['registry.acme.test', 'REGISTRY.acme.test', 443, true],
  ['registry.acme.test', 'registry.acme.test', 5000, false],
  ['registry.acme.test:5000', 'registry.acme.test', 5000, true],
  ['registry.acme.test:5000', 'registry.acme.test', 443, false],
  ['registry.acme.test', 'other.acme.test', 443, false],
  ['docker.io', 'registry-1.docker.io', 443, true],
  ['index.docker.io', 'registry-1.docker.io', 443, true],
  ['[::1]:5000', '::1', 5000, true],
])('the configuration of %s is for %s:%i: %s', (written, host, port, is) => {
  expect(sites({ host: written, kind: 'harbor' }).settings({ host, port }).kind === 'harbor').toBe(is);
});

test('plain HTTP without a port is port 80, and 443 as the reference has it', () => {
  const { settings } = sites({ host: 'registry.acme.test', plainHttp: true });
  expect(settings({ host: 'registry.acme.test', port: 80 }).plainHttp).toBe(true);
  expect(settings({ host: 'registry.acme.test', port: 443 }).plainHttp).toBe(true);
  expect(settings({ host: 'registry.acme.test', port: 8080 }).plainHttp).toBe(false);
});

test('a host without configuration has the defaults', () => {
  expect(sites().settings({ host: 'quay.acme.test', port: 443 })).toEqual({
    host: 'quay.acme.test',
    kind: 'other',
    plainHttp: false,
    hasLogin: false,
    trust: 'system',
  });
});

test('the login is for its own registry only', () => {
  const login = { username: 'medic', passwordEnv: 'PASSWORD' };
  const { of } = sites({ host: 'registry.acme.test', login });
  expect(of({ host: 'registry.acme.test', port: 443 }).login).toEqual({ username: 'medic', password: 'p' });
  expect(of({ host: 'registry.acme.test', port: 5000 }).login).toBeNull();
});

test('what cannot be used is a ConfigError that names it', () => {
  const login = { username: 'medic', passwordEnv: 'UNSET' };
  expect(() => sites({ host: 'a.test', login })).toThrow(/UNSET is not set/);
  expect(() => sites({ host: 'a.test', ca: '/nowhere/ca.pem' })).toThrow(ConfigError);
  expect(() => sites({ host: 'a.test', ca: import.meta.filename })).toThrow(/no PEM certificate/);
});
