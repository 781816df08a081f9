import { expect, test } from 'vitest';
import { finding, outcome } from '../given.ts';
import { installation } from '../installations.ts';
import { tellsLine } from '../log-lines.ts';

const ID = 'swift-x-storage-url';
tellsLine(ID, {
  shows:
    "HTTPConnectionPool(host='s3.play.cn', port=7480): Max retries exceeded with url: /swift/v1?format=json (Caused by NewConnectionError('<urllib3.connection.HTTPConnection object at 0x7f4c0bfe1b00>: Failed to establish a new connection: [Errno 111] Connection refused',))",
  near: 'swift auth ok',
});

const swift = (storageUrl: string | null, over: object = {}) => ({
  'swift-address': {
    authUrl: 'https://s3.acme.test/auth',
    container: 'harbor',
    storageUrl,
    says: '204',
    dial: null,
    ingress: { namespace: 'ceph', name: 'rgw', upstreamVhost: null },
    ...over,
  },
});

test('a port where nobody listens, and the Ingress that leaves it out', () => {
  const dial = { address: 's3.acme.test:7480', ended: 'refused', says: 'connect ECONNREFUSED' };
  const { text, evidence, steps } = finding(
    ID,
    swift('http://s3.acme.test:7480/swift/v1', { dial }),
    installation(),
  );
  expect(text).toContain('names `http://s3.acme.test:7480/swift/v1` as its storage, where nobody answers');
  expect(evidence.map(({ says }) => says)).toEqual([
    'X-Storage-Url: http://s3.acme.test:7480/swift/v1',
    'connect ECONNREFUSED',
    'upstream-vhost: (none)',
  ]);
  expect(steps('en').join('\n')).toMatch(/-n ceph annotate ingress rgw.*upstream-vhost/);
});

test('http on the port of TLS, once the Ingress is mended', () => {
  const ingress = { namespace: 'ceph', name: 'rgw', upstreamVhost: '$host:$server_port' };
  const dial = { address: 's3.acme.test:443', ended: 'open', says: 'open' };
  const { text, steps } = finding(
    ID,
    swift('http://s3.acme.test:443/swift/v1', { dial, ingress }),
    installation(),
  );
  expect(text).toContain('http, where clients need https');
  expect(steps('en').join('\n')).toContain('rgw swift url = https://s3.acme.test');
  expect(steps('en').join('\n')).not.toContain('annotate ingress');
});

test('the address of the login passes', () => {
  expect(outcome(ID, swift('https://s3.acme.test/swift/v1'), installation())).toBe('pass');
});

test('near miss: another port that answers is a setting, not a fault', () => {
  const dial = { address: 's3.acme.test:8443', ended: 'open', says: 'open' };
  expect(outcome(ID, swift('https://s3.acme.test:8443/swift/v1', { dial }), installation())).toBe('pass');
  expect(outcome(ID, swift(null), installation())).toBe('skip');
});
