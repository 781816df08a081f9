import { expect, test } from 'vitest';
import { wrongWith } from '../../../../src/sandbox/slack/blocks/validate.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const section = (length: number) => ({ type: 'section', text: { type: 'mrkdwn', text: 'a'.repeat(length) } });
const button = (fields: object = {}) => ({ type: 'button', action_id: 'go', text: plain('Go'), ...fields });
const actions = (...elements: object[]) => ({ type: 'actions', elements });
const many = <T>(count: number, one: (n: number) => T): T[] =>
  Array.from({ length: count }, (_, n) => one(n));
const context = (count: number) => ({
  type: 'context',
  elements: many(count, () => ({ type: 'mrkdwn', text: 'a' })),
});

test.each([
  ['50 blocks', many(50, () => ({ type: 'divider' }))],
  ['a section of 3000 characters', [section(3000)]],
  ['a header of 150', [{ type: 'header', text: plain('a'.repeat(150)) }]],
  [
    'a button of 75 with a value of 2000',
    [actions(button({ text: plain('a'.repeat(75)), value: 'a'.repeat(2000) }))],
  ],
  ['10 context elements', [context(10)]],
  ['25 buttons', [actions(...many(25, (n) => button({ action_id: `go-${n}` })))]],
  ['the same action_id in two blocks', [actions(button()), actions(button())]],
  [
    'a section with an overflow menu',
    [
      {
        ...section(3),
        accessory: { type: 'overflow', action_id: 'more', options: [{ text: plain('a'), value: 'a' }] },
      },
    ],
  ],
])('%s is good', (_, blocks) => {
  expect(wrongWith(blocks, 'message')).toEqual([]);
});

test.each([
  [
    '51 blocks',
    many(51, () => ({ type: 'divider' })),
    'no more than 50 items allowed [json-pointer:/blocks]',
  ],
  [
    'a section of 3001 characters',
    [section(3001)],
    'must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
  ],
  ['an empty section', [section(0)], 'must be more than 0 characters [json-pointer:/blocks/0/text/text]'],
  [
    'a section of nothing',
    [{ type: 'section' }],
    'must define either `text` or `fields` [json-pointer:/blocks/0]',
  ],
  [
    'a header of 151',
    [{ type: 'header', text: plain('a'.repeat(151)) }],
    'must be less than 151 characters [json-pointer:/blocks/0/text/text]',
  ],
  [
    'a long button',
    [actions(button({ text: plain('a'.repeat(76)) }))],
    'must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]',
  ],
  [
    'a long value',
    [actions(button({ value: 'a'.repeat(2001) }))],
    'must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]',
  ],
  [
    'a long action_id',
    [actions(button({ action_id: 'a'.repeat(256) }))],
    'must be less than 256 characters [json-pointer:/blocks/0/elements/0/action_id]',
  ],
  [
    'two of one action_id',
    [actions(button(), button())],
    '`action_id` "go" already exists for another element [json-pointer:/blocks/0/elements/1/action_id]',
  ],
  [
    'two of one block_id',
    many(2, () => ({ type: 'divider', block_id: 'a' })),
    '`block_id` a already exists for another block [json-pointer:/blocks/1/block_id]',
  ],
  ['11 context elements', [context(11)], 'no more than 10 items allowed [json-pointer:/blocks/0/elements]'],
  [
    '26 buttons',
    [actions(...many(26, (n) => button({ action_id: `go-${n}` })))],
    'no more than 25 items allowed [json-pointer:/blocks/0/elements]',
  ],
  ['an unknown type', [{ type: 'sektion' }], 'unsupported type: sektion [json-pointer:/blocks/0/type]'],
  [
    'an unknown field',
    [{ type: 'divider', colour: 'red' }],
    'invalid additional property: colour [json-pointer:/blocks/0]',
  ],
  [
    'a button without text',
    [actions({ type: 'button', action_id: 'go' })],
    'missing required field: text [json-pointer:/blocks/0/elements/0]',
  ],
  [
    'a select without options',
    [actions({ type: 'static_select', action_id: 'go' })],
    'must define either `options` or `option_groups` [json-pointer:/blocks/0/elements/0]',
  ],
])('%s is refused', (_, blocks, says) => {
  expect(wrongWith(blocks, 'message')).toEqual([says]);
});

test('a modal holds 100 blocks', () => {
  const dividers = (count: number) => many(count, () => ({ type: 'divider' }));
  expect(wrongWith(dividers(100), 'view')).toEqual([]);
  expect(wrongWith(dividers(101), 'view')).toHaveLength(1);
});
