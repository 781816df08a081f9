import { expect, test } from 'vitest';
import brokenTagLink from '../../src/checks/storage/broken-tag-link.ts';
import deleteBrokenTag from '../../src/remediations/delete-broken-tag.ts';
import { DISCOVERED, harborOfVersion } from './harbor-facts.ts';
import { HARBOR } from './restart-facts.ts';
import { planned } from './setup.ts';

const DIGEST = `sha256:${'a'.repeat(64)}`;
const IMAGE = {
  what: 'manifest',
  missing: DIGEST,
  says: '404 MANIFEST_UNKNOWN',
  repository: 'shop/teams/legacy',
  tags: ['v1', 'v2'],
  digest: DIGEST,
  size: 0,
};
const data = (tag: string | null = 'v1') => ({ repository: IMAGE.repository, tag, digest: DIGEST, more: 0 });
const plan = (image: object | null = IMAGE, tag: string | null = 'v1', version = '2.13.1', pull = HARBOR) => {
  const images = { repositories: 1, of: 1, artifacts: 1, damaged: image ? [image] : [] };
  return planned(
    deleteBrokenTag,
    brokenTagLink,
    data(tag),
    { ...harborOfVersion(version), 'damaged-images': images },
    pull,
  );
};
const why = (text: string) => ({ state: 'not-ready', why: expect.stringContaining(text) });

test('one tag of that very digest, by two people; what it is verified by is that tag alone', () => {
  expect(plan()).toMatchObject({
    state: 'ready',
    plan: {
      risk: 'high',
      steps: [
        {
          method: 'DELETE',
          path: `/projects/shop/repositories/teams%252Flegacy/artifacts/${DIGEST}/tags/v1`,
        },
      ],
      undo: { by: 'none' },
      verify: { check: 'broken-tag-link', of: { image: 'harbor.acme.test/shop/teams/legacy:v1' } },
    },
  });
  expect(JSON.stringify(plan())).toContain('broken as well: `v2`');
});

test('a layer may still lie on a node: that is said before anything is deleted', () => {
  expect(JSON.stringify(plan({ ...IMAGE, what: 'layer' }))).toContain('A node that runs it');
});

test('not ready: a rule keeps it, no tag leads to it, it is whole by now, Harbor 1.x, not configured', () => {
  expect(plan({ ...IMAGE, kept: ['v1'] })).toMatchObject(why('immutable'));
  expect(plan(IMAGE, null)).toMatchObject(why('no tag'));
  expect(plan(null)).toMatchObject(why('whole by now'));
  expect(plan(IMAGE, 'v1', '1.10.4')).toMatchObject(why('it is Harbor 1.10.4'));
  expect(plan(IMAGE, 'v1', '2.13.1', DISCOVERED)).toMatchObject(why('not among `registries`'));
});

test('near miss: a rule keeps another tag of the image', () => {
  expect(plan({ ...IMAGE, kept: ['v2'] })).toMatchObject({ state: 'ready' });
});
