import { expect, test } from 'vitest';
import type { Answer } from '../../src/engine/answer.ts';
import { sentOut } from '../../src/facts/storage.ts';
import type { LayersFact } from '../../src/probes/layers.ts';
import type { ManifestFact } from '../../src/probes/manifest.ts';

const AT = '2026-03-01T03:00:00.000Z';
const known = <F>(fact: F): Answer<F> => ({ state: 'known', fact, at: AT, ms: 1 });
const UNREACHED = { state: 'unreached', after: 'manifest' } as const;
const says = 'lookup bucket.acme.test on 10.0.0.53:53: no such host';
const where = { host: 'bucket.acme.test', port: 443 };

const missing: LayersFact['missing'] = [
  { digest: 'sha256:1', status: 404, says: '404 BLOB_UNKNOWN' },
  { digest: 'sha256:2', status: null, says, elsewhere: { ...where, ended: 'dns' } },
];
const LAYERS: LayersFact = { asked: 2, of: 2, bytes: 2, missing, config: null, corrupt: null };
const AWAY: ManifestFact = {
  url: 'https://harbor.acme.test/v2/shop/cart/manifests/1',
  attempts: [],
  found: null,
  elsewhere: { ...where, ended: 'refused', says: 'connect ECONNREFUSED' },
};

test('the storage of layers, and how the way there breaks', () => {
  const sent = sentOut({ layers: known(LAYERS), manifest: UNREACHED }, 'dns');
  expect(sent).toMatchObject({ ...where, of: 'layers' });
  expect(sent?.quote('DNS')).toEqual({ source: 'DNS, asked for a layer', says, at: AT });
});

test('the host that manifests are sent to', () => {
  const sent = sentOut({ layers: UNREACHED, manifest: known(AWAY) }, 'refused');
  expect(sent).toMatchObject({ ...where, of: 'manifest' });
  expect(sent?.quote('network').source).toBe('network, asked for the manifest');
});

test('near misses: another ending, a blob the registry itself lacks, nobody asked', () => {
  const only = { ...LAYERS, missing: missing.slice(0, 1) };
  expect(sentOut({ layers: known(LAYERS), manifest: known(AWAY) }, 'timeout')).toBeNull();
  expect(sentOut({ layers: known(only), manifest: UNREACHED }, 'dns')).toBeNull();
  expect(sentOut({ layers: UNREACHED, manifest: UNREACHED }, 'dns')).toBeNull();
});
