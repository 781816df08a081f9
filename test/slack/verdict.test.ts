import fc from 'fast-check';
import { expect, test } from 'vitest';
import { verdictMessage } from '../../src/slack/verdict.ts';
import {
  cause,
  expectHarmless,
  expectWithinLimits,
  HOSTILE,
  hostileVerdict,
  readable,
  verdict,
  viewed,
} from './setup.ts';

test('the answer first, then the words of the systems, then what to do, then what was left out', () => {
  const message = verdictMessage(verdict, viewed.titles);
  expect(message.text).toBe('The pull secret regcred has a login that harbor.acme.test refuses.');
  expect(readable(message)).toMatchInlineSnapshot(`
    "*The pull secret \`regcred\` has a login that \`harbor.acme.test\` refuses.*
    \`cart-0\` on node \`worker-3\` · waiting 14 min
    *How we know*
    • token service, just now: \`401 UNAUTHORIZED\`
    • kubelet, 2 min ago (<!date^1795226280^{time}|2026-11-21 01:58 UTC>): \`failed to authorize: 401 Unauthorized\`
    The token service answered 401 to the login of the secret.
    *What to do*
    1. Make a new robot.
    2. Replace the secret: \`kubectl -n shop create secret …\`
    Ruled out: DNS, tls expired.
    Could not look: the node itself (no worker runs on \`worker-3\`)
    Confirmed live · checked <!date^1795226400^{date_short_pretty} {time}|2026-11-21 02:00 UTC> in 1.2 s"
  `);
});

test('a cause that text alone shows says how sure it is and what else the words could mean', () => {
  const likely = { ...cause, confidence: 'possible' as const, alternatives: ['tag-not-found', 'new-cause'] };
  const text = readable(verdictMessage({ ...verdict, cause: likely }, viewed.titles));
  expect(text).toContain('The same words could mean: Tag not found, new cause.');
  expect(text).toContain('Possible: the text alone cannot tell');
});

test('without a cause it shows what was seen and how to find out', () => {
  const unclear = {
    ...verdict,
    outcome: 'unclear' as const,
    cause: null,
    headline: 'Pulls fail on `worker-9` only, and nothing we can reach explains it.',
    seen: [{ source: 'kubelet', says: 'read: connection reset by peer' }],
    next: ['On `worker-9`: `crictl pull x`'],
  };
  const text = readable(verdictMessage(unclear, viewed.titles));
  expect(text).toContain('*What was seen*\n• kubelet: `read: connection reset by peer`');
  expect(text).toContain('*To find out*\n1. On `worker-9`: `crictl pull x`');
  expect(text).toContain('Unclear · checked');
});

test.each([
  ['mentions, links, markup and control characters', HOSTILE],
  ['a kubelet message of 10,000 characters', 'x'.repeat(10_000)],
  ['10,000 characters that each need escaping', '&'.repeat(10_000)],
  ['a thousand backticks', '`'.repeat(1_001)],
  ['nothing at all but blanks', ' \n '],
])('%s neither break a limit nor reach anyone', (_, text) => {
  const message = verdictMessage(hostileVerdict(text), viewed.titles);
  expectWithinLimits(message);
  expectHarmless(message);
});

test('of a long quote the beginning and the innermost end stay, and what was cut says how much', () => {
  const says = `Failed to pull image "a": ${'x'.repeat(10_000)}: 401 Unauthorized`;
  const long = { ...cause, evidence: [{ source: 'kubelet', says }] };
  expect(readable(verdictMessage({ ...verdict, cause: long }, viewed.titles))).toMatch(
    /`Failed to pull image "a": x+ … x+: 401 Unauthorized` \(9,624 more characters between\)/,
  );
  const short = { ...cause, evidence: [{ source: 'kubelet', says: says.replace('x'.repeat(9_700), '') }] };
  expect(readable(verdictMessage({ ...verdict, cause: short }, viewed.titles))).not.toContain(' … ');
  const many = readable(verdictMessage(hostileVerdict('cause'), viewed.titles));
  expect(many).toContain('… and 22 more');
  expect(many).toContain('… and 160 more');
});

test('no text whatever breaks a limit or reaches anyone', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 2_000 }), (text) => {
      const message = verdictMessage(hostileVerdict(`x${text}`), viewed.titles);
      expectWithinLimits(message);
      expectHarmless(message);
    }),
    { numRuns: 50 },
  );
});
