import { expect, test } from 'vitest';
import { toldMessage } from '../../src/slack/told.ts';
import { readable } from './setup.ts';

const says = (line: string): string => readable(toldMessage({ kind: 'note', says: 'Told.', lines: [line] }));

test('people, groups and channels are named', () => {
  expect(says('<#C0SHOP0001>: everything')).toContain('• <#C0SHOP0001>: everything');
  expect(says('May approve: <!subteam^S0ONCALL01>, <@U0TOMO0001>')).toContain(
    '• May approve: <!subteam^S0ONCALL01>, <@U0TOMO0001>',
  );
});

test.each([
  '<!channel>',
  '<!here>',
  '<!everyone>',
  '<https://evil.test|click>',
  '<@U0TOMO0001|name>',
  '<#C0SHOP0001|shop>',
  '<!subteam^S0ONCALL01|@all>',
])('%s stays text', (line) => {
  expect(says(line)).not.toContain(line);
  expect(says(line)).toContain('&lt;');
});

test('of very many lines it says how many more there are', () => {
  const message = toldMessage({
    kind: 'note',
    says: 'Told.',
    lines: Array.from({ length: 40 }, (_, at) => `${at}`),
  });
  expect(readable(message)).toContain('… and 10 more');
});
