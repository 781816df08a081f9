/** Many at once, silence, and looks that take long. */
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { earlyIncident } from '../../../src/jobs/triage/early.ts';
import type { TriageParts } from '../../../src/jobs/triage/parts.ts';
import { triage } from '../../../src/jobs/triage/triage.ts';
import { digestStore } from '../../../src/store/digests.ts';
import { describeWith } from '../../setup/part.ts';
import { cause, verdict } from '../../slack/setup.ts';
import { expired, startStand } from './stand.ts';

describeWith('redis', 'a flood', () => {
  const at = startStand(7);

  test('in quiet hours it waits for their end, and is looked at then', async () => {
    at.sick.set('cart-0', expired);
    at.silentUntil = new Date(at.clock + 3_600_000);
    await at.tell(at.told('cart-0'));
    expect([at.asked.length, at.held, at.delivered]).toEqual([0, [3_600_000], []]);
    at.silentUntil = null;
    await triage({ target: at.told('cart-0').target, requestId: 'r' }, at.parts);
    expect(await at.open()).toHaveLength(1);
  });

  test('what is resolved before the quiet hours end is told to nobody', async () => {
    at.sick.set('cart-0', expired);
    at.silentUntil = new Date(at.clock + 3_600_000);
    await at.tell(at.told('cart-0'));
    await at.tell(at.told('cart-0', { status: 'resolved' }));
    expect([await at.open(), at.delivered]).toEqual([[], []]);
  });

  test('over three in five minutes the rest are summed up in one message', async () => {
    const pods = Array.from({ length: 8 }, (_, at) => `cart-${at}`);
    for (const pod of pods)
      at.sick.set(pod, {
        ...verdict,
        cause: { ...cause, root: { key: `harbor.acme.test/${pod}:1`, says: pod } },
      });
    for (const pod of pods) await at.tell(at.told(pod));
    const digests = (await at.open()).map((one) => one?.summed?.digest ?? null);
    expect(digests.filter((one) => one === null)).toHaveLength(3);
    expect(new Set(digests.filter((one) => one !== null)).size).toBe(1);
    const digest = await digestStore(at.redis).read(digests.find((one) => one) ?? '');
    expect(digest?.troubles).toHaveLength(5);
  });

  test('in a flood one sweep tells whose root is known, and those are not looked at', async () => {
    const pods = Array.from({ length: 100 }, (_, at) => `cart-${at}`);
    for (const pod of pods) {
      at.sick.set(pod, expired);
      at.roots.set(`shop/${pod}`, 'tls-expired harbor.acme.test');
    }
    for (const pod of pods) await at.parts.sightings.add(at.told(pod));
    for (const pod of pods) await triage({ target: at.told(pod).target, requestId: 'r' }, at.parts);
    expect(await at.open()).toMatchObject([{ affectedCount: 100, told: 100 }]);
    expect(at.asked.length).toBeLessThan(10);
    expect(await at.parts.sightings.targetsWaiting('prod')).toBe(0);
  });

  test('in a flood what is silenced waits as well, though its root is known', async () => {
    at.sick.set('cart-0', expired);
    await at.tell(at.told('cart-0'));
    const pods = Array.from({ length: 10 }, (_, at) => `web-${at}`);
    for (const pod of pods) at.roots.set(`shop/${pod}`, 'tls-expired harbor.acme.test');
    for (const pod of pods) await at.parts.sightings.add(at.told(pod));
    at.silentUntil = new Date(at.clock + 3_600_000);
    await triage({ target: at.told('web-0').target, requestId: 'r' }, at.parts);
    expect(await at.open()).toMatchObject([{ affectedCount: 1, told: 1 }]);
    expect(await at.parts.sightings.targetsWaiting('prod')).toBe(10);
  });

  test('a look that takes long has its thread at once, and ends in it', async () => {
    at.sick.set('cart-0', expired);
    const slow = slowly(at.parts);
    const alert = at.told('cart-0', { place: { channel: 'C0HOME', ts: '1.0' }, source: 'slack' });
    await at.parts.sightings.add(alert);
    const looking = triage({ target: alert.target, requestId: 'r' }, slow);
    await wait(1_700);
    expect(at.delivered).toHaveLength(1);
    expect((await at.parts.incidents.read(at.delivered[0] ?? ''))?.state.is).toBe('working');
    await looking;
    expect(new Set(at.delivered).size).toBe(1);
    expect(await at.parts.incidents.read(at.delivered[0] ?? '')).toMatchObject({ state: { is: 'answered' } });
    expect((await at.open())[0]?.incident).toBe(at.delivered[0]);
  });

  test('a thread that was opened early and proves to be a known trouble leads to it', async () => {
    at.sick.set('cart-0', expired);
    at.sick.set('cart-1', expired);
    await at.tell(at.told('cart-0', { place: { channel: 'C0HOME', ts: '1.0' }, source: 'slack' }));
    const slow = slowly(at.parts);
    const alert = at.told('cart-1', { place: { channel: 'C0HOME', ts: '2.0' }, source: 'slack' });
    await at.parts.sightings.add(alert);
    await triage({ target: alert.target, requestId: 'r' }, slow);
    const [trouble] = await at.open();
    expect(trouble?.affectedCount).toBe(2);
    expect(trouble?.links).toEqual([]);
    const early = await at.parts.incidents.read(earlyIncident({ channel: 'C0HOME', ts: '2.0' }));
    expect(early).toMatchObject({ trouble: trouble?.id, state: { is: 'answered' } });
  });

  test('of those that open at once exactly as many have threads as the channel may', async () => {
    const pods = Array.from({ length: 7 }, (_, one) => `cart-${one}`);
    for (const pod of pods)
      at.sick.set(pod, {
        ...verdict,
        cause: { ...cause, root: { key: `harbor.acme.test/${pod}:1`, says: pod } },
      });
    await at.tell(...pods.map((pod) => at.told(pod)));
    expect((await at.open()).filter((one) => one?.summed === null)).toHaveLength(3);
  });
});

/** Every look takes longer than people wait for a sign. */
function slowly(parts: TriageParts): TriageParts {
  return {
    ...parts,
    async ask(question) {
      await wait(1_800);
      return parts.ask(question);
    },
  };
}
