import { expect, test } from 'vitest';
import channels from '../../commands/channels.ts';
import { UsageError } from '../../src/engine/command.ts';

const KNOWN = { clusters: ['prod', 'staging'], registries: [], commands: [] };

test('alone', () => {
  expect(channels.parse([], KNOWN)).toEqual({ act: { do: 'channels' } });
  expect(() => channels.parse(['shop'], KNOWN)).toThrow(UsageError);
});
