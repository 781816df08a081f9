import { expect, test } from 'vitest';
import missing from '../../src/checks/image-controller/image-source-missing.ts';
import slow from '../../src/checks/image-controller/image-sync-slow.ts';
import fix from '../../src/remediations/change-source.ts';
import { GITOPS, IMAGE_SYNC, imageSync, OBJECT } from './repository-facts.ts';
import { planned } from './setup.ts';

const source = (name: string, has: 'yes' | 'no' | 'unknown' = 'yes') => ({
  name,
  host: `${name}.acme.test`,
  has,
  says: has === 'yes' ? '200 OK' : 'manifest unknown',
});
const plan = (
  sources: readonly object[],
  near: string | null = null,
  over: Readonly<Record<string, unknown>> = {},
) =>
  planned(
    fix,
    missing,
    { named: 'dockerhub-hk', near },
    { 'image-sync': imageSync(), 'repository-object': OBJECT, 'other-sources': sources, ...over },
    IMAGE_SYNC,
  );

test('the only source that has the image; the way back is the one that was written', () => {
  const registry = imageSync().object.registry;
  expect(plan([source('harbor-local'), source('quay', 'no')])).toMatchObject({
    state: 'ready',
    plan: {
      does: expect.stringContaining('read from the source `harbor-local` (`harbor-local.acme.test`)'),
      steps: [
        {
          body: { spec: { registryRef: { name: 'harbor-local' } } },
          was: { spec: { registryRef: { name: registry } } },
        },
      ],
      changes: [
        { what: expect.stringMatching(/· spec\.registryRef\.name$/), from: registry, to: 'harbor-local' },
      ],
      undo: { steps: [{ body: { spec: { registryRef: { name: registry } } } }] },
    },
  });
});

test('of several the one whose name was meant; without that people choose', () => {
  const both = [source('harbor-local'), source('dockerhub')];
  expect(plan(both, 'dockerhub')).toMatchObject({
    state: 'ready',
    plan: { steps: [{ body: { spec: { registryRef: { name: 'dockerhub' } } } }] },
  });
  expect(plan(both)).toMatchObject({
    state: 'not-ready',
    why: expect.stringContaining('`harbor-local`, `dockerhub`'),
  });
});

test('near miss: a name that is near and has not got the image', () => {
  expect(plan([source('dockerhub', 'no')], 'dockerhub')).toMatchObject({
    state: 'not-ready',
    why: 'no other source gives its image (`dockerhub`: manifest unknown)',
  });
});

test('not ready: no other source, one that does not say, a Repository that GitOps keeps', () => {
  expect(plan([])).toMatchObject({ state: 'not-ready', why: expect.stringContaining('no other source') });
  expect(plan([source('quay', 'unknown')])).toMatchObject({ state: 'not-ready' });
  expect(plan([source('quay')], null, { 'repository-object': { ...OBJECT, keeper: GITOPS } })).toMatchObject({
    state: 'not-ready',
    why: expect.stringContaining('`spec: {"registryRef":{"name":"quay"}}`'),
  });
});

test('a sync that is slow is read from elsewhere too', () => {
  const facts = { 'image-sync': imageSync(), 'repository-object': OBJECT, 'other-sources': [source('near')] };
  expect(planned(fix, slow, { name: 'production/models' }, facts, IMAGE_SYNC)).toMatchObject({
    state: 'ready',
    plan: { verify: { check: 'image-sync-slow' } },
  });
});
