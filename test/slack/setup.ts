/** Verdicts to render, plain and as hostile as a cluster can make them, and Slack's limits to hold them against. */
import { expect } from 'vitest';
import type { Incident } from '../../src/engine/incident.ts';
import type { Cause, Verdict } from '../../src/engine/verdict.ts';
import type { SlackMessage } from '../../src/slack/blocks.ts';
import type { Viewed } from '../../src/slack/incident.ts';

export const NOW = '2026-11-21T02:00:00.000Z';
export const viewed: Viewed = {
  titles: new Map([
    ['dns-failure', { title: 'Registry name does not resolve', stage: 'dns' }],
    ['tag-not-found', { title: 'Tag not found', stage: 'access' }],
  ]),
  now: new Date(NOW),
  language: 'en',
};

export const cause: Cause = {
  id: 'credentials-invalid',
  title: 'Login refused',
  stage: 'auth',
  confidence: 'confirmed',
  summary: 'The pull secret `regcred` has a login that `harbor.acme.test` refuses.',
  explains: 'The token service answered 401 to the login of the secret.',
  evidence: [
    { source: 'token service', says: '401 UNAUTHORIZED', at: NOW },
    { source: 'kubelet', says: 'failed to authorize: 401 Unauthorized', at: '2026-11-21T01:58:00.000Z' },
  ],
  remediations: [],
  steps: ['Make a new robot.', 'Replace the secret: `kubectl -n shop create secret …`'],
};

export const verdict: Verdict = {
  subject: { kind: 'pod', cluster: 'prod', namespace: 'shop', name: 'cart-0' },
  outcome: 'found',
  cause,
  also: [],
  ruledOut: ['dns-failure', 'tls-expired'],
  couldNotLook: [{ probe: 'node-view', why: 'no worker runs on `worker-3`' }],
  headline: cause.summary,
  about: ['`cart-0` on node `worker-3`', 'waiting 14 min'],
  seen: [],
  next: [],
  details: [],
  at: NOW,
  ms: 1234,
};

export const HOSTILE = '<!channel> *bold* `tick` _x_ <https://evil.test|click> & <@U1> \u202e\u0000\n# head';

export function hostileVerdict(text: string): Verdict {
  const evil: Cause = {
    ...cause,
    title: text,
    summary: text,
    explains: text,
    container: text,
    alternatives: [text, text],
    evidence: Array.from({ length: 30 }, () => ({ source: text, says: text, at: NOW })),
    steps: Array.from({ length: 30 }, () => text),
  };
  return {
    ...verdict,
    cause: evil,
    also: Array.from({ length: 30 }, () => evil),
    ruledOut: Array.from({ length: 200 }, (_, index) => `${text}-${index}`),
    couldNotLook: Array.from({ length: 50 }, () => ({ probe: text, why: text })),
    headline: text,
    about: Array.from({ length: 20 }, () => text),
    seen: evil.evidence,
    next: evil.steps,
  };
}

export const asked: Incident = {
  id: 'inc-0123456789abcdef',
  requestId: 'req-0123456789abcdef',
  createdAt: NOW,
  askedBy: 'U1',
  place: { channel: 'C1', thread: null },
  question: { kind: 'pull', namespace: 'shop', what: 'cart-0' },
  run: 1,
  runAt: NOW,
  message: 1,
  state: { is: 'waiting' },
};

/** Every limit of Block Kit that a message of ours could break. */
export function expectWithinLimits(message: SlackMessage): void {
  expect(message.text.length).toBeGreaterThan(0);
  expect(message.text.length).toBeLessThanOrEqual(4_000);
  expect(message.blocks.length).toBeLessThanOrEqual(50);
  const actionIds: string[] = [];
  walk(message.blocks, (node) => {
    if (node['type'] === 'mrkdwn' || node['type'] === 'plain_text') {
      const text = String(node['text']);
      expect(text.length).toBeGreaterThan(0);
      expect(text.length).toBeLessThanOrEqual(3_000);
    }
    if (node['type'] === 'button') {
      actionIds.push(String(node['action_id']));
      expect(JSON.stringify(node['text']).length).toBeLessThanOrEqual(140);
      expect(String(node['value']).length).toBeLessThanOrEqual(2_000);
      expect(String(node['accessibility_label'] ?? '').length).toBeLessThanOrEqual(75);
    }
    if (node['type'] === 'context') expect((node['elements'] as unknown[]).length).toBeLessThanOrEqual(10);
  });
  expect(new Set(actionIds).size).toBe(actionIds.length);
}

/** Nothing of the outside pings, links, or breaks out of its line: only our own `<!date^…>` and `<@…>` are left. */
export function expectHarmless(message: SlackMessage): void {
  const texts = [message.text];
  walk(message.blocks, (node) => {
    if (node['type'] === 'mrkdwn') texts.push(String(node['text']));
  });
  for (const text of texts) {
    const rest = text.replace(/<!date\^\d+\^[^<>|]*\|[^<>|]*>/g, '').replace(/<@[A-Z0-9]+>/g, '');
    expect(rest).not.toMatch(/[<>]/);
    expect(rest).not.toMatch(/&(?!amp;|lt;|gt;)/);
    for (const line of text.split('\n')) expect((line.match(/`/g) ?? []).length % 2, line).toBe(0);
  }
}

function walk(node: unknown, visit: (node: Record<string, unknown>) => void): void {
  if (Array.isArray(node)) for (const inner of node) walk(inner, visit);
  else if (typeof node === 'object' && node !== null) {
    visit(node as Record<string, unknown>);
    for (const inner of Object.values(node)) walk(inner, visit);
  }
}

/** All mrkdwn of a message, as a reader's eye goes over it. */
export function readable({ blocks }: SlackMessage): string {
  const texts: string[] = [];
  walk(blocks, (node) => {
    if (node['type'] === 'mrkdwn') texts.push(String(node['text']));
    if (node['type'] === 'button') texts.push(`[ ${(node['text'] as { text: string }).text} ]`);
  });
  return texts.join('\n');
}
