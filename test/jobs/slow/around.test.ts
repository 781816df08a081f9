import { expect, test } from 'vitest';
import type { Case } from '../../../src/engine/case.ts';
import { around } from '../../../src/jobs/slow/around.ts';
import type { Proxies } from '../../../src/jobs/slow/proxies.ts';
import { AT, PULL } from '../../checks/given.ts';

function caseOf(facts: Readonly<Record<string, unknown>>): Case {
  const answers = new Map(
    Object.entries(facts).map(([id, fact]) => [id, { state: 'known' as const, fact, at: AT, ms: 5 }]),
  );
  const none = { results: [], said: [], text: null, textEvidence: null, failing: false, node: null };
  return { pull: PULL, answers, ...none };
}

const of = (facts: Readonly<Record<string, unknown>>, proxies: Proxies | null = null) =>
  around(caseOf(facts), proxies, 'en');
const MB = 1_000_000;

test('who pulls beside it, counted by node, speaks of the waiting', () => {
  const byNode = [
    { node: 'worker-3', pods: 12 },
    { node: 'worker-1', pods: 2 },
  ];
  const { lines, evidence } = of({ 'pull-crowd': { node: 'worker-3', byNode } });
  expect(lines).toEqual(['12 pods wait for images on node `worker-3` now; elsewhere: `worker-1` 2']);
  expect(evidence.waiting?.[0]?.says).toContain('12 pods wait');
});

test('near miss: nobody else pulls', () => {
  expect(of({ 'pull-crowd': { node: 'worker-3', byNode: [] } }).lines).toEqual([]);
});

test('one node beside others', () => {
  const speeds = [
    { node: 'worker-3', perSecond: 2 * MB, pulls: 4 },
    { node: 'worker-1', perSecond: 40 * MB, pulls: 9 },
  ];
  const { lines } = of({ 'node-speeds': { node: 'worker-3', speeds } });
  expect(lines).toEqual(['node `worker-3` pulled at 1.9 MiB/s of late; others: `worker-1` 38.1 MiB/s']);
});

test('names that take long, a DNS server that is not ready, no cache', () => {
  const dnsPod = (pod: string, ready: boolean) => ({ pod, node: null, ready, restarts: 3 });
  const { lines, evidence } = of({
    'lookup-times': { host: 'harbor.acme.test', resolver: 'x', ms: [310, 12, 11] },
    'cluster-dns': { servers: [dnsPod('coredns-1', true), dnsPod('coredns-2', false)], caches: [] },
  });
  expect(lines).toEqual([
    'looking up `harbor.acme.test` from here: 310, 12, 11 ms: slow',
    'the cluster’s DNS: 1 of 2 pods ready (not: `coredns-2`), 6 restarts',
    'no NodeLocal DNSCache runs',
  ]);
  expect(evidence.registry).toHaveLength(3);
});

test('a nearer source that has the image, and one that has not', () => {
  const told = { verifyStatus: 'Success', says: '200 OK' };
  const sources = [
    { ...told, name: 'hub', host: 'hub.acme.test', connectMs: 90, has: 'no' },
    { ...told, name: 'harbor-local', host: 'local.acme.test', connectMs: 2, has: 'yes' },
  ];
  const dials = [{ address: '10.0.0.5', dial: { ended: 'open' }, ms: 180 }];
  const { lines } = of({ 'near-sources': { sources, concurrentPulls: 10 }, tcp: { dials, open: true } });
  expect(lines).toEqual([
    'a connection to it takes 180 ms from here: it is far away, and every question of a pull costs that',
    'source `harbor-local` (`local.acme.test`) has the image; a connection takes 2 ms, nearer than its own registry; the controller says Success',
    'source `hub` (`hub.acme.test`) does not have the image; a connection takes 90 ms; the controller says Success',
    'the image controller pulls 10 at once (`max_concurrent_pulls`)',
  ]);
});

test('a cache before the registry, or none; nobody to ask says nothing', () => {
  const found = [{ harbor: 'h', project: 'hub', image: 'h/hub/library/x:1' }];
  expect(of({}, { asked: 1, found, couldNotLook: [] }).lines).toEqual([
    'a cache is there: `h/hub/library/x:1`',
  ]);
  expect(of({}, { asked: 1, found: [], couldNotLook: [] }).lines[0]).toContain('nothing caches it');
  expect(of({}, { asked: 0, found: [], couldNotLook: [] }).lines).toEqual([]);
});

test('the node’s disk, and not another’s', () => {
  const disk = (node: string) => ({
    node,
    pressure: { says: `DiskPressure=True of ${node}`, since: null },
    events: [{ reason: 'FreeDiskSpaceFailed', says: 'wanted to free 5 GB', at: AT }],
  });
  const { lines } = of({
    'pull-crowd': { node: 'worker-3', byNode: [] },
    'node-disks': { seen: 2, troubled: [disk('worker-1'), disk('worker-3')] },
  });
  expect(lines).toEqual([
    'node `worker-3`: DiskPressure=True of worker-3',
    'node `worker-3`: wanted to free 5 GB',
  ]);
});
