import { expect, test } from 'vitest';
import type { PathStep } from '../../../src/engine/distribution/registry-path.ts';
import { finding, outcome } from '../given.ts';
import { controllerLog, IMAGE_SYNC, source } from '../image-sync-facts.ts';
import { tellsLine } from '../log-lines.ts';

tellsLine('registry-connection-failed', {
  shows: '连接失败',
  near: '连接成功',
});

const well = (id: PathStep['id'], says: string): PathStep => ({ id, ended: 'well', blames: null, says });
const DNS = well('dns', 'harbor.acme.test is 10.0.0.5');

function tried(last: PathStep | null, verifyStatus = 'Failed') {
  const steps = last ? [DNS, last] : [DNS];
  const path = { host: 'harbor.acme.test', resolver: '10.0.0.53:53', steps, broken: last };
  return { 'source-paths': [{ source: source({ verifyStatus }).source, path }] };
}

const of = (facts: object) => finding('registry-connection-failed', { ...facts }, IMAGE_SYNC);

test.each([
  ['network', 'tcp', 'connect ETIMEDOUT 10.0.0.5:443', 'cause 1 of 4, the network'],
  ['domain', 'api', 'GET /v2/: 404 Not Found', 'cause 2 of 4, the domain'],
  ['credentials', 'login', 'our own login: 401 Unauthorized', 'cause 3 of 4, the login'],
  ['registry', 'tcp', 'connect ECONNREFUSED 10.0.0.5:443', 'cause 4 of 4, the registry itself'],
] as const)('%s: the first step that fails names the cause', (blames, id, says, cause) => {
  const { text, evidence } = of(tried({ id, ended: 'broken', blames, says }));
  expect(text).toContain('`production/harbor` (`harbor.acme.test`) as not connected');
  expect(text).toContain(`${cause}: \`${says}\``);
  expect(evidence.map((one) => one.says)).toEqual([
    'theriseunion.io/verify-status: Failed',
    DNS.says,
    `fails: ${says}`,
  ]);
});

test('all is well from here, and its log says who is refused', () => {
  const logs = controllerLog('GET https://harbor.acme.test/service/token: 401 Unauthorized');
  const { text, evidence } = of({ ...tried(null), 'component-logs': logs });
  expect(text).toContain('cause 3 of 4, the login');
  expect(text).toContain('logs in as `sync`');
  expect(evidence.at(-1)?.says).toContain('401 Unauthorized');
});

test('near miss: a refusal by another host is not this source’s', () => {
  const logs = controllerLog('GET https://quay.io/v2/: 401 Unauthorized');
  const { text } = of({ ...tried(null, '连接失败'), 'component-logs': logs });
  expect(text).toContain('from here every step works');
});

test('no source that failed passes', () => {
  expect(outcome('registry-connection-failed', { 'source-paths': [] }, IMAGE_SYNC)).toBe('pass');
});

test.each([
  ['info', /More words from the controller, which logs at `info` now/],
  ['debug', /logs at `debug` already; take it back/],
])('how much the controller logs now: %s', (level, says) => {
  const facts = { ...tried(null), 'controller-level': { deployment: 'image-controller', level } };
  expect(of(facts).steps('en').join('\n')).toMatch(says);
});
