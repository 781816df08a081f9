/** Texts of the outside in every message, modal, home and screen: none of them pings, links, hides or fakes a line. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AuditRecord } from '../../src/engine/audit.ts';
import type { HealthSeen } from '../../src/engine/home.ts';
import type { Reply } from '../../src/engine/reply.ts';
import { Digest, Moment, Trouble } from '../../src/engine/trouble.ts';
import { act } from '../../src/jobs/act/act.ts';
import { createLogger } from '../../src/log.ts';
import { approvalEnd, approvalMessage } from '../../src/slack/approval.ts';
import { digestMessage } from '../../src/slack/digest.ts';
import { refusedMessage } from '../../src/slack/fix-words.ts';
import { homeView } from '../../src/slack/home.ts';
import { answerMessage, noteMessage, rootMessage, usageMessage } from '../../src/slack/incident.ts';
import { elsewhereMessage, healedMessage, mentionMessage, momentMessage } from '../../src/slack/trouble.ts';
import { ApprovalRecord } from '../../src/store/approval-record.ts';
import { IncidentRecord } from '../../src/store/incident-record.ts';
import { ReplyRecord } from '../../src/store/reply-record.ts';
import { renderReply } from '../../src/terminal/render.ts';
import { printable, visible } from '../../src/terminal/visible.ts';
import { asked, viewed } from '../slack/setup.ts';
import { hostile, hostileText } from './hostile.ts';
import { outcomes } from './outcomes.ts';
import { faultsOfJson, faultsOfSlack, faultsOfTerminal } from './shown.ts';

const table = outcomes('Markup and escape sequences of the outside', 'cases', 'obeyed');
const RUNS = 400;

/** Renders any number of records and says what of them was obeyed. */
function tried<T>(
  what: string,
  records: fc.Arbitrary<T>,
  faults: (one: T) => readonly string[],
  runs = RUNS,
): void {
  fc.assert(
    fc.property(records, (one) => {
      const found = faults(one);
      if (found.length > 0) throw new Error(found[0]);
    }),
    { numRuns: runs },
  );
  table.note(what, runs, 0);
}

const incidents = hostile(IncidentRecord);
const troubles = hostile(Trouble);
const approvals = hostile(ApprovalRecord);

/** Mentions in a note stand by design: who makes one takes them out of what systems said. */
const hasNote = (reply: Reply): boolean => reply.kind === 'note';

test('root messages, progress and answers of every kind', () => {
  const both = fc.tuple(incidents, fc.option(troubles, { nil: null }));
  tried('Slack: root messages and threads', both, ([incident, trouble]) => {
    const { state } = incident;
    if (state.is === 'answered' && hasNote(state.reply)) return [];
    const view = trouble ? { ...viewed, trouble } : viewed;
    return [
      ...faultsOfSlack(rootMessage(incident, view)),
      ...faultsOfSlack(answerMessage(incident, view)),
      ...faultsOfSlack(answerMessage({ ...asked, state }, view)),
    ];
  });
});

test('plans, their ends and refusals', () => {
  tried('Slack: plans and refusals', approvals, (approval) => [
    ...faultsOfSlack(approvalMessage(approval, [{ users: ['U1'], groups: [] }])),
    ...faultsOfSlack(approvalEnd(approval)),
    ...faultsOfSlack(
      refusedMessage({ code: 'failed', facts: { approval, rules: [], freeze: null, other: approval } }),
    ),
    ...faultsOfSlack(
      refusedMessage({ code: 'locked', facts: { approval, rules: [], freeze: null, other: approval } }),
    ),
  ]);
});

test('troubles, digests and their moments', () => {
  const all = fc.tuple(troubles, hostile(Digest), hostile(Moment));
  tried('Slack: troubles and digests', all, ([trouble, digest, moment]) => {
    const messages = [
      digestMessage(digest, [trouble, trouble]),
      momentMessage(moment, trouble, 'en'),
      mentionMessage({ ...trouble, mention: trouble.mention === null ? null : 'S0ONCALL01' }),
      healedMessage(trouble, 'en'),
      elsewhereMessage(trouble, 'https://acme.slack.com/archives/C1/p1', 'en'),
    ];
    return messages.flatMap(faultsOfSlack);
  });
});

test('the home', () => {
  const health = fc.array(
    fc.record({
      name: hostileText,
      host: hostileText,
      product: hostileText,
      health: fc.constantFrom('healthy', 'degraded', 'down', 'unknown'),
      trouble: fc.option(hostileText, { nil: null }),
    }),
    { maxLength: 3 },
  );
  const freeze = fc.record({ where: hostileText, by: hostileText, at: hostileText, why: hostileText });
  const seen = fc.record({
    troubles: fc.array(troubles, { maxLength: 3 }),
    approvals: fc.array(approvals, { maxLength: 3 }),
    freezes: fc.array(freeze, { maxLength: 2 }),
    registries: health,
    says: hostileText,
  });
  tried(
    'Slack: home',
    seen,
    ({ registries, says, ...rest }) => {
      const at = viewed.now.toISOString();
      const one = { at, what: 'failed', who: says, remediation: says, says } as unknown as AuditRecord;
      const told = { at, registries } as HealthSeen;
      return faultsOfSlack(
        homeView({ ...rest, now: viewed.now, links: new Map(), health: told, done: [one] }, 'D1'),
      );
    },
    150,
  );
});

test('notes and what is typed wrong', () => {
  tried('Slack: notes and usage', fc.tuple(hostileText, hostileText), ([says, other]) => [
    ...faultsOfSlack(noteMessage(says)),
    ...faultsOfSlack(usageMessage(says, [other])),
  ]);
});

test('the history of fixes names nobody whom a system named', async () => {
  await fc.assert(
    fc.asyncProperty(hostileText, async (says) => {
      const record = { at: viewed.now.toISOString(), what: 'failed', who: 'U1', remediation: null, says };
      const audit = { latest: async () => [record] };
      const actor = { user: 'U1', approver: 'no', key: 'k' } as const;
      const note = await act({ do: 'history', about: null }, actor, { audit } as never);
      const state = { is: 'answered', reply: note, at: viewed.now.toISOString() } as const;
      expect(faultsOfSlack(answerMessage({ ...asked, state }, viewed))).toEqual([]);
    }),
    { numRuns: RUNS },
  );
  table.note('Slack: history of fixes', RUNS, 0);
});

test('every reply in a terminal', () => {
  tried('terminal: replies', hostile(ReplyRecord), (reply) => faultsOfTerminal(renderReply(reply)));
  tried('terminal: complaints', hostileText, (text) =>
    faultsOfTerminal(visible(text)).filter((fault) => !fault.startsWith('a line')),
  );
});

test('JSON for programs and logs keep their value and move nothing', () => {
  tried('terminal: --json', hostile(ReplyRecord), (reply) => {
    const json = printable(JSON.stringify(reply));
    expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(reply)));
    return faultsOfJson(json);
  });
  tried('process logs', hostileText, (text) => {
    let written = '';
    const sink = {
      write(line: string) {
        written += line;
      },
    };
    createLogger('info', sink).info({ pod: text, err: new Error(text) }, text);
    return faultsOfJson(written);
  });
});
