import { expect, test } from 'vitest';
import type { Offer } from '../../src/engine/offers.ts';
import type { OfferedRemediation } from '../../src/engine/verdict.ts';
import { wrongWith } from '../../src/sandbox/slack/blocks/validate.ts';
import { type FixesAllowed, shownOffers } from '../../src/slack/offers.ts';
import { HOSTILE } from './setup.ts';

const READY: OfferedRemediation = { id: 'restart-core', title: 'Restart core', risk: 'medium', ready: true };
const PULL = { image: 'harbor.acme.test/shop/cart:1', cluster: 'prod' };
const ALLOWED: FixesAllowed = { enabled: new Set(['restart-core']), freezes: [] };
const freeze = { where: '*', by: 'U0ROSA001', at: '2026-11-21T02:10:00.000Z', why: 'release night' };

function shown(offers: readonly Partial<Offer & { offer: OfferedRemediation }>[], allowed = ALLOWED) {
  const all = offers.map((one) => ({ offer: READY, cause: 'core-down', pull: PULL, ...one }));
  const { buttons, blocks } = shownOffers(all, { incident: 'inc-1', run: 2 }, allowed);
  const elements = blocks.flatMap((block) => (block.type === 'context' ? block.elements : []));
  const says = elements.map((one) => ('text' in one ? one.text : '')).join('\n');
  return { buttons, blocks, says };
}

test('what is ready is a button that names the place of its offer, not what it does', () => {
  const notReady = { ...READY, ready: false, why: 'it runs' } as const;
  const { buttons } = shown([{ offer: notReady }, {}]);
  expect(buttons).toMatchObject([{ value: 'inc-1.2.1', action_id: 'request-fix-1' }]);
});

test.each([
  [
    'not ready',
    { offer: { ...READY, ready: false, why: 'garbage is collected.' } },
    /because garbage is collected\.$/,
  ],
  ['not enabled', { offer: { ...READY, id: 'other' } }, /has not enabled it \(`remediations\.enabled`\)\.$/],
  ['not to be looked at again', { pull: null }, /cannot be looked at again\.$/],
] as const)('%s: disabled in words, with why', (_, offer, why) => {
  const { buttons, says } = shown([offer]);
  expect(buttons).toEqual([]);
  expect(says).toMatch(/^Not offered: restart core, because /);
  expect(says).toMatch(why);
});

test('the same fix of two causes is said once where it is not offered', () => {
  const offer = { ...READY, ready: false, why: 'it runs' } as const;
  expect(
    shown([
      { offer, cause: 'a' },
      { offer, cause: 'b' },
    ]).blocks,
  ).toHaveLength(1);
});

test('the same fix of two causes is one button; of two places each button names its own', () => {
  const at = (name: string) =>
    ({ pull: { image: name, installation: { name, host: name } } }) as Partial<Offer>;
  expect(shown([{ cause: 'a' }, { cause: 'b' }]).buttons).toMatchObject([{ value: 'inc-1.2.0' }]);
  expect(shown([at('east'), at('west')]).buttons).toMatchObject([
    { text: { text: 'Restart core (east)…' } },
    { text: { text: 'Restart core (west)…' } },
  ]);
});

test('a freeze is said beside the buttons it stops, and nowhere else', () => {
  const says = (where: string, offers: Parameters<typeof shown>[0] = [{}]) =>
    shown(offers, { ...ALLOWED, freezes: [{ ...freeze, where }] }).says;
  expect(says('*')).toMatch(/\*Writes are frozen everywhere\* by <@U0ROSA001>: release night\. .*unfreeze/);
  expect(says('prod')).toContain('*Writes are frozen in `prod`*');
  expect(says('staging')).toBe('');
  expect(says('*', [{ offer: { ...READY, id: 'other' } }])).not.toContain('frozen');
});

test('five buttons at most, and nothing hostile in words', () => {
  const evil = { ...READY, ready: false, title: HOSTILE, why: 'x'.repeat(9_000) } as const;
  const { buttons, blocks, says } = shown([
    ...Array.from({ length: 9 }, (_, at) => ({ pull: { image: `h/${at}` } })),
    { offer: evil },
    { offer: { ...evil, id: 'b' } },
  ]);
  expect(buttons).toHaveLength(5);
  expect(wrongWith([...blocks, { type: 'actions', elements: buttons }], 'message')).toEqual([]);
  expect(says).not.toContain('<!channel>');
});
