import { expect, test } from 'vitest';
import type { TokenTimes } from '../../src/engine/distribution/token.ts';
import { aboutRealm, flawOf } from '../../src/facts/token-path.ts';

const AT = '2026-03-01T03:00:00.000Z';
const GOOD: TokenTimes = {
  audience: ['harbor-registry'],
  issuedAt: AT,
  notBefore: AT,
  expiresAt: '2026-03-01T03:30:00.000Z',
  livesS: 1800,
};

test.each([
  [{}, null],
  [{ issuedAt: '2026-03-01T03:00:50.000Z' }, null],
  [{ issuedAt: '2026-03-01T03:10:00.000Z' }, 'too-early'],
  [{ notBefore: '2026-03-01T03:10:00.000Z' }, 'too-early'],
  [{ expiresAt: '2026-03-01T02:59:30.000Z' }, null],
  [{ expiresAt: '2026-03-01T02:50:00.000Z' }, 'too-late'],
  [{ audience: ['other'] }, 'other-audience'],
  [{ audience: ['other', 'harbor-registry'] }, null],
  [{ audience: [] }, null],
  [{ livesS: 59 }, 'short-lived'],
  [{ livesS: 60 }, null],
  [{ livesS: null, expiresAt: null, issuedAt: null, notBefore: null }, null],
])('a token of %j: %s', (change, is) => {
  expect(flawOf({ ...GOOD, ...change }, 'harbor-registry', AT)?.is ?? null).toBe(is);
});

test('a token that tells nothing has no flaw, nor has one for a registry without a name', () => {
  expect(flawOf(undefined, 'harbor-registry', AT)).toBeNull();
  expect(flawOf({ ...GOOD, audience: ['other'] }, null, AT)).toBeNull();
});

test.each([
  ['https://harbor.acme.test/service/token', []],
  ['https://core/service/token', ['core: another host than the registry, harbor.acme.test']],
  [
    'https://harbor.acme.test:8443/token',
    ['harbor.acme.test:8443: another port than the registry, harbor.acme.test'],
  ],
  ['http://harbor.acme.test/token', ['http, though the registry speaks TLS']],
  ['Artifactory Realm', []],
  [null, []],
])('the realm %s', (realm, says) => {
  const about = aboutRealm({ url: 'https://harbor.acme.test/v2/', realm });
  expect(about.map((one) => one.says)).toEqual(says);
});
