import { expect, test } from 'vitest';
import check from '../../src/checks/storage/swift-x-storage-url.ts';
import fix from '../../src/remediations/set-upstream-vhost.ts';
import { HARBOR } from './restart-facts.ts';
import { planned } from './setup.ts';

const DATA = {
  authUrl: 'http://s3.acme.test/auth',
  storageUrl: 'http://s3.acme.test:7480/swift/v1',
  wrong: 'port',
  ingress: { namespace: 'storage', name: 'gateway', upstreamVhost: null },
};
const INGRESS = { namespace: 'storage', name: 'gateway', uid: 'i-1', className: 'nginx', keeper: null };
const plan = (data: object = {}, ingress: object = {}) =>
  planned(fix, check, { ...DATA, ...data }, { 'swift-ingress': { ...INGRESS, ...ingress } }, HARBOR);
const annotation = (value: string | null) => ({
  metadata: { annotations: { 'nginx.ingress.kubernetes.io/upstream-vhost': value } },
});

test('the annotation is set where there was none, and taken away again', () => {
  expect(plan()).toMatchObject({
    state: 'ready',
    plan: {
      scope: { namespace: 'storage' },
      steps: [{ body: annotation('$host:$server_port'), was: annotation(null), uid: 'i-1' }],
      undo: { steps: [{ body: annotation(null), was: annotation('$host:$server_port') }] },
    },
  });
});

test.each([
  ['no Ingress leads there', { ingress: null }, {}, /no Ingress/],
  ['it has one already', { ingress: { ...DATA.ingress, upstreamVhost: 'a' } }, {}, /already/],
  ['it is another controller’s', {}, { className: 'traefik' }, /traefik/],
  ['the login is by https', { authUrl: 'https://s3.acme.test/auth' }, {}, /rgw swift url = https:/],
  ['GitOps keeps it', {}, { keeper: { by: 'argocd', name: 'edge' } }, /Argo CD `edge`.*upstream-vhost/],
])('not ready: %s', (_, data, ingress, why) => {
  expect(plan(data, ingress)).toMatchObject({ state: 'not-ready', why: expect.stringMatching(why) });
});

test('near miss: the scheme alone is wrong', () => {
  expect(plan({ wrong: 'scheme' })).toEqual({ state: 'not-applicable' });
});
