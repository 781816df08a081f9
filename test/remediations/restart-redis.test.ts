import { expect, test } from 'vitest';
import componentNotReady from '../../src/checks/kubernetes/component-not-ready.ts';
import fix from '../../src/remediations/restart-redis.ts';
import { COLLECTING, HARBOR, NO_COLLECTION, workloads } from './restart-facts.ts';
import { planned } from './setup.ts';

const STS = { kind: 'StatefulSet', plural: 'statefulsets', ready: 0, modes: ['ReadWriteOnce'] } as const;
const KEPT = { ...STS, claims: [{ name: 'data', from: 'template' as const }] };
const plan = (of: object = KEPT, over: Readonly<Record<string, unknown>> = {}, component = 'redis') =>
  planned(
    fix,
    componentNotReady,
    { namespace: 'harbor', pods: [{ component, pod: 'p-old', state: 'Running' }] },
    { 'component-workloads': workloads('redis', of), collections: NO_COLLECTION, ...over },
    HARBOR,
  );

test('its data lies on a volume and nothing runs: evicted, by two', () => {
  expect(plan()).toMatchObject({ state: 'ready', plan: { risk: 'high', steps: [{ do: 'evict' }] } });
});

test('not without a volume, nor while garbage is collected or jobs run', () => {
  expect(plan({ ...STS, claims: [] })).toMatchObject({
    state: 'not-ready',
    why: expect.stringContaining('volume'),
  });
  expect(plan(KEPT, { collections: COLLECTING })).toMatchObject({ state: 'not-ready' });
  const samples = [{ at: '', pools: [], queues: [], workers: [{ job: { type: 'REPLICATION' } }] }];
  expect(plan(KEPT, { 'job-samples': samples })).toMatchObject({
    state: 'not-ready',
    why: expect.stringContaining('1 jobs run'),
  });
});

test('near miss: another component is not ready', () => {
  expect(plan(KEPT, {}, 'core')).toEqual({ state: 'not-applicable' });
});
