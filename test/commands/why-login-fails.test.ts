import { expect, test } from 'vitest';
import whyLoginFails from '../../commands/why-login-fails.ts';
import { UsageError } from '../../src/engine/command.ts';

const KNOWN = { clusters: [], registries: ['Harbor', 'harbor.acme.test:8443'], commands: [] };
const parse = (...typed: readonly string[]) => whyLoginFails.parse(typed, KNOWN);

test.each([
  [['harbor'], { registry: 'Harbor' }],
  [['https://harbor.acme.test:8443/v2/'], { registry: 'harbor.acme.test:8443' }],
  [['registry.example.com', 'ada'], { registry: 'registry.example.com', user: 'ada' }],
  [['10.0.0.5:5000', 'robot$shop+ci'], { registry: '10.0.0.5:5000', user: 'robot$shop+ci' }],
  [
    ['harbor', 'Ada.Lovelace1815@engines.example.com'],
    { registry: 'Harbor', user: 'Ada.Lovelace1815@engines.example.com' },
  ],
])('%j is read', (typed, question) => {
  expect(parse(...typed)).toEqual({ ask: { kind: 'login', ...question } });
});

test.each([
  [['harbor', 'ada', 'hunter2']],
  [['harbor', '-p', 'hunter2']],
  [['harbor', 'ada:hunter2']],
  [['https://ada:hunter2@harbor.acme.test']],
  [['harbor', '--password=hunter2']],
  [['harbor', 'glpat-hunter2hunter2']],
  [['harbor', 'xK9vTq2LmZ7hunter2Rw4']],
  [['xK9vTq2LmZ7hunter2Rw4']],
  [['harbor', 'eyJhbGciOiJIUzI1NiJ9.hunter2.hunter2']],
])('what looks like a password is refused and not repeated: %j', (typed) => {
  try {
    parse(...typed);
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    const said = error as UsageError;
    expect(said.message).toContain('Never send one here');
    expect([said.message, ...said.tries].join(' ')).not.toContain('hunter2');
  }
});

test.each([[[]], [['no_host!']], [['-']]])('%j is refused with an example', (typed) => {
  expect(() => parse(...typed)).toThrow(UsageError);
});

test('a name that is near to a configured registry is guessed', () => {
  try {
    parse('habor');
    expect.unreachable();
  } catch (error) {
    expect((error as UsageError).tries[0]).toBe('/registry why-login-fails Harbor');
  }
});
