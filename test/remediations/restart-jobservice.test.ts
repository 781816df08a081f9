import { expect, test } from 'vitest';
import jobserviceHung from '../../src/checks/jobservice/jobservice-hung.ts';
import componentNotReady from '../../src/checks/kubernetes/component-not-ready.ts';
import restartJobservice from '../../src/remediations/restart-jobservice.ts';
import { AT, COLLECTING, HARBOR, NEW_POD, NO_COLLECTION, OLD_POD, WELL, workloads } from './restart-facts.ts';
import { planned } from './setup.ts';

const IDLE = [{ at: AT, pools: [], queues: [], workers: [{ id: 'w', pool: 'p', job: null }] }];
const plan = (over: Parameters<typeof workloads>[1] = {}, facts: object = {}) =>
  planned(
    restartJobservice,
    jobserviceHung,
    {},
    {
      'component-workloads': workloads('jobservice', over),
      collections: NO_COLLECTION,
      'job-samples': IDLE,
      'component-health': WELL,
      ...facts,
    },
    HARBOR,
  );
const crashing = (state: string) =>
  planned(
    restartJobservice,
    componentNotReady,
    { namespace: 'harbor', pods: [{ component: 'jobservice', pod: 'p-old', state }] },
    {
      'component-workloads': workloads('jobservice'),
      collections: NO_COLLECTION,
      'component-health': WELL,
      'job-samples': { state: 'unknown', why: '502', ms: 1 },
    },
    HARBOR,
  );
const why = (...of: Parameters<typeof plan>) => {
  const done = plan(...of);
  return done.state === 'not-ready' ? done.why : done.state;
};

const EVICTED = { state: 'ready', plan: { steps: [{ do: 'evict', target: { name: 'p-old' }, uid: 'p-1' }] } };

test('it is rolled by annotation, verified for a minute, and locked', () => {
  expect(plan()).toMatchObject({
    state: 'ready',
    plan: {
      risk: 'medium',
      scope: { cluster: 'prod', namespace: 'harbor' },
      steps: [{ do: 'patch', target: { name: 'harbor-jobservice' }, uid: 'u-1' }],
      locks: ['prod/deployments.apps/harbor/harbor-jobservice'],
      verify: { check: 'jobservice-hung', rollout: { name: 'harbor-jobservice' }, steadyS: 60 },
      undo: { by: 'none' },
    },
  });
});

test('where a volume of one node and RollingUpdate would hang, the pod is evicted', () => {
  expect(plan({ modes: ['ReadWriteOnce'] })).toMatchObject(EVICTED);
});

test('near miss: Recreate ends the old pod first, and a shared volume has room: rolled', () => {
  expect(plan({ modes: ['ReadWriteOnce'], strategy: 'Recreate' })).toMatchObject({
    plan: { steps: [{ do: 'patch' }] },
  });
  expect(plan({ modes: ['ReadWriteMany'] })).toMatchObject({ plan: { steps: [{ do: 'patch' }] } });
});

test('under an operator or GitOps the pod is evicted', () => {
  expect(plan({ keeper: { by: 'operator', name: 'JobService/h' } })).toMatchObject(EVICTED);
  expect(plan({ keeper: { by: 'argocd', name: 'harbor' } })).toMatchObject(EVICTED);
});

test('a rollout that waits for its own volume ends by evicting the old pod', () => {
  const hanging = { modes: ['ReadWriteOnce'], pods: [OLD_POD, NEW_POD] };
  expect(plan(hanging)).toMatchObject(EVICTED);
});

test('near miss: two pods without a volume are a rollout', () => {
  expect(why({ pods: [OLD_POD, NEW_POD] })).toContain('rolling out already');
});

test('not while paused, just restarted, or with replicas on one volume', () => {
  expect(why({ isPaused: true })).toContain('paused');
  expect(why({ restartedAt: '2026-11-21T02:50:00.000Z' })).toContain('10 min ago');
  expect(why({ pods: [{ ...OLD_POD, createdAt: '2026-11-21T02:50:00.000Z' }] })).toContain('10 min ago');
  expect(why({ replicas: 2, updated: 2, modes: ['ReadWriteOnce'] })).toContain('several replicas');
});

test('near miss: a first pod is no restart, and sixteen minutes are enough', () => {
  const createdAt = '2026-11-21T02:50:00.000Z';
  expect(why({ createdAt, pods: [{ ...OLD_POD, createdAt }] })).toBe('ready');
  expect(why({ restartedAt: '2026-11-21T02:44:00.000Z' })).toBe('ready');
});

test('not while garbage is collected, by either account', () => {
  expect(why({}, { collections: COLLECTING })).toContain('garbage collection 7 is running');
  const job = { type: 'GARBAGE_COLLECTION', id: 'j', startedAt: AT, checkedInAt: null };
  const busy = [{ ...IDLE[0], workers: [{ id: 'w', pool: 'p', job }] }];
  expect(why({}, { 'job-samples': busy })).toContain('collects garbage');
});

test('not without its database and Redis, nor when nobody tells how they are', () => {
  const down = [WELL[0], { name: 'redis', healthy: false, error: 'i/o timeout' }];
  expect(why({}, { 'component-health': down })).toContain('i/o timeout');
  expect(why({}, { 'component-health': [WELL[0]] })).toContain('redis');
  const unknown = { state: 'unknown', why: 'no answer', ms: 1 };
  expect(why({}, { 'component-health': unknown })).toContain('does not tell');
});

test('its back-off is cut short once its database and Redis are well', () => {
  expect(crashing('CrashLoopBackOff')).toMatchObject({
    state: 'ready',
    plan: { interrupts: expect.stringContaining('Harbor does not tell which') },
  });
});

test('near miss: an image that does not come is not mended by a restart', () => {
  expect(crashing('ImagePullBackOff')).toMatchObject({ state: 'not-ready' });
});
