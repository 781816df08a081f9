import { expect, test } from 'vitest';
import type { Case } from '../../../src/engine/case.ts';
import { changes } from '../../../src/jobs/details/changes.ts';
import { otherNodesDetail } from '../../../src/jobs/details/other-nodes.ts';
import { PULL } from '../../checks/given.ts';

const AT = '2026-11-20T10:00:00Z';
const BEFORE = 'harbor.acme.test/shop/cart:1.8.1';

function caseOf(facts: Readonly<Record<string, unknown>>, failing = true): Case {
  const known = Object.entries(facts).map(
    ([id, fact]) => [id, { state: 'known' as const, fact, at: AT, ms: 1 }] as const,
  );
  const said = { results: [], said: [], text: null, textEvidence: null, node: 'worker-3' };
  return { pull: PULL, answers: new Map(known), failing, ...said };
}

const rollout = {
  kind: 'Deployment',
  name: 'cart',
  current: { revision: 7, createdAt: '2026-11-20T09:46:00Z', images: {}, changeCause: 'release 1.8.2' },
  changedBy: { manager: 'argocd-controller', at: '2026-11-20T09:46:00Z' },
  before: { revision: { revision: 6, createdAt: '', images: {}, changeCause: null }, image: BEFORE },
};
const previous = (state: string, says = '404 Not Found: MANIFEST_UNKNOWN') => ({
  image: BEFORE,
  state,
  attempt: { says },
});

test('the rollout, its recorded author, the way back, the secret and the push, in one list', () => {
  const secret = {
    name: 'regcred',
    state: 'read',
    createdAt: '2026-11-17T10:00:00Z',
    changedAt: '2026-11-20T09:40:00Z',
    entries: [],
  };
  const section = changes(
    [
      caseOf({
        rollout,
        'previous-image': previous('pulls'),
        'pull-secrets': { secrets: [secret], serviceAccount: {} },
        'push-time': { tag: '1.8.2', at: '2026-11-20T09:55:00Z' },
      }),
    ],
    'en',
  );
  expect(section?.lines).toEqual([
    'Deployment `cart`: revision 7, made 14 min ago, changed the image from `harbor.acme.test/shop/cart:1.8.1` to `harbor.acme.test/shop/cart:1.8.2`',
    'recorded as its cause: `release 1.8.2`',
    'the pod template was last written by `argocd-controller`, 14 min ago',
    'the image before, `harbor.acme.test/shop/cart:1.8.1`, still pulls; back to it: `kubectl -n shop rollout undo deployment/cart --to-revision=6`',
    'pull secret `regcred` was made 3 days ago and last written 20 min ago',
    'tag `1.8.2` was pushed to Harbor 5 min ago',
  ]);
});

test('a way back that is closed is not offered', () => {
  const lines = changes([caseOf({ rollout, 'previous-image': previous('gone') })], 'en')?.lines.join('\n');
  expect(lines).toContain('is gone as well: `404 Not Found: MANIFEST_UNKNOWN`');
  expect(lines).not.toContain('rollout undo');
});

test('nothing learnt, or nothing failing: no section', () => {
  expect(changes([caseOf({})], 'en')).toBeNull();
  expect(changes([caseOf({ rollout }, false)], 'en')).toBeNull();
});

const others = { of: 3, hold: [], run: [], fail: [], pulled: [] };
const kubelet = { since: '2026-11-20T09:50:00Z' };

test('another node that pulled it meanwhile makes the fault local', () => {
  const pulled = { node: 'worker-1', pod: 'cart-1', says: 'Successfully pulled', at: '2026-11-20T09:58:00Z' };
  const fact = { ...others, run: [{ node: 'worker-1', pod: 'cart-1' }], pulled: [pulled] };
  const lines = otherNodesDetail([caseOf({ 'other-nodes': fact, kubelet })], 'en')?.lines.join('\n');
  expect(lines).toContain('`cart-1` pulled it on `worker-1` 120 s ago'.replace('120 s', '2 min'));
  expect(lines).toContain('only `worker-3` is seen to fail');
});

test('one that merely holds it may have pulled it before the fault began', () => {
  const lines = otherNodesDetail(
    [caseOf({ 'other-nodes': { ...others, hold: ['worker-1'] }, kubelet })],
    'en',
  )?.lines;
  expect(lines).toEqual(['`harbor.acme.test/shop/cart:1.8.2` lies on `worker-1`']);
});

test('nobody has it and others fail too: not of this node alone', () => {
  const fact = { ...others, fail: [{ node: 'worker-2', pod: 'cart-2' }] };
  const lines = otherNodesDetail([caseOf({ 'other-nodes': fact, kubelet })], 'en')?.lines.join('\n');
  expect(lines).toContain('it fails on `worker-2` as well');
  expect(lines).toContain('not of this node alone');
});
