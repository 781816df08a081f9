import fc from 'fast-check';
import { expect, test } from 'vitest';
import { judgeText } from '../../../src/engine/text/judge.ts';
import { allChecks } from '../../checks/all-checks.ts';

const judge = (text: string, hints = {}) => judgeText(text, allChecks, hints);
const causeOf = (text: string): string | undefined => judge(text).cause?.id;

test('the wrappers come off, and the quote begins where the trouble does', () => {
  const image = 'quay.io/acme/app:9';
  const judged = judge(
    `Warning  Failed  2s  kubelet  Failed to pull image "${image}": rpc error: code = NotFound desc = failed to pull and unpack image "${image}": failed to resolve reference "${image}": ${image}: not found`,
  );
  expect(judged.cause?.id).toBe('tag-not-found');
  expect(judged.says).toBe(`failed to resolve reference "${image}": ${image}: not found`);
  expect(judged.parts).toMatchObject({ image, host: 'quay.io', tag: '9' });
});

test('of a kubelet’s list the telling attempt decides and the others are named', () => {
  const judged = judge(
    '[rpc error: code = Unknown desc = Error response from daemon: manifest for a.acme.test/b:1 not found: manifest unknown: manifest unknown, rpc error: code = Unknown desc = Error response from daemon: Get https://a.acme.test/v2/b/manifests/1: unauthorized: authentication required]',
  );
  expect(judged.cause?.id).toBe('tag-not-found');
  expect(judged.others.map(({ cause }) => cause.id)).toEqual(['credentials-missing']);
});

test('of two ambiguous errors each leaves open what it leaves open alone', () => {
  const first = 'manifest for a.acme.test/b:1 not found: manifest unknown: manifest unknown';
  const second = 'TLS handshake timeout';
  const alone = judge(second).alternatives;
  const both = judge(`${first}\n${second}`);
  expect(both.cause?.id).toBe('tag-not-found');
  expect(alone).toContain('pull-too-slow');
  expect(both.alternatives).toEqual(expect.arrayContaining(['connection-timeout', ...alone]));
});

test('sure words win over words that could mean else, wherever they stand', () => {
  expect(
    causeOf('unauthorized: authentication required\nx509: certificate signed by unknown authority'),
  ).toBe('tls-unknown-authority');
});

test('behind a mirror the mirror’s error is the cause, the origin’s is told aside', () => {
  const judged = judge(
    '(Mirrors also failed: [m.acme.test/a:1: pinging container registry m.acme.test: Get "https://m.acme.test/v2/": x509: certificate signed by unknown authority]): quay.io/a:1: pinging container registry quay.io: Get "https://quay.io/v2/": dial tcp 1.2.3.4:443: connect: connection refused',
  );
  expect(judged.cause?.id).toBe('tls-unknown-authority');
  expect(judged.others.map(({ cause }) => cause.id)).toEqual(['connection-refused']);
});

test('a mirror’s error is told from the origin’s also where a paste has broken them apart', () => {
  const judged = judge(
    'Mirrors also failed: [m.acme.test/a: reading manifest 1 in m.acme.test/a: manifest unknown]\npinging container registry quay.io: lookup quay.io: no such host',
  );
  expect(judged.cause?.id).toBe('mirror-misconfigured');
  expect(judged.others.map(({ cause }) => cause.id)).toEqual(['dns-failure']);
});

test('a missing secret decides beside a refusal that it explains, and not beside another trouble', () => {
  const warning =
    'Unable to retrieve some image pull secrets (regcred); attempting to pull the image may not succeed.';
  const refused = judge(
    `${warning}\nFailed to pull image "h.acme.test/a:1": unauthorized: authentication required`,
  );
  expect(refused.cause?.id).toBe('secret-missing');
  expect(refused.confidence).toBe('likely');
  expect(refused.parts.secret).toBe('regcred');
  expect(causeOf(`${warning}\ndocker.io/library/a:9: not found`)).toBe('tag-not-found');
  expect(causeOf(warning)).toBe('secret-missing');
});

test('JSON log lines, escapes, colours, CRLF and broken lines are read', () => {
  const inner = 'dial tcp: lookup h.acme.test on 10.0.0.53:53: no such host';
  expect(causeOf(JSON.stringify({ level: 'error', msg: 'pull failed', error: `x "y": ${inner}` }))).toBe(
    'dns-failure',
  );
  expect(causeOf(`time="t" level=error msg="PullImage \\"a\\" failed" error="x: ${inner}"`)).toBe(
    'dns-failure',
  );
  const answer = {
    code: 10006,
    message: 'stop job failed with error',
    details: 'mismatch job status for stopping job: 680d, job status Error is behind Running',
  };
  expect(judge(JSON.stringify(answer), { component: 'jobservice' }).cause?.id).toBe('stop-final-job');
  expect(causeOf(`\u001b[31mERROR\u001b[0m: ${inner}\r\n`)).toBe('dns-failure');
  expect(
    causeOf(
      'failed to do request: Head "https://h.acme.test/v2/":\n  dial tcp 10.0.0.5:443: connect:\n  connection refused',
    ),
  ).toBe('connection-refused');
});

test.each([
  ['Status 404: {"message":"no\nmatch for platform in manifest: not found"}', 'platform-unavailable'],
  [
    'Get https://r.acme.test/v2/: proxyconnect\ntcp: dial tcp :0: connect: connection refused',
    'proxy-misconfigured',
  ],
  ['Get "https://r.acme.test/v2/": x509: certificate signed by\nunknown authority', 'tls-unknown-authority'],
])('what a terminal has broken decides over what one of its lines could mean: %j', (text, cause) => {
  expect(causeOf(text)).toBe(cause);
});

test('context only chooses between the candidates of an ambiguous error', () => {
  const message = 'Get https://h.acme.test/v2/app/manifests/1: no basic auth credentials';
  expect(judge(message).confidence).toBe('possible');
  expect(judge(message, { context: 'secrets "regcred" not found' }).cause?.id).toBe('secret-missing');
  expect(judge(message, { context: 'no space left on device' }).cause?.id).toBe('credentials-missing');
});

test('the operation decides where pull and push print the same words', () => {
  const words = 'denied: requested access to the resource is denied';
  expect(judge(words, { op: 'push' }).cause?.id).toBe('permission-denied');
  expect(judge(words, { op: 'pull' }).cause?.id).toBe('repository-not-found');
});

test.each([
  '',
  '   ',
  'Back-off pulling image "nginx"',
  'Error: ImagePullBackOff',
  'Successfully pulled image "nginx"',
  'hello',
])('%j names no trouble', (text) => {
  expect(judge(text).cause).toBeNull();
});

test('whatever it is given, it answers', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      expect(judge(text).says.length).toBeLessThanOrEqual(402);
    }),
    { numRuns: 200 },
  );
});

/** Pieces of real errors in any order: what a careless pattern trips over. */
const piece = fc.constantFrom(
  'Failed to pull image "a/b:1": ',
  'rpc error: code = Unknown desc = ',
  'Get "https://h/v2/": ',
  'dial tcp 1.2.3.4:443: ',
  'lookup h on 1.1.1.1:53: ',
  'unexpected status from HEAD request to https://h/v2/a/manifests/1?ns=docker.io: ',
  '(Mirrors also failed: [',
  ']): ',
  '{"msg":"x","error":"y"}',
  '[ERROR] [/core/a.go:1]: ',
  'http.request.method=HEAD ',
  '\\"',
  '\n',
);

test('errors made of pieces are judged, and the same twice', () => {
  const components = fc.constantFrom(undefined, 'core', 'kubelet', 'registry', '');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), components, (pieces, component) => {
      const hints = component === undefined ? {} : { component };
      const [once, twice] = [judge(pieces.join(''), hints), judge(pieces.join(''), hints)];
      expect(once).toEqual(twice);
      expect(once.alternatives).not.toContain(once.cause?.id);
    }),
    { numRuns: 150 },
  );
});
