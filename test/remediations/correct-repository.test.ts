import { expect, test } from 'vitest';
import check from '../../src/checks/image-controller/spec-repository-has-tag.ts';
import fix from '../../src/remediations/correct-repository.ts';
import { ABSENT, FOUND, GITOPS, IMAGE_SYNC, imageSync, OBJECT } from './repository-facts.ts';
import { planned } from './setup.ts';

const DATA = {
  namespace: 'production',
  name: 'models',
  repository: 'a/b:v1',
  path: 'a/b',
  tagInPath: 'v1',
  tag: null,
};
const plan = (data: object = {}, over: Readonly<Record<string, unknown>> = {}) =>
  planned(
    fix,
    check,
    { ...DATA, ...data },
    { 'image-sync': imageSync(), 'repository-object': OBJECT, manifest: FOUND, ...over },
    IMAGE_SYNC,
  );

test('path and tag are written apart and it is synced; the way back is what was written', () => {
  expect(plan()).toMatchObject({
    state: 'ready',
    plan: {
      steps: [
        {
          how: 'merge',
          body: {
            metadata: { annotations: { 'theriseunion.io/manual-sync': '{approvedAtSeconds}' } },
            spec: { repository: 'a/b', tag: 'v1' },
          },
          was: { spec: { repository: 'a/b:v1', tag: null } },
        },
      ],
      undo: { steps: [{ body: { spec: { repository: 'a/b:v1', tag: null } } }] },
      verify: { check: 'spec-repository-has-tag', withinS: 600 },
    },
  });
});

test('the same tag twice is one tag', () => {
  expect(plan({ tag: 'v1' })).toMatchObject({ state: 'ready' });
});

test('not ready: two tags, an image that the source does not give, an object that GitOps keeps', () => {
  expect(plan({ tag: 'latest' })).toMatchObject({
    state: 'not-ready',
    why: expect.stringContaining('`latest`'),
  });
  expect(plan({}, { manifest: ABSENT })).toMatchObject({ state: 'not-ready' });
  expect(plan({}, { 'repository-object': { ...OBJECT, keeper: GITOPS } })).toMatchObject({
    state: 'not-ready',
    why: expect.stringMatching(/Argo CD `images`.*"repository":"a\/b"/),
  });
});
