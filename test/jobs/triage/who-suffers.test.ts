/** Who suffers from a trouble is counted once, by whatever names it was told. */
import { expect, test } from 'vitest';
import type { SweepGroup } from '../../../src/engine/sweep.ts';
import { triage } from '../../../src/jobs/triage/triage.ts';
import { describeWith } from '../../setup/part.ts';
import { cause } from '../../slack/setup.ts';
import { expired, startStand } from './stand.ts';

describeWith('redis', 'who suffers', () => {
  const at = startStand(9);

  test('a group that was counted and its pods told one by one are the same ones', async () => {
    const pods = ['cart-0', 'cart-1', 'cart-2'];
    for (const pod of pods) at.sick.set(pod, expired);
    at.groups = [groupOf(pods)];
    await at.tell(at.told('', { target: { cluster: 'prod', namespace: 'shop' } }));
    expect(await at.open()).toMatchObject([{ affectedCount: 3 }]);
    await at.tell(...pods.map((pod) => at.told(pod)));
    expect(await at.open()).toMatchObject([{ affectedCount: 3 }]);
  });

  test('told one by one and then as a group: still the same ones', async () => {
    const pods = ['cart-0', 'cart-1', 'cart-2'];
    for (const pod of pods) at.sick.set(pod, expired);
    at.groups = [groupOf(pods)];
    await at.tell(...pods.map((pod) => at.told(pod)));
    await at.tell(at.told('', { target: { cluster: 'prod', namespace: 'shop' } }));
    expect(await at.open()).toMatchObject([{ affectedCount: 3 }]);
  });

  test('one pod by two names of its alert, without a cluster and by its container, is one', async () => {
    at.sick.set('cart-0', expired);
    const pod = { namespace: 'shop', pod: 'cart-0' };
    await at.tell(at.told('cart-0', { target: pod, alert: 'fp-a', id: 'am-first-alert' }));
    const named = { cluster: 'prod', ...pod, container: 'app' };
    await at.tell(at.told('cart-0', { target: named, alert: 'fp-b', id: 'am-second-alert' }));
    expect(await at.open()).toMatchObject([{ affectedCount: 1, told: 2 }]);
  });

  test('the thousandth told twice is not two: the list has an end, the count has not', async () => {
    const pods = Array.from({ length: 230 }, (_, one) => `cart-${one}`);
    for (const pod of pods) at.sick.set(pod, expired);
    for (const pod of pods) at.roots.set(`shop/${pod}`, 'tls-expired harbor.acme.test');
    const tellAll = async (alert: string): Promise<void> => {
      for (const pod of pods)
        await at.parts.sightings.add(at.told(pod, { alert: `${alert}-${pod}`, id: `${alert}-${pod}` }));
      for (const pod of pods) await triage({ target: at.told(pod).target, requestId: 'r' }, at.parts);
    };
    await tellAll('first');
    await tellAll('second');
    expect(await at.open()).toMatchObject([{ affectedCount: 230, told: 460 }]);
  });
});

function groupOf(pods: readonly string[]): SweepGroup {
  const members = pods.map((pod) => ({ namespace: 'shop', pod }));
  return {
    cause: { id: 'tls-expired', title: cause.title, stage: cause.stage, confidence: 'confirmed' },
    root: 'registry `harbor.acme.test`',
    summary: 'Its certificate has expired.',
    pods: pods.length,
    images: 1,
    namespaces: ['shop'],
    namespaceCount: 1,
    since: '2026-11-21T01:00:00.000Z',
    evidence: null,
    step: null,
    specimen: { cluster: 'prod', namespace: 'shop', pod: pods[0] ?? '', container: 'app', image: 'a:1' },
    members,
  };
}
