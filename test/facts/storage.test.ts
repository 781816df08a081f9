import { expect, test } from 'vitest';
import { storageOut } from '../../src/facts/storage.ts';
import type { LayersFact } from '../../src/probes/layers.ts';

const missing: LayersFact['missing'] = [
  { digest: 'sha256:1', status: 404, says: '404 BLOB_UNKNOWN' },
  {
    digest: 'sha256:2',
    status: null,
    says: 'lookup bucket.acme.test on 10.0.0.53:53: no such host',
    elsewhere: { host: 'bucket.acme.test', port: 443, ended: 'dns' },
  },
];
const LAYERS: LayersFact = { asked: 2, of: 2, bytes: 2, missing, config: null, corrupt: null };

test('the storage and how the way there breaks', () => {
  expect(storageOut(LAYERS, 'dns')).toEqual({
    host: 'bucket.acme.test',
    port: 443,
    says: 'lookup bucket.acme.test on 10.0.0.53:53: no such host',
  });
});

test('near misses: another ending, a blob the registry itself lacks, layers nobody asked for', () => {
  expect(storageOut(LAYERS, 'refused')).toBeNull();
  expect(storageOut({ ...LAYERS, missing: missing.slice(0, 1) }, 'dns')).toBeNull();
  expect(storageOut(null, 'dns')).toBeNull();
});
