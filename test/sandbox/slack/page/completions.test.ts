import { expect, test } from 'vitest';
import { completions } from '../../../../src/sandbox/slack/page/completions.ts';
import type { Workspace } from '../../../../src/sandbox/slack/page/data.ts';
import { BOT, CHANNELS, GROUPS, PEOPLE, TEAM } from '../../../../src/sandbox/slack/seeds.ts';

const workspace: Workspace = {
  team: TEAM,
  bot: BOT,
  command: '/registry',
  commands: [
    { usage: 'why-pull-fails <subject>', summary: 'Finds why', examples: ['why-pull-fails shop/cart-0'] },
    { usage: 'status [registry]', summary: 'Shows registries', examples: ['status'] },
  ],
  users: PEOPLE,
  channels: CHANNELS,
  groups: GROUPS,
  messages: [],
  ephemerals: [],
  views: {},
  homes: {},
};

test.each([
  ['/', 'channel', ['/registry why-pull-fails ', '/registry status ']],
  ['/registry s', 'channel', ['/registry status ']],
  ['/registry why-pull-fails ', 'channel', ['/registry why-pull-fails shop/cart-0']],
  ['/registry why-pull-fails deploy/cart', 'channel', []],
  ['/', 'thread', []],
  ['@registry-medic st', 'thread', ['@registry-medic status ']],
  ['ask @reg', 'thread', ['ask @registry-medic ', 'ask @registry-oncall ']],
  ['see #al', 'channel', ['see #alerts ']],
  ['shop/cart-0', 'channel', []],
] as const)('%s in a %s completes to %j', (typed, place, texts) => {
  expect(completions(workspace, typed, place).map((one) => one.text)).toEqual(texts);
});
