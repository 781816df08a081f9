import { expect, test } from 'vitest';
import { namesFor, parseResolvConf } from '../../../src/node/files/resolv-conf.ts';

test('what systemd-resolved writes', () => {
  const text = `# This is /run/systemd/resolve/stub-resolv.conf managed by man:systemd-resolved(8).
nameserver 127.0.0.53
options edns0 trust-ad ndots:2
search eu-west-1.compute.internal acme.test
`;
  expect(parseResolvConf(text)).toEqual({
    servers: ['127.0.0.53:53'],
    search: ['eu-west-1.compute.internal', 'acme.test'],
    ndots: 2,
  });
});

test('IPv6, a port, a comment, and no more than three servers', () => {
  const text =
    'nameserver fd00::10 ; first\nnameserver [10.0.0.2]:5353\nnameserver not-an-address\nnameserver 10.0.0.3\nnameserver 10.0.0.4\n';
  expect(parseResolvConf(text).servers).toEqual(['[fd00::10]:53', '10.0.0.2:5353', '10.0.0.3:53']);
});

test('without any, this machine is asked, as Go does', () => {
  expect(parseResolvConf('').servers).toEqual(['127.0.0.1:53', '[::1]:53']);
});

test.each([
  ['harbor.acme.test', 1, ['harbor.acme.test', 'harbor.acme.test.corp.test']],
  ['harbor', 1, ['harbor.corp.test', 'harbor']],
  ['harbor.acme.test', 5, ['harbor.acme.test.corp.test', 'harbor.acme.test']],
  ['harbor.acme.test.', 1, ['harbor.acme.test.']],
])('%s with ndots:%i is asked for as %j', (host, ndots, names) => {
  expect(namesFor(host, { search: ['corp.test.'], ndots })).toEqual(names);
});
