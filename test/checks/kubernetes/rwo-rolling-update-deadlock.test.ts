import { expect, test } from 'vitest';
import { AT, NEW_POD, OLD_POD, workloads } from '../../remediations/restart-facts.ts';
import { finding, outcome } from '../given.ts';
import { tellsLine } from '../log-lines.ts';

const SAYS =
  'Multi-Attach error for volume "pvc-a45d52ee-3025-44e5-a488-4a4b89760bba" Volume is already used by pod(s) p-old';
tellsLine('rwo-rolling-update-deadlock', {
  shows:
    'Multi-Attach error for volume "pvc-a45d52ee-3025-44e5-a488-4a4b89760bba" Volume is already used by pod(s) harbor-registry-5fdb5496bc-x6qmp',
  near: 'AttachVolume.Attach succeeded',
});

const facts = (over: object = {}, failures = [{ pod: 'p-new', says: SAYS, at: AT }]) => ({
  'component-workloads': workloads('jobservice', {
    modes: ['ReadWriteOnce'],
    pods: [OLD_POD, { ...NEW_POD, reason: 'ContainerCreating' }],
    ...over,
  }),
  'attach-failures': failures,
});

test('the new pod waits for the volume of the old one', () => {
  const { text, evidence } = finding('rwo-rolling-update-deadlock', facts());
  expect(text).toBe(
    'The rollout of jobservice hangs: the new pod `p-new` waits for the volume that the old pod `p-old` holds.',
  );
  expect(evidence[0]?.says).toBe(SAYS);
});

test('near misses: it has only just been made, it waits for its image, the volume is shared', () => {
  expect(outcome('rwo-rolling-update-deadlock', facts({}, []))).toBe('pass');
  const pulls = [OLD_POD, { ...NEW_POD, reason: 'ImagePullBackOff' }];
  expect(outcome('rwo-rolling-update-deadlock', facts({ pods: pulls }))).toBe('pass');
  expect(outcome('rwo-rolling-update-deadlock', facts({ modes: ['ReadWriteMany'] }))).toBe('pass');
});

test('rolled out: it passes', () => {
  expect(outcome('rwo-rolling-update-deadlock', facts({ pods: [OLD_POD] }))).toBe('pass');
});
