import { expect, test } from 'vitest';
import { ingressOf, nginxAnnotation } from '../../../src/engine/kubernetes/ingress.ts';
import { object } from './objects.ts';

const spec = {
  ingressClassName: 'nginx',
  tls: [{ hosts: ['harbor.acme.io'], secretName: 'harbor-ingress' }],
  rules: [
    {
      host: 'harbor.acme.io',
      http: {
        paths: [
          { path: '/v2/', backend: { service: { name: 'harbor-core', port: { number: 80 } } } },
          { path: '/', backend: { service: { name: 'harbor-portal', port: { name: 'http' } } } },
        ],
      },
    },
  ],
};

test('hosts, paths, certificate and what the proxy is told', () => {
  const meta = { annotations: { 'nginx.ingress.kubernetes.io/proxy-body-size': '0' } };
  const ingress = ingressOf(
    object({
      meta,
      spec,
      status: { loadBalancer: { ingress: [{ ip: '10.0.0.9' }, { hostname: 'lb.acme.io' }] } },
    }),
  );
  expect(ingress).toMatchObject({
    className: 'nginx',
    hosts: ['harbor.acme.io'],
    tls: [{ hosts: ['harbor.acme.io'], secret: 'harbor-ingress' }],
    paths: [
      { host: 'harbor.acme.io', path: '/v2/', service: 'harbor-core', port: 80 },
      { path: '/', service: 'harbor-portal', port: 'http' },
    ],
    addresses: ['10.0.0.9', 'lb.acme.io'],
  });
  expect(nginxAnnotation(ingress, 'proxy-body-size')).toBe('0');
});

test('near miss: an annotation of another name, the class by the old annotation, a rule for every host', () => {
  const annotations = {
    'kubernetes.io/ingress.class': 'traefik',
    'nginx.ingress.kubernetes.io/proxy-body-size-hint': '0',
  };
  const ingress = ingressOf(object({ meta: { annotations }, spec: { rules: [{ http: { paths: [{}] } }] } }));
  expect(ingress).toMatchObject({
    className: 'traefik',
    hosts: [],
    paths: [{ host: '', path: '/', service: null, port: null }],
  });
  expect(nginxAnnotation(ingress, 'proxy-body-size')).toBeNull();
});
