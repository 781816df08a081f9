import { expect, test } from 'vitest';
import healthCheckFailed from '../../src/checks/kangaroo/registry-health-check-failed.ts';
import dnsFailure from '../../src/checks/pull/dns-failure.ts';
import type { Pull } from '../../src/engine/subject.ts';
import type { MeasuringPlaceFact } from '../../src/probes/measuring-place.ts';
import fix from '../../src/remediations/measure-in-cluster.ts';
import { HARBOR } from './restart-facts.ts';
import { PULL, planned } from './setup.ts';

const PLACE: MeasuringPlaceFact = {
  cluster: 'prod',
  namespace: 'shop',
  node: 'worker-1',
  image: 'mirror.acme.test/tools/curl:8.11.1',
  imageFrom: 'registry',
  jobs: [],
  quotas: [],
};
const NAME = 'registry-medic-way-harbor-acme-test-443';
const plan = (over: Partial<MeasuringPlaceFact> = {}, data: object = {}, pull: Pull = PULL) =>
  planned(fix, dnsFailure, data, { 'measuring-place': { ...PLACE, ...over } }, pull);

test('one Job on the node of the pod, by the node’s names; what made it is what its way back deletes', () => {
  expect(plan()).toMatchObject({
    state: 'ready',
    plan: {
      does: 'Measure the way to `https://harbor.acme.test:443` by a Job in `shop` on node `worker-1`',
      risk: 'low',
      steps: [
        { do: 'create', target: { kind: { group: 'batch', plural: 'jobs' }, namespace: 'shop', name: NAME } },
      ],
      undo: { by: 'steps', steps: [{ do: 'delete', uid: '{made}' }] },
      locks: [`prod/jobs.batch/shop/${NAME}`],
      verify: { check: 'dns-failure', job: { host: 'harbor.acme.test', port: 443, resolver: 'node' } },
    },
  });
  expect(JSON.stringify(plan())).toContain('"dnsPolicy":"Default"');
});

test('where it is pulled from, and what to do where it cannot be, is said before the yes', () => {
  expect(plan()).toMatchObject({
    plan: {
      beware: [expect.stringMatching(/is pulled for it.*remediations\.measuringImage/), expect.any(String)],
    },
  });
  expect(plan({ imageFrom: 'node' })).toMatchObject({
    plan: { beware: [expect.stringContaining('lies on that node already'), expect.any(String)] },
  });
});

test('what a controller does not reach is measured as pods see it, at the host that it names', () => {
  const found = planned(
    fix,
    healthCheckFailed,
    { host: 'harbor.kangaroo.acme.test' },
    { 'measuring-place': { ...PLACE, namespace: 'kangaroo-system', node: null } },
    HARBOR,
  );
  expect(found).toMatchObject({
    plan: {
      scope: { namespace: 'kangaroo-system' },
      verify: { job: { host: 'harbor.kangaroo.acme.test', resolver: 'cluster' } },
    },
  });
  expect(JSON.stringify(found)).not.toContain('affinity');
});

test('not ready: measured just now, no room in the quota, nothing to go to, nothing known of the place', () => {
  expect(plan({ jobs: [NAME] })).toMatchObject({
    state: 'not-ready',
    why: expect.stringContaining('just now'),
  });
  const quotas = [{ quota: 'team', resource: 'pods', left: 0 }];
  expect(plan({ quotas })).toMatchObject({ state: 'not-ready', why: expect.stringContaining('`team`') });
  expect(plan({}, {}, { ...PULL, image: 'Not An Image' })).toMatchObject({ state: 'not-ready' });
  expect(planned(fix, dnsFailure, {}, {})).toMatchObject({ state: 'not-ready', because: 'unseen' });
});

test('near miss: a Job that measures another host is in nobody’s way', () => {
  expect(plan({ jobs: ['registry-medic-way-other-acme-test-443'] })).toMatchObject({ state: 'ready' });
});
