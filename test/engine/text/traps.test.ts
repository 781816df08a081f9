/** Words that invite the wrong answer, each as it was met. */
import { expect, test } from 'vitest';
import { judgeText } from '../../../src/engine/text/judge.ts';
import { allChecks } from '../../checks/all-checks.ts';

const judge = (text: string, op: 'pull' | 'push' = 'pull') => judgeText(text, allChecks, { op });

test.each([
  ['a quota worded as a refusal', 'denied: Quota has been exceeded on namespace', 'quota-exceeded'],
  [
    'a 403 that is a rate limit',
    'unexpected status from HEAD request to https://r.acme.test/v2/a/manifests/1: 403 Forbidden: API rate limit exceeded for 192.0.2.1',
    'rate-limited',
  ],
  [
    'a 403 that is a geo block',
    'unexpected status from HEAD request to https://r.acme.test/v2/a/manifests/1: 403 Forbidden - Server message: denied: This service is not available in your country',
    'policy-blocked',
  ],
  [
    'not found because the platform is missing',
    'failed to pull and unpack image "r.acme.test/a:1": no match for platform in manifest: not found',
    'platform-unavailable',
  ],
  [
    'a clock that is behind',
    'tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time 2020-01-01T00:00:00Z is before 2026-01-01T00:00:00Z',
    'tls-expired',
  ],
  [
    'a proxy that opens TLS',
    'x509: certificate signed by unknown authority (possibly because of "x509: invalid signature" while trying to verify candidate authority certificate "Acme Web Inspection CA")',
    'tls-unknown-authority',
  ],
  [
    'a scan that is not done',
    'unknown: current image with "Running" status of vulnerability scanning cannot be pulled due to configured policy in \'Prevent images with vulnerability severity of "High" or higher from running.\'',
    'policy-blocked',
  ],
  ['a missing signature', 'PROJECTPOLICYVIOLATION: The image is not signed by cosign.', 'policy-blocked'],
  ['a blob that is gone', 'unknown blob', 'registry-storage-failure'],
  [
    'a proxy cache whose upstream counts',
    'toomanyrequests: too many requests to upstream registry',
    'rate-limited',
  ],
  [
    'ECR after twelve hours',
    'denied: Your authorization token has expired. Reauthenticate and try again.',
    'credentials-invalid',
  ],
])('%s', (_, text, cause) => {
  const judged = judge(text);
  expect({ cause: judged.cause?.id, confidence: judged.confidence }).toEqual({ cause, confidence: 'likely' });
});

test('Docker Hub’s `pull access denied` is left open: typo, private, or no login', () => {
  const judged = judge(
    "Error response from daemon: pull access denied for acme/cart, repository does not exist or may require 'docker login': denied: requested access to the resource is denied",
  );
  expect(judged.confidence).toBe('possible');
  const named = [judged.cause?.id, ...judged.alternatives];
  expect(named).toEqual(
    expect.arrayContaining(['repository-not-found', 'credentials-missing', 'permission-denied']),
  );
});

test('an EOF of an upload may be a proxy with a small body limit, and its 413 surely is', () => {
  const cut = judge('Patch "https://r.acme.test/v2/a/blobs/uploads/1": EOF', 'push');
  expect(cut.confidence).toBe('possible');
  expect(cut.alternatives).toContain('proxy-misconfigured');
  const told = judge(
    'error parsing HTTP 413 response body: invalid character \'<\': "<html>413 Request Entity Too Large</html>"',
    'push',
  );
  expect({ cause: told.cause?.id, confidence: told.confidence }).toEqual({
    cause: 'proxy-misconfigured',
    confidence: 'likely',
  });
});

test('`manifest unknown` after retention: the tag, with a damaged storage left open', () => {
  const judged = judge('manifest unknown: manifest unknown');
  expect(judged.cause?.id).toBe('tag-not-found');
  expect(judged.alternatives).toContain('registry-storage-failure');
});

test('a manifest that is unknown is no manifest of an unknown kind, whatever follows', () => {
  expect(judge('manifest unknown for this image').cause?.id).toBe('tag-not-found');
  expect(judge('manifest has an unknown format').cause?.id).toBe('manifest-unsupported');
});

test('a missing secret beside an image that is not there is no cause', () => {
  const judged = judge(
    'Unable to retrieve some image pull secrets (regcred); attempting to pull the image may not succeed.\nFailed to pull image "r.acme.test/a:9": r.acme.test/a:9: not found',
  );
  expect(judged.cause?.id).toBe('tag-not-found');
});

test('the resolver that answered is in the quote', () => {
  const judged = judge('dial tcp: lookup r.acme.test on 10.0.0.2:53: no such host');
  expect(judged.cause?.id).toBe('dns-failure');
  expect(judged.says).toContain('10.0.0.2:53');
});

test('what a push says of lost parts may be the proxy; what a pull says is the storage', () => {
  const words = 'unknown blob';
  const pulled = judge(words);
  const pushed = judge(words, 'push');
  expect([pulled.cause?.id, pulled.confidence]).toEqual(['registry-storage-failure', 'likely']);
  expect(pushed.confidence).toBe('possible');
  expect(pushed.alternatives).toContain('proxy-misconfigured');
});

test('a status without its number is the proxy’s, with its number the registry’s', () => {
  const address = 'Get "https://r.acme.test/v2/"';
  expect(judge(`${address}: Internal Server Error`).cause?.id).toBe('proxy-misconfigured');
  expect(judge(`${address}: unexpected status: 500 Internal Server Error`).cause?.id).toBe(
    'registry-unavailable',
  );
});

test('a wrong password of the search account is not a user’s', () => {
  const core = (text: string) => judgeText(text, allChecks, { component: 'core' }).cause?.id ?? null;
  expect(core('LDAP connect fail, error: LDAP Result Code 49 "Invalid Credentials"')).toBe(
    'ldap-unreachable',
  );
  expect(core('failed to bind user alice: LDAP Result Code 49 "Invalid Credentials"')).not.toBe(
    'ldap-unreachable',
  );
});

test('who cannot reach core and who cannot pull through it are told apart', () => {
  const said = (text: string) => judgeText(text, allChecks, { component: 'jobservice' }).cause?.id;
  const refused = 'dial tcp 10.0.0.8:8080: connect: connection refused';
  expect(said(`Get "http://harbor-core:8080/api/v2.0/internalconfig": ${refused}`)).toBe('core-unreachable');
  expect(said(`Get "http://core:8080/v2/library/app/manifests/1": ${refused}`)).not.toBe('core-unreachable');
});

test('a config that is not there may be a proxy repository cut off from its origin’s CDN', () => {
  const judged = judge('error pulling image configuration: download failed after attempts=1: unknown blob');
  expect(judged.cause?.id).toBe('registry-storage-failure');
  expect(judged.alternatives).toContain('mirror-misconfigured');
});

test('Docker Hub refused a login, or could not be reached for one', () => {
  const said = (rest: string) =>
    judgeText(
      `failed to proxy manifest, fallback to local, error: login to dockerhub error: ${rest}`,
      allChecks,
      {
        component: 'core',
      },
    ).cause?.id;
  expect(said('Post "https://hub.docker.com/v2/users/login/": EOF')).toBe('proxy-upstream-failed');
  expect(said('{"detail":"Incorrect authentication credentials"}')).toBe('proxy-upstream-credentials');
});

test.each([
  ['unauthorized', 'credentials-missing'],
  ['denied', 'permission-denied'],
  ['manifest not found', 'tag-not-found'],
  ['i/o timeout', 'connection-timeout'],
  ['failed to authorize: failed to fetch oauth token', 'credentials-invalid'],
  ['reading manifest 9 in quay.io/acme/app', 'tag-not-found'],
])('`%s` told alone names a cause and leaves others open', (text, cause) => {
  const judged = judge(text);
  expect({ cause: judged.cause?.id, confidence: judged.confidence }).toEqual({
    cause,
    confidence: 'possible',
  });
});

test.each([
  'bash: docker: command not found',
  'ImagePullBackOff',
  'failed to solve: acme/app:1',
  'Login Succeeded',
])('`%s` names no cause', (text) => expect(judge(text).cause).toBeNull());
