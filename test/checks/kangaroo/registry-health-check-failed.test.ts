import { expect, test } from 'vitest';
import type { Integration } from '../../../src/probes/installation/integrations.ts';
import { finding, outcome } from '../given.ts';
import { installation } from '../installations.ts';
import { tellsLine } from '../log-lines.ts';

const ID = 'registry-health-check-failed';
const pull = installation({ product: 'kangaroo' });
const integration = (status: string, message: string | null): Integration => ({
  namespace: 'kangaroo-system',
  name: 'acme-harbor',
  host: 'harbor.acme.test',
  state: {
    type: 'HealthCheckFail',
    status,
    reason: 'RegistryHealthCheckFail',
    message,
    since: '2026-03-01T01:00:00Z',
  },
});
const NO_HOST =
  'Get "https://harbor.acme.test": dial tcp: lookup harbor.acme.test on 10.233.0.3:53: no such host';

tellsLine(ID, { shows: 'reason: RegistryHealthCheckFail', near: 'reason: RegistryHealthCheckSucceeded' });

test('its message is quoted, and the resolver that did not know the host is named in the steps', () => {
  const found = finding(ID, { integrations: [integration('False', NO_HOST)] }, pull);
  expect(found).toMatchObject({
    text: 'The health check of the integrated registry `acme-harbor` (`harbor.acme.test`) fails; it is hidden from the image list until it passes.',
    evidence: [{ source: 'RegistrySecret acme-harbor', says: NO_HOST }],
    data: { resolver: '10.233.0.3', more: 0 },
  });
  expect(found.steps('en').join('\n')).toContain('configmap coredns');
});

test('one whose check passes, passes', () => {
  expect(outcome(ID, { integrations: [integration('True', null)] }, pull)).toBe('pass');
});

test('near miss: one that was not checked yet is no failure; another message gives other steps', () => {
  expect(outcome(ID, { integrations: [{ ...integration('True', null), state: null }] }, pull)).toBe('pass');
  const refused = finding(ID, { integrations: [integration('False', 'connect: connection refused')] }, pull);
  expect(refused.steps('en').join('\n')).not.toContain('coredns');
});

const step = (id: string, ended: string, blames: string | null, says: string) => ({
  id,
  ended,
  blames,
  says,
});
const tried = (last: ReturnType<typeof step>) => [
  {
    name: 'acme-harbor',
    path: {
      host: 'harbor.acme.test',
      resolver: 'x',
      steps: [step('dns', 'well', null, 'harbor.acme.test is 10.0.0.5'), last],
      broken: last.ended === 'broken' ? last : null,
    },
    hosts: { host: 'harbor.acme.test', map: 'kube-system/coredns', addresses: [], server: '10.233.0.3' },
  },
];

test('the registry itself is unhealthy, by its own health', () => {
  const sick = step('harbor', 'broken', 'registry', 'Harbor calls itself unhealthy; database: refused');
  const facts = { integrations: [integration('False', '503')], 'integration-paths': tried(sick) };
  const { text, evidence } = finding(ID, facts, pull);
  expect(text).toContain(
    'The registry itself is unhealthy: `Harbor calls itself unhealthy; database: refused`.',
  );
  expect(evidence.map(({ source }) => source)).toEqual([
    'RegistrySecret acme-harbor',
    'from here, dns',
    'from here, harbor',
  ]);
});

test('the resolver of its message is the cluster’s own, whose list has no entry', () => {
  const well = step('api', 'well', null, 'GET /v2/: 401 Unauthorized');
  const facts = { integrations: [integration('False', NO_HOST)], 'integration-paths': tried(well) };
  const { text, evidence, steps } = finding(ID, facts, pull);
  expect(text).not.toContain('From here it fails too');
  expect(evidence.at(-1)?.says).toBe('no entry for harbor.acme.test (the cluster’s DNS, 10.233.0.3)');
  expect(steps('en').join('\n')).toContain('this cluster’s own DNS service');
});
