import { expect, test } from 'vitest';
import unmute from '../../commands/unmute.ts';
import { UsageError } from '../../src/engine/command.ts';

const KNOWN = { clusters: ['prod', 'staging'], registries: [], commands: [] };

test('all that is muted here, or one', () => {
  expect(unmute.parse([], KNOWN)).toEqual({ act: { do: 'unmute', subject: null } });
  expect(unmute.parse(['shop'], KNOWN)).toEqual({ act: { do: 'unmute', subject: 'shop' } });
  expect(() => unmute.parse(['shop', 'pay'], KNOWN)).toThrow(UsageError);
});
