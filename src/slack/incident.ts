/** The messages of one incident, from its record alone: the same record always gives the same messages. */
import type { Titles } from '../engine/check-titles.ts';
import type { Incident } from '../engine/incident.ts';
import { offersIn } from '../engine/offers.ts';
import type { Reply } from '../engine/reply.ts';
import { masked } from '../engine/text/masked.ts';
import type { Trouble } from '../engine/trouble.ts';
import type { Language, Words } from '../engine/words.ts';
import { actions, context, LIMITS, type SlackMessage, section } from './blocks.ts';
import { bundleHeadline, bundleMessage } from './bundle.ts';
import { feedbackButtons, lookLiveButton, runAgainButton } from './buttons.ts';
import { jobsHeadline, jobsMessage } from './jobs.ts';
import { bold, fromMarkdown, person, plainFromMarkdown } from './mrkdwn.ts';
import { type FixesAllowed, shownOffers } from './offers.ts';
import { offlineHeadline, offlineMessage } from './offline.ts';
import { progressMessage } from './progress.ts';
import { questionTitle } from './question.ts';
import { choiceMessage, helpMessage, refusalMessage } from './replies.ts';
import { scanHeadline, scanMessage } from './scan-logs.ts';
import { statusMessage } from './status.ts';
import { storageHeadline, storageMessage } from './storage.ts';
import { sweepHeadline, sweepMessage } from './sweep.ts';
import { toldMessage } from './told.ts';
import { troubleAffected, troubleHead } from './trouble.ts';
import { verdictMessage } from './verdict.ts';

export interface Viewed {
  readonly titles: Titles;
  readonly now: Date;
  readonly language: Language;
  /** What fixes are allowed here; absent: none is. */
  readonly fixes?: FixesAllowed;
  /** The trouble that is told here. */
  readonly trouble?: Trouble;
}

const NO_FIXES: FixesAllowed = { enabled: new Set(), freezes: [] };

const words: Words<{
  askedBy(user: string): string;
  readonly inThread: Readonly<Record<Reply['kind'], string>>;
}> = {
  en: {
    askedBy: (user) => `asked by ${person(user)}`,
    inThread: {
      verdict: 'evidence and what to do in the thread',
      choice: 'choose in the thread',
      status: 'details in the thread',
      sweep: 'causes in the thread',
      jobs: 'details in the thread',
      storage: 'projects, collections and damage in the thread',
      'scan-logs': 'causes in the thread',
      bundle: 'the archive in the thread',
      offline: 'what it says in the thread',
      refusal: 'details in the thread',
      help: 'details in the thread',
      note: 'details in the thread',
    },
  },
};

/** The message in the channel under which the thread hangs: the question, then the answer in one line. */
export function rootMessage(incident: Incident, { language, trouble }: Viewed): SlackMessage {
  if (trouble) return troubleRoot(incident, trouble, language);
  const say = words[language];
  const asked = say.askedBy(incident.askedBy);
  const { state } = incident;
  const title = questionTitle(incident.question, language);
  if (state.is !== 'answered')
    return {
      text: plainFromMarkdown(title),
      blocks: [section(bold(fromMarkdown(title, 800))), context(asked)],
    };
  const headline = headlineOf(state.reply, title);
  return {
    text: plainFromMarkdown(headline, 500),
    blocks: [
      section(bold(fromMarkdown(headline, 400))),
      context(`${fromMarkdown(title, 500)} · ${asked} · ${say.inThread[state.reply.kind]}`),
    ],
  };
}

/** Nobody asked: what was told, in one line, and its state. */
function troubleRoot({ state, question }: Incident, trouble: Trouble, language: Language): SlackMessage {
  const title = questionTitle(question, language);
  const headline = state.is === 'answered' ? headlineOf(state.reply, title) : trouble.title;
  return {
    text: plainFromMarkdown(headline, 500),
    blocks: [
      section(bold(fromMarkdown(headline, 400))),
      ...troubleHead(trouble, language),
      context(words[language].inThread.verdict),
    ],
  };
}

/** The one message that is edited from progress to answer. */
export function answerMessage(incident: Incident, viewed: Viewed): SlackMessage {
  const { state, id, run } = incident;
  if (state.is !== 'answered') return progressMessage(incident, viewed.now, viewed.language);
  const message = replyMessage(state.reply, incident, viewed);
  const looks = state.reply.kind === 'verdict' ? (state.reply.look ?? []) : [];
  const live = looks.map(({ label }, at) => lookLiveButton(id, run, at, label));
  const fixes = shownOffers(offersIn(state.reply), { incident: id, run }, viewed.fixes ?? NO_FIXES);
  const judged = state.reply.kind === 'verdict' && state.reply.verdict.cause !== null;
  const feedback = judged ? feedbackButtons(id, run) : [];
  const all = [...fixes.buttons, ...live, runAgainButton(id, run), ...feedback];
  const below = [...fixes.blocks, ...(state.reply.kind === 'choice' ? [] : [actions(all)])];
  const { trouble, language } = viewed;
  // Where the thread has a headline of its own, the state stands there.
  const head = trouble && incident.place.thread !== null ? troubleHead(trouble, language) : [];
  const suffer = trouble ? troubleAffected(trouble, language) : [];
  const room = LIMITS.blocks - below.length - head.length - suffer.length;
  const [headline, ...rest] = message.blocks.slice(0, room);
  const first = headline === undefined ? [] : [headline];
  // The answer in the first line; once it is over, that it is.
  const top = trouble?.state === 'resolved' ? [...head, ...first] : [...first, ...head];
  return { text: message.text, blocks: [...top, ...rest, ...suffer, ...below] };
}

function replyMessage(reply: Reply, incident: Incident, { titles, language }: Viewed): SlackMessage {
  switch (reply.kind) {
    case 'verdict':
      return verdictMessage(reply.verdict, titles, language);
    case 'status':
      return statusMessage(reply.report, language);
    case 'sweep':
      return sweepMessage(reply.report, { incident: incident.id, run: incident.run }, language);
    case 'jobs':
      return jobsMessage(reply.report, language);
    case 'storage':
      return storageMessage(reply.report, language);
    case 'scan-logs':
      return scanMessage(reply.report, language);
    case 'bundle':
      return bundleMessage(reply.report, language);
    case 'offline':
      return offlineMessage(reply.report, language);
    case 'choice':
      return choiceMessage(reply, { incident: incident.id, run: incident.run }, language);
    case 'refusal':
      return refusalMessage(reply, incident.requestId, language);
    case 'help':
      return helpMessage(reply.topics, language);
    case 'note':
      return toldMessage(reply);
  }
}

function headlineOf(reply: Reply, title: string): string {
  if (reply.kind === 'verdict') return reply.verdict.headline;
  if (reply.kind === 'sweep') return sweepHeadline(reply.report);
  if (reply.kind === 'jobs') return jobsHeadline(reply.report);
  if (reply.kind === 'storage') return storageHeadline(reply.report);
  if (reply.kind === 'scan-logs') return scanHeadline(reply.report);
  if (reply.kind === 'bundle') return bundleHeadline(reply.report);
  if (reply.kind === 'offline') return offlineHeadline(reply.report);
  return 'says' in reply ? reply.says : title;
}

/** Text of ours to one person, with no incident behind it. */
export function noteMessage(markdown: string): SlackMessage {
  return { text: plainFromMarkdown(markdown, 600), blocks: [section(fromMarkdown(markdown, 2_500))] };
}

/** An answer that needs no work: help, for the most part. */
export function introMessage(reply: Reply, language: Language = 'en'): SlackMessage {
  if (reply.kind === 'help') return helpMessage(reply.topics, language);
  if (reply.kind === 'status') return statusMessage(reply.report, language);
  if (reply.kind === 'verdict') return verdictMessage(reply.verdict, new Map(), language);
  if (reply.kind === 'refusal') return refusalMessage(reply, '', language);
  if (reply.kind === 'sweep') return sweepMessage(reply.report, null, language);
  if (reply.kind === 'jobs') return jobsMessage(reply.report, language);
  if (reply.kind === 'storage') return storageMessage(reply.report, language);
  if (reply.kind === 'scan-logs') return scanMessage(reply.report, language);
  if (reply.kind === 'bundle') return bundleMessage(reply.report, language);
  if (reply.kind === 'offline') return offlineMessage(reply.report, language);
  if (reply.kind === 'note') return toldMessage(reply);
  return noteMessage(reply.says);
}

/** What was typed cannot be read: what is wrong with it, and what to type instead; without passwords typed along. */
export function usageMessage(
  says: string,
  tries: readonly string[],
  language: Language = 'en',
): SlackMessage {
  // Piece by piece, so that what is hidden ends where its code span ends.
  const shown = { says: says.split('`').map(masked).join('`'), tries: tries.map(masked) };
  return refusalMessage({ kind: 'refusal', why: 'usage', ...shown }, '', language);
}
