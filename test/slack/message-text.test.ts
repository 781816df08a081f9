import fc from 'fast-check';
import { expect, test } from 'vitest';
import { messageText } from '../../src/slack/message-text.ts';

test('what a message says is read wherever it stands, each line once', () => {
  const text = messageText({
    text: 'Alert',
    blocks: [
      {
        type: 'section',
        text: { type: 'mrkdwn', text: 'Alert' },
        fields: [{ type: 'mrkdwn', text: 'pod a' }],
      },
      {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_preformatted',
            elements: [
              { type: 'text', text: 'manifest ' },
              { type: 'text', text: 'unknown' },
            ],
          },
        ],
      },
    ],
    attachments: [{ pretext: 'Firing', fields: [{ title: 'Reason', value: 'EOF' }], fallback: 'Firing' }],
  });
  expect(text.split('\n')).toEqual(['Alert', 'pod a', 'manifest unknown', 'Firing', 'Reason', 'EOF']);
});

test('anything at all is read without harm', () => {
  fc.assert(fc.property(fc.anything(), (value) => typeof messageText(value) === 'string'));
});
