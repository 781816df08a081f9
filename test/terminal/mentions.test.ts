import { expect, test } from 'vitest';
import { renderReply } from '../../src/terminal/render.ts';

test('a note names people, groups and channels by their ids, as the configuration does', () => {
  const text = renderReply({
    kind: 'note',
    says: '<#C0ALERT001> is told of alerts.',
    lines: ['May approve: <!subteam^S0ONCALL01>, <@U012AB3CD>'],
  });
  expect(text).toBe(
    'channel `C0ALERT001` is told of alerts.\n  May approve: user group `S0ONCALL01`, user `U012AB3CD`',
  );
});

test('what is no mention stays as it was said', () => {
  const line = 'kubectl get pods -l app=<name> <!here> <@> <#c0>';
  expect(renderReply({ kind: 'note', says: line, lines: [] })).toBe(line);
});
