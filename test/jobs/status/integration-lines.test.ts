import { expect, test } from 'vitest';
import type { Lookup } from '../../../src/engine/registry.ts';
import { seeIntegrations } from '../../../src/jobs/status/integration-lines.ts';
import type { Integration } from '../../../src/probes/installation/integrations.ts';
import { allChecks } from '../../checks/all-checks.ts';

const NOW = new Date('2026-03-01T03:00:00Z');
const integration = (name: string, status: string, message: string | null): Integration => ({
  namespace: 'kangaroo-system',
  name,
  host: 'harbor.acme.test:8443',
  state: { type: 'HealthCheckFail', status, reason: null, message, since: '2026-03-01T01:00:00Z' },
});

async function seen(
  all: readonly Integration[],
  lookup: Lookup = { ended: 'found', addresses: ['10.0.0.9'] },
) {
  const asked: string[] = [];
  const answers = new Map([
    ['integrations', { state: 'known', fact: all, at: NOW.toISOString(), ms: 1 } as const],
  ]);
  const network = {
    resolver: '10.0.0.53:53',
    lookup: async (host: string) => {
      asked.push(host);
      return lookup;
    },
  };
  const pull = { image: 'harbor.acme.test' };
  const examined = { answers, results: [], heard: [], noise: [], pull, offers: new Map() };
  return { ...(await seeIntegrations(examined, allChecks, network, NOW)), asked };
}

const NO_HOST =
  'Get "https://harbor.acme.test:8443": dial tcp: lookup harbor.acme.test on 10.233.0.3:53: no such host';

test('a name that the global cluster does not know, and whether it is known here', async () => {
  const { troubles, asked } = await seen([integration('acme', 'False', NO_HOST)]);
  expect(asked).toEqual(['harbor.acme.test']);
  expect(troubles).toMatchObject([
    {
      cause: 'dns-failure',
      quote: NO_HOST,
      says: 'The health check of `acme` (`harbor.acme.test:8443`) fails since 01:00 UTC; it is hidden from the image list until it passes. From here (10.0.0.53:53) the name resolves, to 10.0.0.9.',
    },
  ]);
  const nowhere = await seen([integration('acme', 'False', NO_HOST)], {
    ended: 'failed',
    code: 'ENOTFOUND',
    says: 'queryA ENOTFOUND harbor.acme.test',
  });
  expect(nowhere.troubles?.[0]?.says).toContain('does not resolve either');
});

test.each([
  ['x509: certificate signed by unknown authority', 'tls-unknown-authority'],
  ['dial tcp 10.0.0.9:443: connect: connection refused', 'connection-refused'],
  ['dial tcp 10.0.0.9:443: i/o timeout', 'connection-timeout'],
  [
    'x509: certificate has expired or is not yet valid: current time 2026-03-01T03:00:00Z is after 2026-02-01T00:00:00Z',
    'tls-expired',
  ],
])('%s is %s', async (message, cause) => {
  const { troubles, asked } = await seen([
    integration('acme', 'False', `Get "https://harbor.acme.test:8443": ${message}`),
  ]);
  expect(troubles).toMatchObject([{ cause, confidence: 'confirmed' }]);
  expect(asked).toEqual([]);
});

test('near miss: words that tell no cause leave the failed check itself, and one that passes is a note', async () => {
  const { troubles, notes } = await seen([
    integration('acme', 'False', 'unhealthy'),
    integration('other', 'True', null),
  ]);
  expect(troubles).toMatchObject([{ id: 'integration-acme', cause: 'registry-health-check-failed' }]);
  expect(notes).toMatchObject([{ says: '1 integrated registry passes its health check.' }]);
});
