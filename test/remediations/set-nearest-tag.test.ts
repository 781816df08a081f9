import { describe, expect, test } from 'vitest';
import tagNotFound from '../../src/checks/pull/tag-not-found.ts';
import setNearestTag from '../../src/remediations/set-nearest-tag.ts';
import { POD, planned, WORKLOAD } from './setup.ts';

const DATA = { wanted: '1.8.2', isDigest: false, nearest: ['1.8.1', '1.8.0'], tags: 9, complete: true };
const plan = (data: object = {}, of: object = {}) =>
  planned(setNearestTag, tagNotFound, { ...DATA, ...data }, { workload: { ...WORKLOAD, ...of }, pod: POD });

describe('set-nearest-tag', () => {
  test('the container gets the nearest tag; the way back is the old one', () => {
    const done = plan();
    if (done.state !== 'ready') throw new Error(JSON.stringify(done));
    expect(done.plan).toMatchObject({
      does: 'Set the image of container `web` of Deployment `shop/cart` to `harbor.acme.test/shop/cart:1.8.1`',
      risk: 'medium',
      scope: { cluster: 'prod', namespace: 'shop' },
      steps: [
        {
          do: 'patch',
          how: 'strategic',
          uid: 'u-1',
          body: {
            spec: {
              template: {
                spec: { containers: [{ name: 'web', image: 'harbor.acme.test/shop/cart:1.8.1' }] },
              },
            },
          },
        },
      ],
      changes: [{ from: 'harbor.acme.test/shop/cart:1.8.2', to: 'harbor.acme.test/shop/cart:1.8.1' }],
      undo: { by: 'steps', changes: [{ to: 'harbor.acme.test/shop/cart:1.8.2' }] },
      verify: { check: 'tag-not-found' },
    });
  });

  test('the broken pod of a StatefulSet is deleted as well: it would never be replaced', () => {
    const done = plan({}, { kind: 'StatefulSet', plural: 'statefulsets' });
    expect(done).toMatchObject({
      state: 'ready',
      plan: { steps: [{ do: 'patch' }, { do: 'delete', uid: 'p-1' }] },
    });
    expect(plan()).toMatchObject({ plan: { steps: [{ do: 'patch' }] } });
  });

  test('nothing is like it: not ready', () => {
    expect(plan({ nearest: [] })).toMatchObject({ state: 'not-ready' });
  });

  test('what GitOps keeps is not fought: the change is told instead', () => {
    const kept = plan({}, { keeper: { by: 'argocd', name: 'shop' } });
    expect(kept).toMatchObject({
      state: 'not-ready',
      why: expect.stringMatching(/Argo CD `shop`.*`harbor\.acme\.test\/shop\/cart:1\.8\.1`/),
    });
  });

  test('what Helm made is changed, with a warning', () => {
    const done = plan({}, { keeper: { by: 'helm', name: 'cart' } });
    expect(done).toMatchObject({ state: 'ready', plan: { beware: [expect.stringContaining('`cart`')] } });
  });

  test('a workload that wants another image by now is left alone', () => {
    const [container] = WORKLOAD.containers;
    const containers = [{ ...container, image: 'harbor.acme.test/shop/cart:1.9.0' }];
    expect(plan({}, { containers })).toMatchObject({ state: 'not-ready' });
  });

  test('a workload that could not be read makes no plan', () => {
    expect(planned(setNearestTag, tagNotFound, DATA, {})).toMatchObject({ state: 'not-ready' });
  });
});
