import { expect, test } from 'vitest';
import type { Sighting } from '../../../src/engine/sighting.ts';
import type { RegistryStatus } from '../../../src/engine/status.ts';
import type { SweepGroup, SweepReport } from '../../../src/engine/sweep.ts';
import { seenIn, sweepCluster, sweptIn } from '../../../src/jobs/own-eyes/look-around.ts';

const NOW = new Date('2026-11-21T02:00:00.000Z');

const group: SweepGroup = {
  cause: { id: 'tls-expired', title: 'Certificate expired', stage: 'tls', confidence: 'confirmed' },
  root: 'registry `harbor.acme.test`',
  summary: 'The certificate expired.',
  pods: 40,
  images: 3,
  namespaces: ['shop'],
  namespaceCount: 1,
  since: '2026-11-21T01:00:00.000Z',
  evidence: null,
  step: null,
  specimen: {
    cluster: 'prod',
    namespace: 'shop',
    pod: 'cart-0',
    container: 'web',
    image: 'harbor.acme.test/a:1',
  },
  members: [],
};

function report(groups: readonly SweepGroup[]): SweepReport {
  return { groups } as unknown as SweepReport;
}

function registry(host: string, health: RegistryStatus['health']): RegistryStatus {
  return {
    name: host,
    host,
    product: 'Harbor',
    version: null,
    health,
    troubles: [],
    notes: [],
    couldNotLook: [],
  };
}

test('each root is told once by the pod that stands for it', () => {
  const [first, ...more] = sweptIn(report([group]), 'look-1', NOW);
  expect(more).toEqual([]);
  expect(first).toMatchObject({
    source: 'sweep',
    status: 'firing',
    target: { cluster: 'prod', namespace: 'shop', pod: 'cart-0' },
  });
});

test('a second try of the same look tells nothing new, the next look does', () => {
  const ids = (round: string) => sweptIn(report([group]), round, NOW).map(({ id }) => id);
  expect(ids('look-1')).toEqual(ids('look-1'));
  expect(ids('look-1')).not.toEqual(ids('look-2'));
});

test('a registry that is down or degraded is told, one that is well resolves, one nobody sees says nothing', () => {
  const at = '2026-11-21T02:00:00.000Z';
  const registries = [
    registry('down.test', 'down'),
    registry('sick.test', 'degraded'),
    registry('warned.test', 'warning'),
    registry('well.test', 'healthy'),
    registry('unseen.test', 'unknown'),
  ];
  const told = seenIn({ at, ms: 1, from: 'here', registries }, 'look-1', NOW);
  expect(told.map(({ target, status }) => [target.registry, status])).toEqual([
    ['down.test', 'firing'],
    ['sick.test', 'firing'],
    ['warned.test', 'resolved'],
    ['well.test', 'resolved'],
  ]);
});

test('an answer that is no sweep tells nothing', async () => {
  const told: Sighting[] = [];
  await sweepCluster('prod', 'look-1', {
    ask: async () => ({ kind: 'refusal', why: 'failed', says: 'no', tries: [] }),
    tell: async (sighting) => void told.push(sighting),
    now: () => NOW,
  });
  expect(told).toEqual([]);
});
