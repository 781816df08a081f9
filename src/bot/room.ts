/** What one delivery's handler may do, over the store and the queues. */

import type { KnownNames } from '../engine/command.ts';
import type { FileShelf } from '../engine/files.ts';
import type { Incident, Place } from '../engine/incident.ts';
import type { Question } from '../engine/question.ts';
import type { SlackDesk } from '../jobs/deliver/desk.ts';
import { postOnce } from '../jobs/deliver/post-once.ts';
import type { Queues } from '../jobs/queues.ts';
import type { Logger } from '../log.ts';
import type { Pressed } from '../slack/buttons.ts';
import type { Modal, Restarted, Room } from '../slack/handler.ts';
import type { IncidentStore } from '../store/incidents.ts';
import type { PostStore } from '../store/posts.ts';
import type { TroubleStore } from '../store/troubles.ts';
import { actOn } from './act-here.ts';
import { approveFix, rejectFix } from './answer-fix.ts';
import { type ChannelAlerts, takeFromChannel } from './channel-alerts.ts';
import type { Received } from './delivery.ts';
import { seeDropped, takeDropped } from './dropped-files.ts';
import { type FixParts, requestFix, requestUndo } from './fixes.ts';
import { type HomeSource, showHome } from './home.ts';
import { type FeedbackParts, judgeCause } from './judge-cause.ts';
import { namedBy } from './named-by.ts';

export interface RoomParts extends FixParts, FeedbackParts, HomeSource {
  readonly known: KnownNames;
  readonly botUser: string;
  readonly botId: string | null;
  readonly alerts: ChannelAlerts;
  readonly incidents: IncidentStore;
  readonly troubles: TroubleStore;
  readonly posts: PostStore;
  readonly files: FileShelf;
  readonly queues: Queues;
  readonly desk: SlackDesk;
  openModal(trigger: string, view: Modal): Promise<void>;
  /** This delivery is not done: it is to be taken up again from where it was stored. */
  leave(key: string): void;
  readonly log: Logger;
}

export function roomFor(received: Received, parts: RoomParts): Room {
  const { sender, answerUrl } = received;
  return {
    sender,
    known: parts.known,
    botUser: parts.botUser,
    ourselves: { botUser: parts.botUser, botId: parts.botId },
    ask: (question, place) => ask(question, place, received, parts),
    runAgain: (button) => restart(button, again, received, parts),
    choose: (button) => restart(button, chosen, received, parts),
    whyGroup: (button) => askWhyGroup(button, received, parts),
    lookLive: (button) => lookLive(button, received, parts),
    showHome: (user, messages) => showHome(user, messages, { ...parts, permalink: parts.desk.permalink }),
    judge: (button, says) => judgeCause(button, says, received, parts),
    openTrouble: (trouble) => openTrouble(trouble, received, parts),
    requestFix: (button) => requestFix(button, received, parts),
    requestUndo: (approval) => requestUndo(approval, received, parts),
    takeAlerts: (heard) => takeFromChannel(heard, received, parts.alerts),
    act: (action) => actOn(action, received, parts),
    approveFix: (approval) => approveFix(approval, received, parts),
    rejectFix: (approval, why) => rejectFix(approval, why, received, parts),
    openModal: (trigger, view) => parts.openModal(trigger, view),
    threadRoot: async () =>
      sender.thread === null ? null : await parts.desk.read(sender.channel, sender.thread),
    seeFile: (id) => seeDropped(id, sender.channel, parts.desk),
    takeFile: (file) => takeDropped(file, parts.desk, parts.files),
    messageAt: (channel, ts) => parts.desk.read(channel, ts),
    async reply(message, thread) {
      if (answerUrl !== null) {
        const answered = await parts.desk.answer(answerUrl, message, sender.thread);
        if (answered.ended !== 'answered')
          parts.log.warn({ says: answered.says }, 'answer to one person failed');
        return;
      }
      const spot = { channel: sender.channel, thread: thread ?? received.replyThread };
      await postOnce({ incident: received.incidentId, slot: 'reply', spot, message }, parts);
    },
  };
}

/** The id comes from the delivery: a second delivery of the same finds the same incident. */
async function ask(question: Question, place: Place, received: Received, parts: RoomParts): Promise<void> {
  const now = new Date().toISOString();
  const incident: Incident = {
    id: received.incidentId,
    requestId: received.requestId,
    createdAt: now,
    askedBy: received.sender.user,
    place,
    question,
    run: 1,
    runAt: now,
    message: 1,
    state: { is: 'waiting' },
  };
  const [opened] = await Promise.all([
    parts.incidents.open(incident),
    keepAnswerUrl(incident, received, parts),
  ]);
  parts.log.info({ incident: incident.id, opened, question, user: received.sender.user }, 'asked');
  await start(incident, parts);
}

/** Before anything may be answered. */
async function keepAnswerUrl(
  { id }: Incident,
  { answerUrl }: Received,
  { incidents }: RoomParts,
): Promise<void> {
  if (answerUrl !== null) await incidents.keepAnswerUrl(id, answerUrl);
}

async function start(incident: Incident, { queues }: RoomParts): Promise<void> {
  const { id, requestId } = incident;
  await Promise.all([
    queues.diagnose(incident),
    queues.deliver({ incident: id, requestId }),
    queues.watch(incident),
  ]);
}

/** A question of its own, in the thread of the sweep that found the group. */
async function askWhyGroup(button: Pressed, received: Received, parts: RoomParts): Promise<Restarted> {
  const swept = await namedBy(button, received, parts.incidents);
  const reply = swept?.state.is === 'answered' ? swept.state.reply : null;
  if (!swept || reply?.kind !== 'sweep') return swept ? 'running' : 'gone';
  const specimen = reply.report.groups[button.option]?.specimen;
  // Groups of another run have other numbers.
  if (!specimen || swept.run !== button.run) return 'over';
  const { cluster, namespace, pod } = specimen;
  const { channel, thread } = received.sender;
  await ask(
    { kind: 'pull', cluster, namespace, workload: 'pod', what: pod },
    { channel, thread },
    received,
    parts,
  );
  return 'started';
}

async function openTrouble(id: string, { requestId }: Received, parts: RoomParts): Promise<boolean> {
  const opened = await parts.troubles.change(id, (trouble) =>
    trouble.summed ? { ...trouble, summed: { ...trouble.summed, opened: true } } : null,
  );
  const trouble = opened ?? (await parts.troubles.read(id));
  if (!trouble) return false;
  // Also when it has its thread: whoever opened it may have died before this line.
  await parts.queues.deliver({ incident: trouble.incident, requestId });
  return true;
}

/** What an explained text names, asked about in the text's own thread. */
async function lookLive(button: Pressed, received: Received, parts: RoomParts): Promise<Restarted> {
  const explained = await namedBy(button, received, parts.incidents);
  const reply = explained?.state.is === 'answered' ? explained.state.reply : null;
  if (!explained || reply?.kind !== 'verdict') return explained ? 'running' : 'gone';
  const question = reply.look?.[button.option]?.question;
  if (!question || explained.run !== button.run) return 'over';
  const { channel, thread } = received.sender;
  await ask(question, { channel, thread }, received, parts);
  return 'started';
}

type Restart = (incident: Incident, pressed: Pressed) => Incident | null;

/** A question asked in the channel keeps its one message; in a thread each answer stays where it was. */
const again: Restart = (incident) =>
  incident.state.is !== 'answered'
    ? null
    : nextRun(incident, {
        message: incident.question.kind === 'status' ? incident.message : incident.message + 1,
      });

const chosen: Restart = (incident, { run, option }) => {
  const { state } = incident;
  if (incident.run !== run || state.is !== 'answered' || state.reply.kind !== 'choice') return null;
  const picked = state.reply.options[option];
  return picked === undefined ? null : nextRun(incident, { question: picked.question });
};

function nextRun(incident: Incident, change: Partial<Pick<Incident, 'question' | 'message'>>): Incident {
  const runAt = new Date().toISOString();
  return { ...incident, ...change, run: incident.run + 1, runAt, state: { is: 'waiting' } };
}

async function restart(
  button: Pressed,
  how: Restart,
  received: Received,
  parts: RoomParts,
): Promise<Restarted> {
  if ((await namedBy(button, received, parts.incidents)) === null) return 'gone';
  const restarted = await parts.incidents.change(button.incident, (incident) => how(incident, button));
  const incident = restarted ?? (await parts.incidents.read(button.incident));
  if (incident === null) return 'gone';
  if (incident.state.is === 'answered') return 'over';
  // Also when it runs already: whoever restarted it may have died before the job was queued. Twice is once.
  await keepAnswerUrl(incident, received, parts);
  await start(incident, parts);
  parts.log.info({ incident: incident.id, run: incident.run, user: received.sender.user }, 'asked again');
  return restarted === null ? 'running' : 'started';
}
