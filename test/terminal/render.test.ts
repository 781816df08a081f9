import { expect, test } from 'vitest';
import type { Verdict } from '../../src/engine/verdict.ts';
import { renderReply } from '../../src/terminal/render.ts';

const verdict: Verdict = {
  subject: { kind: 'pod', cluster: 'prod', namespace: 'shop', name: 'cart-0' },
  outcome: 'found',
  cause: {
    id: 'tag-not-found',
    title: 'Tag not found',
    stage: 'content',
    confidence: 'confirmed',
    summary: 'The tag `1.8.2` does not exist.',
    explains: 'It was never pushed.',
    evidence: [{ source: 'registry', says: '404 MANIFEST_UNKNOWN' }],
    remediations: [],
    steps: ['Push it.'],
  },
  also: [],
  ruledOut: ['dns-failure'],
  couldNotLook: [{ probe: 'node-view', why: 'no worker there' }],
  headline: 'The tag `1.8.2` does not exist.',
  about: [],
  seen: [],
  next: [],
  details: [],
  at: '2026-01-01T00:00:00Z',
  ms: 12,
};

test('a verdict begins with the answer and hides no blind spot', () => {
  const text = renderReply({ kind: 'verdict', verdict });
  expect(text.split('\n')[0]).toBe('The tag `1.8.2` does not exist.');
  expect(text).toContain('registry: 404 MANIFEST_UNKNOWN');
  expect(text).toContain('1. Push it.');
  expect(text).toContain('the node itself: no worker there');
  expect(text).toContain('Ruled out: dns failure');
  const titles = new Map([
    ['dns-failure', { title: 'Registry name does not resolve', stage: 'dns' as const }],
  ]);
  expect(renderReply({ kind: 'verdict', verdict }, 'en', titles)).toContain('Ruled out: DNS');
});

test('escape sequences of the outside never reach the terminal', () => {
  const hostile = { ...verdict, headline: 'pod \u001b[2J\u001b]0;owned\u0007 fails\r' };
  const text = renderReply({ kind: 'verdict', verdict: hostile });
  expect(text).not.toContain('\u001b');
  expect(text).not.toContain('\r');
  expect(text).toContain('\u{fffd}[2J');
});

test('an empty status says how to configure a registry', () => {
  const report = { at: '', ms: 1, from: 'this machine', registries: [] };
  expect(renderReply({ kind: 'status', report })).toContain('`registries:`');
});

test('what to type is a command of this terminal', () => {
  const refusal = {
    kind: 'refusal',
    why: 'usage',
    says: 'No.',
    tries: ['/registry status', 'kubectl get'],
  } as const;
  expect(renderReply(refusal)).toBe('No.\nTry: registry-medic status\nTry: kubectl get');
});

test('fixes are named, and what is not offered says why', () => {
  const { cause } = verdict;
  if (!cause) throw new Error('no cause');
  const remediations = [
    { id: 'set-nearest-tag', title: 'Set the nearest tag', risk: 'low' as const, ready: true },
    {
      id: 'restart-registry',
      title: 'Restart the registry',
      risk: 'medium' as const,
      ready: false,
      why: 'only words say so.',
    },
  ];
  const text = renderReply({ kind: 'verdict', verdict: { ...verdict, cause: { ...cause, remediations } } });
  expect(text).toContain('Fix: Set the nearest tag (low risk); ask for it in Slack');
  expect(text).toContain('Fix: Restart the registry: not offered, because only words say so\n');
});

test('a status of a file with nothing in it says so, and not how to configure a registry', () => {
  const file = { name: 'pods.yaml', takenAt: null };
  const report = { at: '2026-11-18T02:00:00Z', ms: 1, from: 'the file', registries: [], file };
  expect(renderReply({ kind: 'status', report })).toBe(
    'pods.yaml tells of no registry: it holds neither its objects nor its logs.',
  );
});
