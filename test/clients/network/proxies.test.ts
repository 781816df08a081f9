import { expect, test } from 'vitest';
import { createProxies } from '../../../src/clients/network/proxies.ts';
import { ConfigError } from '../../../src/config.ts';

function proxyOf(variables: Record<string, string>, host: string, port = 443, own?: string) {
  return createProxies((name) => variables[name]).of({ host, port }, 'https', own);
}
const HTTPS = { HTTPS_PROXY: 'http://proxy.acme.test:3128' };

test('the variable leads everywhere but to this machine', () => {
  expect(proxyOf(HTTPS, 'registry.acme.test')).toEqual({
    secure: false,
    endpoint: { host: 'proxy.acme.test', port: 3128 },
    authorization: null,
  });
  expect(proxyOf(HTTPS, 'localhost')).toBeNull();
  expect(proxyOf(HTTPS, '127.0.0.1')).toBeNull();
  expect(proxyOf({ https_proxy: 'proxy.acme.test' }, 'registry.acme.test')?.endpoint.port).toBe(80);
});

test.each([
  ['acme.test', 'registry.acme.test', true],
  ['acme.test', 'acme.test', true],
  ['.acme.test', 'registry.acme.test', true],
  ['.acme.test', 'acme.test', false],
  ['*.acme.test', 'registry.acme.test', true],
  ['cme.test', 'registry.acme.test', false],
  ['registry.acme.test:443', 'registry.acme.test', true],
  ['registry.acme.test:8443', 'registry.acme.test', false],
  ['10.0.0.0/8', '10.1.2.3', true],
  ['10.0.0.0/8', '11.1.2.3', false],
  ['10.1.2.3', '10.1.2.3', true],
  ['fd00::/8', 'fd00::7', true],
  ['*', 'registry.acme.test', true],
  ['other.test, acme.test', 'registry.acme.test', true],
  ['', 'registry.acme.test', false],
])('NO_PROXY=%s keeps %s direct: %s', (rule, host, direct) => {
  expect(proxyOf({ ...HTTPS, NO_PROXY: rule }, host) === null).toBe(direct);
});

test('a registry’s own proxy comes before the variables, with its login as a header', () => {
  const own = 'https://user:p%40ss@own.acme.test:8443';
  expect(proxyOf({ ...HTTPS, NO_PROXY: '*' }, 'registry.acme.test', 443, own)).toEqual({
    secure: true,
    endpoint: { host: 'own.acme.test', port: 8443 },
    authorization: `Basic ${Buffer.from('user:p@ss').toString('base64')}`,
  });
});

test('a bad proxy is a ConfigError that does not quote it', () => {
  const make = () => createProxies((name) => (name === 'HTTPS_PROXY' ? 'socks5://u:secret@h' : undefined));
  expect(make).toThrow(ConfigError);
  expect(make).not.toThrow(/secret/);
});
