import { expect, test } from 'vitest';
import type { KubeObject } from '../../../src/engine/kube-object.ts';
import { frontIngress } from '../../../src/probes/installation/front-ingress.ts';
import { ended } from '../literal-cluster.ts';
import { askingAt, serving } from './at-installation.ts';

const BODY_SIZE = 'nginx.ingress.kubernetes.io/proxy-body-size';
function ingress(
  name: string,
  over: { host?: string; path?: string; annotations?: object } = {},
): KubeObject {
  const { host = 'harbor.acme.test', path = '/', annotations = {} } = over;
  const backend = { service: { name: 'harbor-core', port: { number: 80 } } };
  return {
    metadata: { name, namespace: 'harbor', uid: `uid-of-${name}`, annotations: { ...annotations } },
    spec: { ingressClassName: 'nginx', rules: [{ host, http: { paths: [{ path, backend }] } }] },
  };
}
const ask = (ingresses: readonly KubeObject[], configmaps: readonly KubeObject[] = []) =>
  askingAt('harbor', serving({ ingresses, configmaps })).ask(frontIngress);

test('the Ingress whose path uploads take, and the default of its controller', async () => {
  const map = { metadata: { name: 'c', namespace: 'edge' }, data: { 'proxy-body-size': '8m' } };
  expect(await ask([ingress('ui'), ingress('v2', { path: '/v2/' })], [map])).toMatchObject({
    fact: {
      name: 'v2',
      uid: 'uid-of-v2',
      controller: 'ingress-nginx',
      bodySize: { annotation: BODY_SIZE, own: null, otherwise: '8m', from: 'ConfigMap edge/c' },
    },
  });
  expect(await ask([ingress('ui')])).toMatchObject({ fact: { bodySize: { otherwise: '1m', from: null } } });
});

test('an annotation stands, under whatever prefix its controller was given', async () => {
  const annotations = { [`edge.${BODY_SIZE}`]: '0' };
  expect(await ask([ingress('ui', { annotations })])).toMatchObject({
    fact: { bodySize: { annotation: `edge.${BODY_SIZE}`, own: '0' } },
  });
});

test('near miss: another host, a path uploads do not take, the other nginx', async () => {
  expect(await ask([ingress('x', { host: 'notary.acme.test' })])).toMatchObject({ fact: null });
  expect(await ask([ingress('x', { path: '/chartrepo/' })])).toMatchObject({ fact: null });
  const annotations = { 'nginx.org/client-max-body-size': '0' };
  expect(await ask([ingress('x', { annotations })])).toMatchObject({ fact: { controller: 'another' } });
});

test('what may not be listed is a blind spot', async () => {
  const objects = ended('forbidden', 'ingresses is forbidden');
  expect(await askingAt('harbor', { objects }).ask(frontIngress)).toMatchObject({ state: 'unknown' });
});
