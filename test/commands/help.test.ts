import { expect, test } from 'vitest';
import help from '../../commands/help.ts';
import status from '../../commands/status.ts';
import whyPullFails from '../../commands/why-pull-fails.ts';

const known = { clusters: [], registries: [], commands: [help, status, whyPullFails] };

test('all verbs explain themselves, or the one that is named', () => {
  expect(help.parse([], known)).toMatchObject({
    reply: {
      topics: [
        { usage: 'help [verb]' },
        { usage: 'status [registry]' },
        { usage: expect.stringMatching(/^why/) },
      ],
    },
  });
  expect(help.parse(['Status'], known)).toMatchObject({
    reply: { topics: [{ usage: 'status [registry]' }] },
  });
});

test('a verb that does not exist names the nearest', () => {
  expect(() => help.parse(['statu'], known)).toThrow(
    expect.objectContaining({ tries: ['/registry help status', '/registry help'] }),
  );
});
