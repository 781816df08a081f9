import { expect, test } from 'vitest';
import {
  egressOn,
  networkPolicyOf,
  policiesOn,
  reachOf,
} from '../../../src/engine/kubernetes/network-policy.ts';
import { object } from './objects.ts';

const pod = { namespace: 'harbor', labels: { app: 'harbor', component: 'jobservice' } };

function policy(spec: object, namespace = 'harbor') {
  return networkPolicyOf(object({ meta: { namespace }, spec }));
}
const judged = (...specs: readonly object[]) => {
  const on = policiesOn(
    specs.map((spec) => policy(spec)),
    pod,
  );
  return [egressOn(on, 443), egressOn(on, 53, 'UDP')];
};
const all = { podSelector: {}, policyTypes: ['Egress'] };
const dns = { ports: [{ protocol: 'UDP', port: 53 }] };

test('denied altogether', () => {
  expect(judged(all)).toEqual(['no', 'no']);
});

test('names may be asked, but nothing reached', () => {
  expect(judged({ ...all, egress: [dns] })).toEqual(['no', 'anywhere']);
});

test('rules of several policies add up', () => {
  expect(judged({ ...all, egress: [dns] }, { ...all, egress: [{ ports: [{ port: 443 }] }] })).toEqual([
    'anywhere',
    'anywhere',
  ]);
});

test('only some addresses, or pods', () => {
  const to = [{ ipBlock: { cidr: '10.0.0.0/8' } }];
  expect(judged({ ...all, egress: [{ to }] })).toEqual(['some', 'some']);
  expect(judged({ ...all, egress: [{ to: [{ namespaceSelector: {} }] }] })).toEqual(['some', 'some']);
  const but = [{ ipBlock: { cidr: '0.0.0.0/0', except: ['169.254.169.254/32'] } }];
  expect(judged({ ...all, egress: [{ to: but }] })).toEqual(['some', 'some']);
  expect(judged({ ...all, egress: [{ to: [{ ipBlock: { cidr: '0.0.0.0/0' } }] }] })).toEqual([
    'anywhere',
    'anywhere',
  ]);
});

test('a range of ports', () => {
  expect(judged({ ...all, egress: [{ ports: [{ port: 400, endPort: 500 }] }] })).toEqual(['anywhere', 'no']);
});

test('near miss: about Ingress only, about other pods, of another namespace', () => {
  expect(judged({ podSelector: {}, policyTypes: ['Ingress'] })).toEqual(['anywhere', 'anywhere']);
  expect(judged({ podSelector: {}, ingress: [] })).toEqual(['anywhere', 'anywhere']);
  expect(judged({ ...all, podSelector: { matchLabels: { component: 'core' } } })).toEqual([
    'anywhere',
    'anywhere',
  ]);
  expect(policiesOn([policy(all, 'shop')], pod)).toEqual([]);
});

test.each([
  [{ matchExpressions: [{ key: 'component', operator: 'In', values: ['core', 'jobservice'] }] }, 1],
  [{ matchExpressions: [{ key: 'component', operator: 'NotIn', values: ['jobservice'] }] }, 0],
  [{ matchExpressions: [{ key: 'tier', operator: 'DoesNotExist' }] }, 1],
  [{ matchExpressions: [{ key: 'tier', operator: 'Exists' }] }, 0],
  [{ matchExpressions: [{ key: 'app', operator: 'Gt', values: ['1'] }] }, 0],
])('the selector %j', (podSelector, count) => {
  expect(policiesOn([policy({ podSelector })], pod)).toHaveLength(count);
});

test('egress rules without policyTypes restrict egress', () => {
  expect(judged({ podSelector: {}, egress: [dns] })).toEqual(['no', 'anywhere']);
});

test('whether one address can be reached', () => {
  const reach = (to: readonly object[], address = '10.0.0.5', port = 443) =>
    reachOf([policy({ ...all, egress: [dns, { to, ports: [{ port: 443 }] }] })], address, port);
  expect(reach([{ ipBlock: { cidr: '10.0.0.0/8' } }])).toBe('yes');
  expect(reach([{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.0.0.0/24'] } }])).toBe('no');
  expect(reach([{ ipBlock: { cidr: '192.168.0.0/16' } }])).toBe('no');
  expect(reach([{ ipBlock: { cidr: 'fd00::/8' } }], 'fd00::5')).toBe('yes');
  // An address of the cluster may stand for those pods.
  expect(reach([{ namespaceSelector: {} }])).toBe('perhaps');
  expect(reach([], '10.0.0.5', 8443)).toBe('no');
  expect(reach([])).toBe('yes');
  expect(reachOf([], '10.0.0.5', 443)).toBe('yes');
});
