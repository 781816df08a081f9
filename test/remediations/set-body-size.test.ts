import { expect, test } from 'vitest';
import check from '../../src/checks/nginx/ingress-body-limit.ts';
import fix from '../../src/remediations/set-body-size.ts';
import { HARBOR } from './restart-facts.ts';
import { planned } from './setup.ts';

const ANNOTATION = 'nginx.ingress.kubernetes.io/proxy-body-size';
const DATA = {
  namespace: 'harbor',
  ingress: 'harbor-ingress',
  annotation: ANNOTATION,
  size: '1m',
  set: 'default',
  from: null,
};
const bodySize = (own: string | null) => ({ annotation: ANNOTATION, own, otherwise: '1m', from: null });
const FRONT = {
  namespace: 'harbor',
  name: 'harbor-ingress',
  uid: 'i-1',
  className: 'nginx',
  keeper: null,
  controller: 'ingress-nginx',
  bodySize: bodySize(null),
};
const plan = (front: object | null = {}, data: object = {}) =>
  planned(
    fix,
    check,
    { ...DATA, ...data },
    { 'front-ingress': front === null ? null : { ...FRONT, ...front } },
    HARBOR,
  );
const annotation = (value: string | null) => ({ metadata: { annotations: { [ANNOTATION]: value } } });

test.each([
  ['absent', null, '1m'],
  ['small', '50m', '50m'],
])('the annotation, %s before, is set to none, and back to what it was', (_, own, size) => {
  expect(plan({ bodySize: bodySize(own) }, { size })).toMatchObject({
    state: 'ready',
    plan: {
      risk: 'medium',
      scope: { cluster: 'prod', namespace: 'harbor' },
      steps: [{ body: annotation('0'), was: annotation(own), uid: 'i-1' }],
      undo: { by: 'steps', steps: [{ body: annotation(own), was: annotation('0'), uid: 'i-1' }] },
      locks: ['prod/ingresses.networking.k8s.io/harbor/harbor-ingress'],
      verify: { check: 'ingress-body-limit' },
      beware: [],
    },
  });
});

test('Helm sets it back at its next upgrade, which is said', () => {
  expect(plan({ keeper: { by: 'helm', name: 'harbor' } })).toMatchObject({
    state: 'ready',
    plan: { beware: [expect.stringMatching(/`harbor` sets it back at its next upgrade/)] },
  });
});

test.each([
  ['it is gone', null, /not there any more/],
  ['it is another controller’s', { className: 'traefik', controller: 'another' }, /traefik/],
  ['it was changed meanwhile', { bodySize: bodySize('20m') }, /changed meanwhile.*20m/],
  [
    'GitOps keeps it',
    { keeper: { by: 'argocd', name: 'edge' } },
    /Argo CD `edge`.*nginx.ingress.kubernetes.io\/proxy-body-size: "0"/,
  ],
  ['an operator keeps it', { keeper: { by: 'operator', name: 'HarborCluster/h' } }, /proxy-body-size: "0"/],
])('not ready: %s', (_, front, why) => {
  expect(plan(front)).toMatchObject({ state: 'not-ready', why: expect.stringMatching(why) });
});
