import { describe, expect, test } from 'vitest';
import type { HostEnding } from '../../src/engine/node-view.ts';
import { tcp } from '../checks/facts.ts';
import { finding, outcome } from '../checks/given.ts';
import { FOUND, hostOf, viewOf } from '../engine/made-view.ts';

const resolves = {
  dns: {
    host: 'harbor.acme.test',
    resolver: '10.0.0.53:53',
    literal: false,
    lookup: { ended: 'found', addresses: ['10.0.0.5'] },
  },
};
const NXDOMAIN: HostEnding = {
  ended: 'dns',
  code: 'ENOTFOUND',
  says: 'lookup harbor.acme.test: no such host',
};

describe('a fault that only the node meets', () => {
  test('is proved for the node, with its resolver named and its words quoted', () => {
    const { text, evidence, from } = finding('dns-failure', { ...resolves, 'node-view': viewOf(NXDOMAIN) });
    expect(text).toBe(
      'The name `harbor.acme.test` works from the cluster network, fails on `worker-3`: its resolver 10.0.0.2 answers NXDOMAIN.',
    );
    expect(evidence[0]).toMatchObject({
      source: 'node worker-3, asking https://harbor.acme.test',
      says: NXDOMAIN.says,
    });
    expect(from).toBe('node');
  });

  test('claims nothing of the cluster network when that was not seen', () => {
    const { text } = finding('dns-failure', { 'node-view': viewOf(NXDOMAIN) });
    expect(text).toBe(
      'The name `harbor.acme.test` fails on `worker-3`: its resolver 10.0.0.2 answers NXDOMAIN.',
    );
  });

  const says = 'its words';
  test.each<[string, HostEnding]>([
    ['connection-refused', { ended: 'refused', says }],
    ['connection-timeout', { ended: 'timeout', says }],
    ['network-unreachable', { ended: 'unreachable', says }],
    ['network-reset', { ended: 'reset', says }],
    ['tls-unknown-authority', { ended: 'tls', fault: 'authority', says }],
    ['tls-name-mismatch', { ended: 'tls', fault: 'name', says }],
    ['tls-expired', { ended: 'tls', fault: 'dates', says }],
    ['http-https-mismatch', { ended: 'not-tls', says }],
    ['proxy-misconfigured', { ended: 'proxy', says }],
    ['proxy-misconfigured', { ended: 'no-registry', says }],
  ])('%s', (id, ending) => {
    const view = viewOf([
      hostOf(ending, { proxy: ending.ended === 'proxy' ? 'proxy.acme.test:3128' : null }),
    ]);
    expect(finding(id, { tcp: tcp(['10.0.0.5', 'open']), 'node-view': view }).text).toContain('worker-3');
    expect(outcome('dns-failure', { 'node-view': view })).toBe('pass');
  });

  test('near miss: a mirror that delivers makes the image’s own host unimportant', () => {
    const view = viewOf([
      hostOf(FOUND, { role: 'mirror', url: 'https://mirror.acme.test' }),
      hostOf(NXDOMAIN),
    ]);
    expect(outcome('dns-failure', { ...resolves, 'node-view': view })).toBe('pass');
  });

  test('near miss: a host that could not be asked tells nothing', () => {
    const view = viewOf({ ended: 'not-asked', says: '127.0.0.1 is a loopback address' });
    expect(outcome('dns-failure', { 'node-view': view })).toBe('skip');
    expect(outcome('tls-unknown-authority', { 'node-view': view })).toBe('skip');
  });
});

test('a registry that answers without the proxy is missing from NO_PROXY', () => {
  const ending: HostEnding = { ended: 'proxy', says: 'proxy p:3128: CONNECT: HTTP/1.1 403 Forbidden' };
  const view = viewOf([hostOf(ending, { proxy: 'p:3128', direct: FOUND })], {
    proxy: { https: 'http://p:3128', http: null, noProxy: null, from: '/etc/systemd/system/x.conf' },
  });
  const { text, evidence } = finding('proxy-misconfigured', { 'node-view': view });
  expect(text).toContain('`harbor.acme.test` is missing from NO_PROXY in `/etc/systemd/system/x.conf`');
  expect(evidence.map(({ source }) => source)).toEqual([
    'node worker-3, asking https://harbor.acme.test',
    'node worker-3, asking https://harbor.acme.test, without its proxy',
  ]);
});
