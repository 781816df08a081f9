import { expect, test } from 'vitest';
import { AT, finding, outcome, UNKNOWN } from '../given.ts';

const dns = (lookup: unknown) => ({
  dns: { host: 'harbor.acme.test', resolver: '10.0.0.53:53', literal: false, lookup },
});

test('a name that does not exist fails, with the resolver named', () => {
  const says = 'queryA ENOTFOUND harbor.acme.test';
  const { text, evidence } = finding('dns-failure', dns({ ended: 'failed', code: 'ENOTFOUND', says }));
  expect(text).toBe('The name `harbor.acme.test` does not exist: 10.0.0.53:53 has no address for it.');
  expect(evidence[0]).toMatchObject({ says, at: AT });
});

test('a name with an address passes', () => {
  expect(outcome('dns-failure', dns({ ended: 'found', addresses: ['10.0.0.5'] }))).toBe('pass');
});

test('near miss: when we could not ask, it neither passes nor fails', () => {
  expect(outcome('dns-failure', { dns: UNKNOWN })).toBe('error');
});

test('a registry that is reached, and a storage of its layers that is not', () => {
  const elsewhere = { host: 'bucket.acme.test', port: 443, ended: 'dns' };
  const missing = [{ digest: 'sha256:1', status: null, says: 'bucket.acme.test: dns', elsewhere }];
  const layers = { asked: 1, of: 1, bytes: 1, missing, config: null, corrupt: null };
  const { text, evidence } = finding('dns-failure', {
    ...dns({ ended: 'found', addresses: ['10.0.0.5'] }),
    layers,
  });
  expect(text).toContain('for the layers');
  expect(evidence[0].says).toContain('bucket.acme.test');
});

test('a registry that is reached, and a host it leads to for the manifest that is not', () => {
  const elsewhere = {
    host: 'store.acme.test',
    port: 443,
    ended: 'dns',
    says: 'store.acme.test: no such host',
  };
  const manifest = { url: 'https://harbor.acme.test/v2/', attempts: [], found: null, elsewhere };
  const { text, evidence } = finding('dns-failure', {
    ...dns({ ended: 'found', addresses: ['10.0.0.5'] }),
    manifest,
  });
  expect(text).toContain('to `store.acme.test` for the manifest');
  expect(evidence[0]).toMatchObject({ source: 'DNS, asked for the manifest', says: elsewhere.says });
});

test('what the cluster’s own DNS is taught of it', () => {
  const lookup = { ended: 'failed', code: 'ENOTFOUND', says: 'queryA ENOTFOUND harbor.acme.test' } as const;
  const dns = { host: 'harbor.acme.test', resolver: '10.0.0.53:53', literal: false, lookup };
  const hosts = (addresses: readonly string[]) => ({
    host: 'harbor.acme.test',
    map: 'kube-system/coredns',
    addresses,
    server: '10.96.0.10',
  });
  const none = finding('dns-failure', { dns, 'cluster-hosts': hosts([]) });
  expect(none.evidence.at(-1)).toEqual({
    source: 'ConfigMap kube-system/coredns',
    says: 'no entry for harbor.acme.test (the cluster’s DNS, 10.96.0.10)',
  });
  const taught = finding('dns-failure', { dns, 'cluster-hosts': hosts(['10.0.0.5']) });
  expect(taught.steps('en').join('\n')).toContain('pods find it and nodes do not');
});
