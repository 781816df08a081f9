import { expect, test } from 'vitest';
import check from '../../src/checks/image-controller/image-sync-stuck.ts';
import fix from '../../src/remediations/recreate-repository.ts';
import { GITOPS, IMAGE_SYNC, imageSync, OBJECT } from './repository-facts.ts';
import { planned } from './setup.ts';

const MANIFEST = {
  body: {
    apiVersion: 'image.theriseunion.io/v1alpha1',
    kind: 'Repository',
    metadata: {},
    spec: { tag: '1' },
  },
  finalizers: [],
  texts: 'whole',
};
const plan = (over: Readonly<Record<string, unknown>> = {}) =>
  planned(
    fix,
    check,
    {},
    { 'image-sync': imageSync(), 'repository-object': OBJECT, 'repository-manifest': MANIFEST, ...over },
    IMAGE_SYNC,
  );

test('this very object is deleted and created from its manifest; two must say so', () => {
  expect(plan()).toMatchObject({
    state: 'ready',
    plan: {
      risk: 'high',
      steps: [
        { do: 'delete', uid: 'r-1', target: { name: 'models' } },
        { do: 'create', body: MANIFEST.body },
      ],
      undo: { by: 'none' },
    },
  });
});

test.each([
  ['a mark that can be taken off', { 'image-sync': imageSync({ mark: 'syncing' }) }, /mark/],
  [
    'a finalizer',
    { 'repository-manifest': { ...MANIFEST, finalizers: ['acme.test/clean'] } },
    /acme\.test\/clean/,
  ],
  ['a text that was hidden', { 'repository-manifest': { ...MANIFEST, texts: 'hidden' } }, /login/],
  ['GitOps', { 'repository-object': { ...OBJECT, keeper: GITOPS } }, /Argo CD/],
])('not with %s', (_, over, why) => {
  expect(plan(over)).toMatchObject({ state: 'not-ready', why: expect.stringMatching(why) });
});
