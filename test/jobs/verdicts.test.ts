import { expect, test } from 'vitest';
import type { Case } from '../../src/engine/case.ts';
import type { ContainerRecord } from '../../src/engine/cluster.ts';
import type { Reached } from '../../src/engine/reach-verdict.ts';
import { healthyVerdict, podVerdict } from '../../src/jobs/verdicts.ts';
import { known } from '../engine/made.ts';
import { madeContainer, madePod, runningContainer } from '../probes/literal-cluster.ts';

const PULLED = {
  says: 'Successfully pulled image "registry.acme.test/shop/cart:1.8.2" in 2s',
  from: 'Pulled',
  at: '2026-11-20T09:00:00Z',
  count: 1,
};

function verdictOf(
  container: ContainerRecord,
  failing: boolean,
  pulled: typeof PULLED | null = PULLED,
  reached: readonly Reached[] = [{ cause: null, also: [], ruledOut: [], couldNotLook: [] }],
) {
  const pod = madePod('cart-0', { containers: [container] });
  const pull = {
    image: container.image,
    cluster: 'prod',
    namespace: 'shop',
    pod: 'cart-0',
    container: 'web',
  };
  const kubelet = { reason: null, texts: [], pulled, since: '2026-11-20T08:00:00Z', secretWarnings: [] };
  const theCase: Case = {
    pull,
    results: [],
    answers: known({ pod: { pod, container }, kubelet }),
    said: [],
    text: null,
    textEvidence: null,
    failing,
    node: null,
  };
  return podVerdict(
    {
      found: 'pod',
      subject: { kind: 'image', cluster: 'prod', name: container.image },
      cluster: 'prod',
      pod,
      pulls: [pull],
      siblings: { ofWorkload: 0, workloadPods: 1, seen: 0 },
      couldNotLook: [],
    },
    [theCase],
    reached,
    { at: '2026-11-20T10:00:00Z', ms: 5 },
    'en',
  );
}

test('an image that a pod has and that can be pulled is healthy, with when it was pulled', () => {
  const verdict = verdictOf(runningContainer(), false);
  expect(verdict).toMatchObject({
    outcome: 'healthy',
    cause: null,
    next: [],
    seen: [{ says: PULLED.says, at: PULLED.at }],
  });
  expect(verdict.headline).toContain('`shop/cart-0` on node `worker-3` has it');
  expect(verdict.about.join()).not.toContain('waiting');
});

test('events gone: what the node runs', () => {
  expect(verdictOf(runningContainer(), false, null).seen).toMatchObject([
    { says: expect.stringContaining('sha256:9f2c'), at: '2026-11-20T09:00:00Z' },
  ]);
});

test('near miss: a pull that fails and that nothing explains is unclear', () => {
  const verdict = verdictOf(madeContainer(), true, null);
  expect(verdict).toMatchObject({ outcome: 'unclear', cause: null });
  expect(verdict.about.join()).toContain('waiting 2 h');
});

test('a pod bound to no node is not said to have its images', () => {
  const waitsFor = {
    reason: 'Unschedulable',
    container: null,
    summary: 'It is bound to no node yet.',
    evidence: [],
  };
  const verdict = healthyVerdict(
    {
      found: 'healthy',
      subject: { kind: 'pod', cluster: 'prod', namespace: 'shop', name: 'cart-0' },
      cluster: 'prod',
      pod: madePod('cart-0', { node: null }),
      images: [],
      waitsFor,
      workloadPods: 1,
      couldNotLook: [],
    },
    { at: '2026-11-20T10:00:00Z', ms: 5 },
    'en',
  );
  expect(verdict.headline).toBe('No pull of `shop/cart-0` fails. It is bound to no node yet.');
});

test('one cause in two containers is one cause, of the first', () => {
  const cause = {
    id: 'dns-failure',
    title: '',
    stage: 'dns',
    confidence: 'confirmed',
    summary: 'No such name.',
  } as const;
  const of = (container: string) => ({
    ...cause,
    container,
    explains: '',
    evidence: [],
    remediations: [],
    steps: [],
  });
  const reached = ['main', 'side'].map((name) => ({
    cause: of(name),
    also: [],
    ruledOut: [],
    couldNotLook: [],
  }));
  expect(verdictOf(madeContainer(), true, null, reached)).toMatchObject({
    cause: { container: 'main' },
    also: [],
  });
});
