import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { withThisMachine } from '../../../src/clients/kubernetes/this-machine.ts';
import { createAddressRules } from '../../../src/clients/network/address-rules.ts';
import { loadConfig } from '../../../src/config.ts';

const folder = mkdtempSync(join(tmpdir(), 'this-machine-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the rules say of an address, with clusters at these API servers. */
function refusals(servers: readonly string[]) {
  const names = servers.map((_, index) => `c${index}`);
  const kubeconfig = join(folder, `kubeconfig-${servers.length}-${servers.join('').length}`);
  writeFileSync(
    kubeconfig,
    JSON.stringify({
      'current-context': names[0] ?? '',
      clusters: servers.map((server, index) => ({ name: names[index], cluster: { server } })),
      users: names.map((name) => ({ name, user: { token: 'any' } })),
      contexts: names.map((name) => ({ name, context: { cluster: name, user: name } })),
    }),
  );
  const file = join(folder, `config-${servers.length}-${servers.join('').length}.yaml`);
  writeFileSync(file, JSON.stringify({ clusters: names.map((name) => ({ name, context: name })) }));
  const config = loadConfig({ HOME: folder, KUBECONFIG: kubeconfig, REGISTRY_MEDIC_CONFIG: file });
  const { refusal } = createAddressRules(withThisMachine(config).file.network.allowAddresses);
  return (address: string): boolean => refusal(address) !== null;
}

test.each(['https://127.0.0.1:6443', 'https://localhost:6443', 'https://[::1]:6443'])(
  '%s: loopback may be asked, link-local and metadata addresses never',
  (server) => {
    const refused = refusals([server]);
    expect(['127.0.0.1', '127.3.2.1', '::1'].map(refused)).toEqual([false, false, false]);
    expect(['169.254.169.254', 'fe80::1', 'fd00:ec2::254', '0.0.0.0'].map(refused)).not.toContain(false);
  },
);

test.each([
  ['a cluster elsewhere', ['https://10.0.0.1:6443']],
  ['one of two elsewhere', ['https://127.0.0.1:6443', 'https://prod.acme.test:6443']],
  ['a name that only looks like it', ['https://127.0.0.1.acme.test:6443']],
])('near miss: %s', (_, servers) => {
  expect(refusals(servers)('127.0.0.1')).toBe(true);
});

test('no cluster at all', () => {
  const config = loadConfig({ HOME: folder });
  expect(withThisMachine(config)).toBe(config);
});
