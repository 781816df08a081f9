import { expect, test } from 'vitest';
import check from '../../src/checks/image-controller/image-controller-starved.ts';
import fix from '../../src/remediations/lower-concurrent-pulls.ts';
import { HARBOR, workloads } from './restart-facts.ts';
import { planned } from './setup.ts';

const settings = (pulls?: string, keeper: object | null = null) => ({
  namespace: 'edge-system',
  name: 'image-controller-config',
  uid: 'c-1',
  data: pulls === undefined ? {} : { max_concurrent_pulls: pulls },
  keeper,
});
const plan = (found: object | null, of: object = {}) =>
  planned(
    fix,
    check,
    { pod: 'p', deployment: 'image-controller', what: 'memory', percent: 97 },
    { 'controller-settings': found, 'component-workloads': workloads('image-controller', of) },
    HARBOR,
  );
const pulls = (value: string) => ({ data: { max_concurrent_pulls: value } });

test('half as many, and its reader is started anew; both again on the way back', () => {
  expect(plan(settings('10'))).toMatchObject({
    state: 'ready',
    plan: {
      steps: [{ body: pulls('5'), was: pulls('10'), uid: 'c-1' }, { do: 'patch' }],
      undo: { steps: [{ body: pulls('10'), was: pulls('5') }, { do: 'patch' }] },
      locks: ['prod/configmaps/edge-system/image-controller-config', expect.any(String)],
    },
  });
});

test('not ready: no number, few already, kept by GitOps, its reader may not be started anew', () => {
  expect(plan(settings())).toMatchObject({ state: 'not-ready' });
  expect(plan(null)).toMatchObject({ state: 'not-ready' });
  expect(plan(settings('2'))).toMatchObject({ state: 'not-ready', why: expect.stringContaining('already') });
  expect(plan(settings('10', { by: 'flux', name: 'images' }))).toMatchObject({
    state: 'not-ready',
    why: expect.stringContaining('max_concurrent_pulls: "5"'),
  });
  expect(plan(settings('10'), { isPaused: true })).toMatchObject({ state: 'not-ready' });
});
