import { expect, test } from 'vitest';
import type { SweepGroup, SweepReport } from '../../src/engine/sweep.ts';
import { sweepHeadline, sweepMessage } from '../../src/slack/sweep.ts';
import { ReplyRecord } from '../../src/store/reply-record.ts';
import { renderReply } from '../../src/terminal/render.ts';
import { expectHarmless, expectWithinLimits, HOSTILE, NOW, readable } from './setup.ts';

const group: SweepGroup = {
  cause: { id: 'tls-expired', title: 'Certificate expired', stage: 'tls', confidence: 'confirmed' },
  root: 'registry `harbor.acme.test`',
  summary: 'The certificate of `harbor.acme.test` expired on 2026-11-18 02:00 UTC.',
  pods: 40,
  images: 12,
  namespaces: ['billing', 'shop'],
  namespaceCount: 2,
  since: '2026-11-21T01:00:00.000Z',
  evidence: { source: 'certificate of harbor.acme.test:443', says: 'valid to 2026-11-18' },
  step: 'Renew the certificate.',
  specimen: {
    cluster: 'prod',
    namespace: 'shop',
    pod: 'cart-0',
    container: 'web',
    image: 'harbor.acme.test/a:1',
  },
  members: [],
};
const report: SweepReport = {
  clusters: ['prod'],
  namespace: null,
  pods: 5_000,
  failing: 1_000,
  questions: 40,
  asked: 18,
  groups: [group, { ...group, cause: null, pods: 3, evidence: null, step: null }],
  couldNotLook: [{ probe: 'pull-secrets', why: 'forbidden' }],
  at: NOW,
  ms: 1_234,
};
const of = { incident: 'inc-0123456789abcdef', run: 1 };

test('one line per cause, worst first, each with its button', () => {
  const message = sweepMessage(report, of);
  expectWithinLimits(message);
  expect(sweepHeadline(report)).toBe('1,000 pods wait for an image: 2 causes');
  expect(readable(message)).toContain('40 pods · 12 images · registry `harbor.acme.test`');
  expect(readable(message).match(/\[ Why \]/g)).toHaveLength(2);
  expect(readable(message)).toContain('Could not look: pull-secrets (forbidden)');
});

test('hundreds of causes with hostile words stay harmless and within limits', () => {
  const evil: SweepGroup = {
    ...group,
    root: HOSTILE,
    summary: HOSTILE.repeat(30),
    namespaces: [HOSTILE],
    evidence: { source: HOSTILE, says: HOSTILE.repeat(50) },
    step: HOSTILE,
    specimen: { ...group.specimen, pod: HOSTILE },
  };
  const message = sweepMessage({ ...report, groups: Array.from({ length: 300 }, () => evil) }, of);
  expectWithinLimits(message);
  expectHarmless(message);
  expect(readable(message)).toContain('280 more causes with 11,200 pods');
});

test('nothing fails; or nothing could be read, which is no health', () => {
  const clean: SweepReport = { ...report, failing: 0, groups: [], couldNotLook: [] };
  expect(sweepHeadline(clean)).toBe('No pod waits for an image: 5,000 pods looked at');
  expect(sweepHeadline({ ...clean, pods: 0, couldNotLook: report.couldNotLook })).toMatch(
    /could not be read/,
  );
});

test('the record keeps all of it', () => {
  expect(ReplyRecord.parse({ kind: 'sweep', report })).toEqual({ kind: 'sweep', report });
});

test('the same in a terminal', () => {
  const text = renderReply({ kind: 'sweep', report });
  expect(text).toContain('1000 of 5000 pods in prod wait for an image: 2 causes');
  expect(text).toContain('   40  The certificate of `harbor.acme.test` expired');
  expect(text).toContain('why: registry-medic why-pull-fails shop/cart-0 --cluster prod');
  expect(text).toContain('could not look at pull-secrets: forbidden');
});
