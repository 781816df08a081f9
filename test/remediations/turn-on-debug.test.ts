import { expect, test } from 'vitest';
import check from '../../src/checks/image-controller/registry-connection-failed.ts';
import { undoPlan } from '../../src/engine/undo-plan.ts';
import fix from '../../src/remediations/turn-on-debug.ts';
import { IMAGE_SYNC, repositoryObject, SYNCING } from '../checks/image-sync-facts.ts';
import { workloads } from './restart-facts.ts';
import { planned } from './setup.ts';

const FOUND = {
  deployment: 'image-controller',
  uid: 'u-1',
  container: 'controller',
  set: 'here',
  level: 'info',
};
const plan = (found: object | null = {}, of: object = {}, syncs: readonly object[] = []) =>
  planned(
    fix,
    check,
    {},
    {
      'controller-logging': { found: found && { ...FOUND, ...found }, minutes: 15 },
      'component-workloads': workloads('image-controller', { rollout: 'done', ...of }),
      'image-syncs': { sources: [], repositories: syncs },
    },
    IMAGE_SYNC,
  );
const env = (variable: object) => ({
  spec: { template: { spec: { containers: [{ name: 'controller', env: [variable] }] } } },
});
const level = (value: string) => env({ name: 'LOG_LEVEL', value });
const NONE = env({ name: 'LOG_LEVEL', $patch: 'delete' });

test('one variable, there and back, by itself after the minutes that are set', () => {
  expect(plan()).toMatchObject({
    state: 'ready',
    plan: {
      does: 'Let Deployment `harbor/harbor-image-controller` log at `debug` for 15 minutes',
      risk: 'medium',
      steps: [{ how: 'strategic', body: level('debug'), was: level('info'), uid: 'u-1' }],
      undo: { by: 'steps', steps: [{ body: level('info'), was: level('debug') }] },
      revert: { afterS: 900 },
      verify: { debug: { owner: { kind: 'Deployment' }, container: 'controller' } },
      beware: [expect.stringContaining('takes itself back 15 minutes after')],
    },
  });
});

test('a variable that was not there is taken away again', () => {
  expect(plan({ set: 'nowhere', level: null })).toMatchObject({
    plan: { steps: [{ was: NONE }], undo: { steps: [{ body: NONE }] } },
  });
});

test('the way back does not go back again', () => {
  const found = plan();
  expect(found.state === 'ready' && undoPlan(found.plan)?.revert).toBeUndefined();
});

test('not ready: no controller, at debug, set elsewhere, a sync runs, it rolls, it is paused', () => {
  const why = (text: string) => ({ state: 'not-ready', why: expect.stringContaining(text) });
  expect(plan(null)).toMatchObject(why('no Deployment'));
  expect(plan({ level: 'DEBUG' })).toMatchObject(why('already'));
  expect(plan({ set: 'elsewhere', level: null })).toMatchObject(why('valueFrom'));
  expect(plan({}, {}, [repositoryObject(SYNCING, { name: 'models' })])).toMatchObject(why('is being synced'));
  expect(plan({}, { rollout: 'waiting' })).toMatchObject(why('rolling out'));
  expect(plan({}, { isPaused: true })).toMatchObject(why('paused'));
});

test('kept by GitOps or an operator: the exact change to make there; by Helm: said beside it', () => {
  const change = '`LOG_LEVEL: debug` in `env` of container `controller`';
  for (const by of ['flux', 'argocd', 'operator'])
    expect(plan({}, { keeper: { by, name: 'images' } })).toMatchObject({
      state: 'not-ready',
      why: expect.stringContaining(change),
    });
  expect(plan({}, { keeper: { by: 'helm', name: 'images' } })).toMatchObject({
    state: 'ready',
    plan: { beware: [expect.any(String), expect.stringContaining('Helm')] },
  });
});
