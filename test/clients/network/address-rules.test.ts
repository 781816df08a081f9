import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createAddressRules } from '../../../src/clients/network/address-rules.ts';
import { ConfigError } from '../../../src/config.ts';

const rules = createAddressRules([]);

test.each([
  '127.0.0.1',
  '127.255.0.3',
  '::1',
  '0.0.0.0',
  '::',
  '169.254.169.254',
  'fe80::1',
  'fe80::1%eth0',
  'fd00:ec2::254',
  '100.100.100.200',
  '168.63.129.16',
  '224.0.0.1',
  'ff02::1',
  '255.255.255.255',
  '::ffff:127.0.0.1',
  '::ffff:a9fe:a9fe',
  '0:0:0:0:0:ffff:7f00:1',
  '::127.0.0.1',
  '64:ff9b::169.254.169.254',
  '[::1]',
  'no address',
])('%s is refused, with why', (address) => {
  expect(rules.refusal(address)).toMatch(/address/);
});

test.each(['10.0.0.1', '192.168.1.1', '8.8.8.8', '2001:db8::1', 'fd00::7', '::ffff:10.0.0.1'])(
  '%s is allowed',
  (address) => {
    expect(rules.refusal(address)).toBeNull();
  },
);

test('what is allowed by range is allowed, also in its IPv6 form, and nothing beside it', () => {
  const open = createAddressRules(['127.0.0.0/8', '169.254.20.10', 'fe80::/64']);
  expect(open.refusal('127.0.0.2')).toBeNull();
  expect(open.refusal('::ffff:127.0.0.2')).toBeNull();
  expect(open.refusal('169.254.20.10')).toBeNull();
  expect(open.refusal('fe80::5')).toBeNull();
  expect(open.refusal('169.254.20.11')).toContain('link-local');
  expect(open.refusal('::1')).toContain('loopback');
});

test.each(['127.0.0.0/33', 'loopback', '10.0.0.0/x', '::/129'])('the range %s is a ConfigError', (range) => {
  expect(() => createAddressRules([range])).toThrow(ConfigError);
});

test('no spelling of a loopback or link-local IPv4 address gets through', () => {
  const byte = fc.integer({ min: 0, max: 255 });
  const inside = fc.tuple(fc.constantFrom([127], [169, 254]), byte, byte, byte).map(([head, ...tail]) => {
    return [...head, ...tail].slice(0, 4).join('.');
  });
  const prefix = fc.constantFrom('', '::ffff:', '::', '64:ff9b::', '0:0:0:0:0:ffff:');
  fc.assert(fc.property(inside, prefix, (address, before) => rules.refusal(`${before}${address}`) !== null));
});
