import { expect, test } from 'vitest';
import { serviceOf } from '../../../src/engine/kubernetes/service.ts';
import { object } from './objects.ts';

test('a NodePort with all its ways in', () => {
  const spec = {
    type: 'NodePort',
    clusterIP: '10.233.4.5',
    externalIPs: ['10.6.232.5'],
    selector: { app: 'harbor' },
    ports: [
      { name: 'https', port: 443, targetPort: 8443, nodePort: 30010 },
      { port: 80, targetPort: 'http' },
    ],
  };
  const status = { loadBalancer: { ingress: [{ ip: '10.0.0.9' }] } };
  expect(serviceOf(object({ spec, status }))).toMatchObject({
    type: 'NodePort',
    clusterIp: '10.233.4.5',
    selector: { app: 'harbor' },
    ports: [
      { name: 'https', protocol: 'TCP', port: 443, target: 8443, nodePort: 30010 },
      { name: null, port: 80, target: 'http', nodePort: null },
    ],
    addresses: ['10.0.0.9', '10.6.232.5'],
  });
});

test('near miss: headless is not reachable by its own address', () => {
  const spec = { clusterIP: 'None', ports: [{ port: 5432 }] };
  expect(serviceOf(object({ spec }))).toMatchObject({
    type: 'ClusterIP',
    clusterIp: null,
    ports: [{ port: 5432, target: 5432 }],
  });
});
