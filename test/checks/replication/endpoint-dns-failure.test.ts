import { expect, test } from 'vitest';
import { finding, outcome } from '../given.ts';
import { execution, executions, log, ping, RUNNING, SUCCEEDED, SYNC } from '../sync-facts.ts';

const SAYS =
  'failed to check the existence of the manifest of artifact shop/cart:1.8.1 on the destination registry: Head "https://dr.acme.test/v2/shop/cart/manifests/1.8.1": dial tcp: lookup dr.acme.test on 10.96.0.10:53: no such host';
const other = (ended: string, says: string) => ({
  origin: 'https://dr.acme.test',
  host: 'dr.acme.test',
  ended,
  status: null,
  says,
  resolver: '10.0.0.53:53',
  version: null,
});

const facts = (line: string, more: object = {}) => ({
  'replication-executions': executions(RUNNING),
  'replication-task-log': log(line),
  ...more,
});

test('the name is known here and not to the job service', () => {
  const more = { 'endpoint-ping': ping(false), 'other-side': other('answered', 'GET /v2/: 401') };
  const { text, evidence, ...found } = finding('endpoint-dns-failure', facts(SAYS, more), SYNC);
  expect(text).toContain('`dr.acme.test` (asked `10.96.0.10:53`');
  expect(text).toContain('only that DNS lacks it');
  expect(evidence.map(({ source }) => source)).toEqual([
    'log of task 7001',
    'Harbor, trying endpoint `dr` now',
    'from here, asking 10.0.0.53:53',
  ]);
  expect(found.steps('en').join(' ')).toContain('replication/executions/70');
});

test('nobody knows it', () => {
  const more = { 'other-side': other('dns', 'getaddrinfo ENOTFOUND dr.acme.test') };
  expect(finding('endpoint-dns-failure', facts(SAYS, more), SYNC).text).toContain('not known either');
});

test('another error passes', () => {
  expect(outcome('endpoint-dns-failure', facts('http status code: 401'), SYNC)).toBe('pass');
});

test('near miss: it did so once, and the last execution succeeded', () => {
  const old = { 'replication-executions': executions(SUCCEEDED, execution({ id: 69 })) };
  expect(outcome('endpoint-dns-failure', { ...facts(SAYS), ...old }, SYNC)).toBe('pass');
});

test('who would tell the job service that name', () => {
  const names = {
    host: 'dr.acme.test',
    aliases: [
      { deployment: 'harbor-core', address: '10.0.0.9' },
      { deployment: 'harbor-jobservice', address: null },
    ],
    hosts: { host: 'dr.acme.test', map: 'kube-system/coredns', addresses: [], server: '10.96.0.10' },
  };
  const { evidence } = finding('endpoint-dns-failure', facts(SAYS, { 'jobservice-names': names }), SYNC);
  expect(evidence.slice(1).map(({ source, says }) => `${source}: ${says}`)).toEqual([
    'Deployment harbor-core: hostAliases: 10.0.0.9 dr.acme.test',
    'Deployment harbor-jobservice: hostAliases: none for dr.acme.test',
    'ConfigMap kube-system/coredns: no entry for dr.acme.test (the cluster’s DNS, 10.96.0.10)',
  ]);
});
