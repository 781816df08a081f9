import { expect, test } from 'vitest';
import openTrouble from '../../handlers/open-trouble.ts';
import { digestMessage } from '../../src/slack/digest.ts';
import { madeTrouble } from '../engine/made-trouble.ts';
import { testRoom } from './setup.ts';

const press = (value: string) => ({ actions: [{ value }] });

test('the trouble pressed gets its thread', async () => {
  const room = testRoom();
  await openTrouble.handle(press('trb-1'), room);
  expect(room.fixes).toEqual([['openTrouble', 'trb-1']]);
  expect(room.said).toEqual([]);
});

test('one that has expired is said to have', async () => {
  const room = testRoom({ known: false });
  await openTrouble.handle(press('trb-1'), room);
  expect(room.said[0]).toMatch(/no longer know/);
});

test('the button of the summary is the one this answers', () => {
  const trouble = madeTrouble({ summed: { digest: 'dig-1', opened: false } });
  const digest = {
    version: 1 as const,
    id: 'dig-1',
    channel: 'C1',
    openedAt: trouble.openedAt,
    troubles: [trouble.id],
  };
  const [, , line] = digestMessage(digest, [trouble]).blocks;
  const button = line?.type === 'section' && line.accessory?.type === 'button' ? line.accessory : null;
  expect(button?.action_id).toMatch(openTrouble.on === 'action' ? openTrouble.action : /never/);
  expect(button?.value).toBe(trouble.id);
});
