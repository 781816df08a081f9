/** What was told of one target becomes, joins and ends a trouble. */
import { expect, test } from 'vitest';
import { lookAgain } from '../../../src/jobs/triage/close.ts';
import { triage } from '../../../src/jobs/triage/triage.ts';
import { describeWith } from '../../setup/part.ts';
import { cause, verdict } from '../../slack/setup.ts';
import { expired, startStand } from './stand.ts';

describeWith('redis', 'triage', () => {
  const at = startStand(12);

  test('forty pods behind one certificate are one trouble, told at the same moment or not', async () => {
    const pods = Array.from({ length: 40 }, (_, at) => `cart-${at}`);
    for (const pod of pods) at.sick.set(pod, expired);
    await at.tell(...pods.slice(0, 20).map((pod) => at.told(pod)));
    await at.tell(...pods.slice(20).map((pod) => at.told(pod)));
    const troubles = await at.open();
    expect(troubles).toHaveLength(1);
    expect(troubles[0]).toMatchObject({ affectedCount: 40, told: 40, state: 'open', cause: 'tls-expired' });
    expect(new Set(at.delivered).size).toBe(1);
  });

  test('the same alert at.delivered again is neither counted nor looked at again', async () => {
    at.sick.set('cart-0', expired);
    const alert = at.told('cart-0');
    await at.tell(alert);
    const looks = at.asked.length;
    await at.tell(alert);
    expect(at.asked).toHaveLength(looks);
    expect((await at.open())[0]).toMatchObject({ told: 1, affectedCount: 1 });
  });

  test('another alert of a pod that is known to suffer is counted without a look', async () => {
    at.sick.set('cart-0', expired);
    await at.tell(at.told('cart-0'));
    const looks = at.asked.length;
    await at.tell(at.told('cart-0', { id: 'am-cart-0-other', alert: 'fp-other' }));
    expect(at.asked).toHaveLength(looks);
    expect((await at.open())[0]).toMatchObject({ told: 2, affectedCount: 1 });
  });

  test('an alert in another channel is led to the thread, once for each channel', async () => {
    at.sick.set('cart-0', expired);
    at.sick.set('cart-1', expired);
    const by = (channel: string, ts: string) => ({ place: { channel, ts }, source: 'slack' as const });
    await at.tell(at.told('cart-0', by('C0HOME', '1.0')));
    await at.tell(at.told('cart-1', { id: 'sl-cart-1-a-1', ...by('C0OTHER', '2.0') }));
    await at.tell(at.told('cart-1', { id: 'sl-cart-1-b-1', alert: 'm2', ...by('C0OTHER', '3.0') }));
    const [trouble] = await at.open();
    expect(trouble?.home).toEqual({ channel: 'C0HOME', ts: '1.0' });
    expect(trouble?.links).toEqual([{ channel: 'C0OTHER', ts: '2.0' }]);
  });

  test('resolved by its alert and well when looked at: over', async () => {
    at.sick.set('cart-0', expired);
    await at.tell(at.told('cart-0'));
    at.sick.clear();
    at.clock += 19 * 60_000;
    await at.tell(at.told('cart-0', { status: 'resolved' }));
    expect((await at.open())[0]).toMatchObject({ state: 'resolved', healed: { by: 'alert' } });
  });

  test('resolved by its alert but still at.sick when looked at: it stays open and says so', async () => {
    at.sick.set('cart-0', expired);
    await at.tell(at.told('cart-0'));
    await at.tell(at.told('cart-0', { status: 'resolved' }));
    const [trouble] = await at.open();
    expect(trouble?.state).toBe('open');
    expect(trouble?.timeline.at(-1)?.what).toBe('disputed');
  });

  test('without any word of its alerts our own look finds that it is over', async () => {
    at.sick.set('cart-0', expired);
    await at.tell(at.told('cart-0'));
    await lookAgain(at.parts, () => false);
    expect((await at.open())[0]?.state).toBe('open');
    at.sick.clear();
    at.clock += 31_000;
    await lookAgain(at.parts, () => false);
    expect((await at.open())[0]).toMatchObject({ state: 'resolved', healed: { by: 'own-look' } });
  });

  test('a fix of ours is named as what healed it', async () => {
    at.sick.set('cart-0', expired);
    await at.tell(at.told('cart-0'));
    at.sick.clear();
    at.clock += 31_000;
    const fixed = { ...at.parts, fixedSince: async () => ({ title: 'Restart nginx', approvers: ['U1'] }) };
    await lookAgain(fixed, () => false);
    expect((await at.open())[0]?.healed).toEqual({ by: 'fix', title: 'Restart nginx', approvers: ['U1'] });
  });

  test('back within the hour it goes on in the same thread; later it is a new one', async () => {
    at.sick.set('cart-0', expired);
    await at.tell(at.told('cart-0'));
    const heal = async () => {
      at.sick.clear();
      at.clock += 31_000;
      await lookAgain(at.parts, () => false);
    };
    await heal();
    at.sick.set('cart-0', expired);
    at.clock += 30 * 60_000;
    await at.tell(at.told('cart-0', { at: 'second' }));
    expect(await at.open()).toMatchObject([{ state: 'open', again: 1 }]);
    await heal();
    at.sick.set('cart-0', expired);
    at.clock += 61 * 60_000;
    await at.tell(at.told('cart-0', { at: 'third' }));
    expect((await at.open()).map((one) => one?.state)).toEqual(['open', 'resolved']);
  });

  test('what works is told in its alert’s thread and opens no trouble; a webhook’s is told to nobody', async () => {
    await at.tell(at.told('web-0', { place: { channel: 'C0HOME', ts: '9.0' }, source: 'slack' }));
    await at.tell(at.told('web-1'));
    expect(await at.open()).toEqual([]);
    expect(at.delivered).toHaveLength(1);
    expect((await at.parts.incidents.read(at.delivered[0] ?? ''))?.place).toEqual({
      channel: 'C0HOME',
      thread: '9.0',
    });
  });

  test('two causes are two troubles', async () => {
    at.sick.set('cart-0', expired);
    at.sick.set('cart-1', {
      ...verdict,
      cause: { ...cause, id: 'tag-not-found', root: { key: 'harbor.acme.test/a:1', says: 'a' } },
    });
    await at.tell(at.told('cart-0'), at.told('cart-1'));
    expect((await at.open()).map((one) => one?.cause).toSorted()).toEqual(['tag-not-found', 'tls-expired']);
  });

  test('a worker that dies before it is done leaves everything to the next one', async () => {
    at.sick.set('cart-0', expired);
    const dying = {
      ...at.parts,
      troubles: { ...at.parts.troubles, open: () => Promise.reject(new Error('killed')) },
    };
    const alert = at.told('cart-0');
    await at.parts.sightings.add(alert);
    await expect(triage({ target: alert.target, requestId: 'r' }, dying)).rejects.toThrow('killed');
    await triage({ target: alert.target, requestId: 'r' }, at.parts);
    expect(await at.open()).toHaveLength(1);
  });
});
