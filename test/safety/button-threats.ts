/** Presses that no button of ours made, each with what the presser is told and what stays as it was. */
import { HERE, THERE } from './pressed-place.ts';

export interface Threat {
  readonly name: string;
  /** Slack's payload but for what every press has. */
  readonly body: Record<string, unknown>;
  readonly told: RegExp;
}

const press = (name: string, action: string, value: unknown, told: RegExp, more: object = {}): Threat => ({
  name,
  body: { actions: [{ type: 'button', action_id: action, block_id: 'b', value }], ...more },
  told,
});

const GONE = /no longer know|`gone`|gone\b/;
const UNREADABLE = /failed to take this up/;
const from = (user: string): object => ({ user: { id: user, team_id: 'T0ACME0001' } });
const there = { channel: { id: 'C2' }, container: { message_ts: '9.9', thread_ts: '9.9' } };
const sameChannel = { container: { message_ts: '7.7', thread_ts: '7.7' } };

export const PRESSES: readonly Threat[] = [
  press('approve: nobody who may', 'approve-fix', HERE.approval, /not-an-approver/, from('U0STRANGER')),
  press('approve: who asked for it', 'approve-fix', HERE.approval, /self-approval/, from('U0ROSA001')),
  press('approve: no user at all', 'approve-fix', HERE.approval, /not-an-approver/, from('')),
  press('approve: an approval of another thread', 'approve-fix', THERE.approval, /wrong-thread/),
  press('approve: from another channel', 'approve-fix', HERE.approval, /wrong-thread/, there),
  press('approve: from another thread', 'approve-fix', HERE.approval, /wrong-thread/, sameChannel),
  press('approve: an id made up', 'approve-fix', 'apr-ffffffffffffffff', GONE),
  press('approve: one letter altered', 'approve-fix', `${HERE.approval.slice(0, -1)}f`, GONE),
  press('approve: an incident as approval', 'approve-fix', HERE.incident, GONE),
  press('approve: a pattern of keys', 'approve-fix', 'apr-*', GONE),
  press('approve: a way to another key', 'approve-fix', 'apr-x\r\nDEL medic:audit', GONE),
  press('approve: half a megabyte', 'approve-fix', 'apr-'.padEnd(500_000, 'a'), GONE),
  press('approve: nothing', 'approve-fix', '', GONE),
  press('approve: an object', 'approve-fix', { $ne: null }, UNREADABLE),
  { ...press('approve: two at once', 'approve-fix', '', UNREADABLE), body: twice() },
  press('undo: an approval of another thread', 'undo-fix', THERE.approval, GONE),
  press('undo: what was never done', 'undo-fix', HERE.approval, /not offered any more/),
  press('reject: an id made up', 'reject-fix', 'apr-', GONE),
  press('fix: an offer out of range', 'request-fix-9', `${HERE.incident}.1.9`, /not offered any more/),
  press('fix: of another run', 'request-fix-0', `${HERE.incident}.7.0`, /not offered any more/),
  press('fix: below nothing', 'request-fix-0', `${HERE.incident}.1.-1`, GONE),
  press('fix: beyond any number', 'request-fix-0', `${HERE.incident}.1.99999999999999999999`, GONE),
  press('fix: an incident of another channel', 'request-fix-0', `${THERE.incident}.1.0`, GONE),
  press('run again: an incident of another channel', 'run-again', `${THERE.incident}.1.0`, GONE),
  press('run again: an incident made up', 'run-again', 'inc-ffff.1.0', GONE),
  press('choose: an incident of another channel', 'choose-subject-0', `${THERE.incident}.1.0`, GONE),
  press('choose: where nothing is to choose', 'choose-subject-0', `${HERE.incident}.1.0`, /chosen already/),
  press('look live: an incident of another channel', 'look-live-0', `${THERE.incident}.1.0`, GONE),
  press('look live: an index out of range', 'look-live-99', `${HERE.incident}.1.99`, /explained anew/),
  press('why: an incident of another channel', 'why-group-0', `${THERE.incident}.1.0`, GONE),
  press('wrong cause: of another channel', 'wrong-cause', `${THERE.incident}.1.0`, GONE),
  press('open a trouble made up', 'open-trouble:x', 'tro-../../x', GONE),
  press('open a trouble: half a megabyte', 'open-trouble:x', 'x'.repeat(500_000), GONE),
];

function twice(): Record<string, unknown> {
  const one = { type: 'button', action_id: 'approve-fix', block_id: 'b', value: HERE.approval };
  return { actions: [one, one] };
}

/** Modals that were never opened. The bot answers them in the thread they name. */
export const MODALS: readonly { readonly name: string; readonly body: Record<string, unknown> }[] = [
  modal('reject: by nobody who may', { approval: HERE.approval, ...HERE.place }, 'U0STRANGER'),
  modal('reject: named from another thread', { approval: HERE.approval, ...THERE.place }),
  modal('reject: an approval of another thread', { approval: THERE.approval, ...HERE.place }),
  modal('reject: without a place', { approval: HERE.approval }),
  modal('reject: a pattern of keys', { approval: 'apr-*', ...HERE.place }),
  modal('reject: no JSON', '{"approval":'),
  modal('reject: a list', []),
];

function modal(name: string, metadata: unknown, user = 'U0NAMED01') {
  return {
    name,
    body: {
      type: 'view_submission',
      user: { id: user, team_id: 'T0ACME0001' },
      view: {
        id: `V-${name}`,
        type: 'modal',
        callback_id: 'reject-reason',
        private_metadata: typeof metadata === 'string' ? metadata : JSON.stringify(metadata),
        state: { values: { why: { text: { value: 'because' } } } },
      },
    },
  };
}
