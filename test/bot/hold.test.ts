import { expect, test } from 'vitest';
import { createHold } from '../../src/bot/hold.ts';

/** Away for so many tries. */
function storeAfter(tries: number) {
  let left = tries;
  return async (): Promise<'new'> => {
    if (left-- > 0) throw new Error("Stream isn't writeable");
    return 'new';
  };
}

test('what could not be stored is tried until it is', async () => {
  expect(await createHold().untilStored(storeAfter(2))).toEqual({ ended: 'stored', as: 'new' });
});

test('it is let go when Redis stays away for too long', async () => {
  expect(await createHold(100).untilStored(storeAfter(99))).toEqual({ ended: 'gone' });
});

test('a process that ends lets all go at once, so that everybody can be told', async () => {
  const hold = createHold();
  const held = [1, 2, 3].map(() => hold.untilStored(storeAfter(999)));
  hold.stop();
  expect(await Promise.all(held)).toEqual(Array.from({ length: 3 }, () => ({ ended: 'stopping' })));
});

test('there is room for two hundred, and again when some are through', async () => {
  const hold = createHold();
  const held = Array.from({ length: 200 }, () => hold.untilStored(storeAfter(0)));
  expect(hold.hasRoom()).toBe(false);
  await Promise.all(held);
  expect(hold.hasRoom()).toBe(true);
});
