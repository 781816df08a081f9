import { expect, test } from 'vitest';
import { readDelivery } from '../../src/bot/delivery.ts';
import { readRejection, rejectModal } from '../../src/slack/reject-modal.ts';

const PLACE = { approval: 'apr-1', channel: 'C1', thread: '1.2' };

/** What Slack sends when it is filled in. */
function sent(value: string | null, metadata = rejectModal(PLACE).private_metadata): Record<string, unknown> {
  const state = { values: { why: { text: { type: 'plain_text_input', value } } } };
  return {
    type: 'view_submission',
    user: { id: 'U0TOMO0001' },
    view: { id: 'V1', callback_id: 'reject-reason', private_metadata: metadata, state },
  };
}

test('it carries where it was opened, and the reason comes back without its blanks', () => {
  expect(readRejection(sent('  not on a Friday '))).toEqual({ ...PLACE, why: 'not on a Friday' });
});

test('a reason need not be given', () => {
  expect(readRejection(sent(null)).why).toBe('');
});

test.each(['{}', 'nonsense', '{"approval":1}'])('another modal is none of ours: %s', (metadata) => {
  expect(() => readRejection(sent('x', metadata))).toThrow();
});

test('the press counts in the thread where the modal was opened, though Slack names none', () => {
  expect(readDelivery(sent('x')).sender).toEqual({ user: 'U0TOMO0001', channel: 'C1', thread: '1.2' });
  expect(readDelivery(sent('x', 'nonsense')).sender).toMatchObject({ channel: '', thread: null });
});

test('every line of it can be read in Slack: labels within 24 characters, a reason within 300', () => {
  const { title, submit, close, blocks } = rejectModal(PLACE);
  for (const label of [title, submit, close]) expect(label?.text.length).toBeLessThanOrEqual(24);
  expect(blocks).toMatchObject([{ optional: true, element: { max_length: 300 } }]);
});
