/** What a file in handlers/ defines: one event, command or button, and what is done about it. */
import type { types } from '@slack/bolt';
import type { Action } from '../engine/action.ts';
import type { HeardMessage, Ourselves } from '../engine/alerts/heard-message.ts';
import type { Approval, Refused } from '../engine/approval.ts';
import type { ApproverRule } from '../engine/approvers.ts';
import type { KnownNames } from '../engine/command.ts';
import type { Freeze } from '../engine/freeze.ts';
import type { Place } from '../engine/incident.ts';
import type { Question } from '../engine/question.ts';
import type { Reply } from '../engine/reply.ts';
import type { SlackMessage } from './blocks.ts';
import type { Pressed } from './buttons.ts';
import type { Dropped, DroppedFile, Taken } from './dropped-file.ts';

export type Handler = {
  /** The file's name. */
  readonly id: string;
  /** Called after the delivery was stored and acknowledged. `body` is Slack's payload, to be parsed by zod. */
  handle(body: unknown, room: Room): Promise<void>;
  /** Whom our own failure is told; absent: the sender. */
  readonly failure?: 'log';
} & Trigger;

type Trigger =
  | { readonly on: 'command'; readonly command: string }
  | { readonly on: 'event'; readonly event: string }
  /** A message shortcut, by its callback id. */
  | { readonly on: 'shortcut'; readonly callback: string }
  | { readonly on: 'action'; readonly action: RegExp }
  /** A modal that was sent, by its callback id. */
  | { readonly on: 'view'; readonly callback: string };

/** Who sent a delivery, and from where. */
export interface Sender {
  readonly user: string;
  readonly channel: string;
  /** The thread it came from; null from the channel itself. */
  readonly thread: string | null;
}

/** What a handler may do about one delivery. Everything in it can be repeated without harm. */
export interface Room {
  readonly sender: Sender;
  readonly known: KnownNames;
  readonly botUser: string;
  readonly ourselves: Ourselves;
  /** Opens an incident: it is shown, and worked on. */
  ask(question: Question, place: Place): Promise<void>;
  /** Asks the same question again. */
  runAgain(pressed: Pressed): Promise<Restarted>;
  /** Takes one of the offered subjects. */
  choose(pressed: Pressed): Promise<Restarted>;
  /** Asks in the thread of a sweep about the pod that stands for one of its groups. */
  whyGroup(pressed: Pressed): Promise<Restarted>;
  /** Asks live about what an explained text names, in the same thread. */
  lookLive(pressed: Pressed): Promise<Restarted>;
  /** Makes this person's home anew. `messages`: the direct messages with the bot. */
  showHome(user: string, messages: string): Promise<void>;
  /** Keeps what the sender says of a verdict; null: it is not known any more. */
  judge(pressed: Pressed, says: 'right' | 'wrong'): Promise<{ readonly cause: string } | null>;
  /** Gives a trouble that is only summed up a thread of its own. False: its record has expired. */
  openTrouble(trouble: string): Promise<boolean>;
  /** Asks for the plan of a fix that an answer offers. Writes nothing. */
  requestFix(pressed: Pressed): Promise<Requested>;
  /** Asks for the plan that takes a done fix back. */
  requestUndo(approval: string): Promise<Requested>;
  /** Keeps what alerts in the sender's channel tell and has it looked at, if the channel wants it. */
  takeAlerts(heard: HeardMessage): Promise<void>;
  /** Does at once what a verb says: freezes, tells of fixes. */
  act(action: Action): Promise<Reply>;
  /** Says yes to a plan, or no. */
  approveFix(approval: string): Promise<FixAnswered>;
  rejectFix(approval: string, why: string): Promise<FixAnswered>;
  /** Opens a modal; the trigger is good for 3 s. */
  openModal(trigger: string, view: Modal): Promise<void>;
  /** The message above the sender's thread, as Slack tells it; null without a thread, or where it may not be read. */
  threadRoot(): Promise<unknown>;
  /** A file in the sender's channel. */
  seeFile(id: string): Promise<Dropped>;
  /** Takes a file's bytes to where a worker finds them. */
  takeFile(file: DroppedFile): Promise<Taken>;
  /** A message as Slack tells it; null where it may not be read. */
  messageAt(channel: string, ts: string): Promise<unknown>;
  /** Says something to the sender: alone where Slack allows it, else in the thread. */
  reply(message: SlackMessage, thread?: string): Promise<void>;
}

export type Modal = types.ModalView;

/**
 * `planning`: a worker makes the plan. `asked-already`: a plan of the same fix waits in the thread. `over`: it is not
 * offered any more. `gone`: its record has expired.
 */
export type Requested = 'planning' | 'asked-already' | 'gone' | 'over' | 'not-enabled' | 'taken-back';

export type FixAnswered =
  /** `missing`: how many more must say yes. */
  | { readonly ended: 'counted'; readonly missing: number }
  | { readonly ended: 'refused'; readonly code: Refused; readonly facts?: RefusalFacts };

/** What the words of a refusal need beside its code. */
export interface RefusalFacts {
  readonly approval: Approval;
  readonly rules: readonly ApproverRule[];
  readonly freeze: Freeze | null;
  /** The fix that is at work on the same object. */
  readonly other: Approval | null;
}

/** `running`: it is being answered already. `over`: the choice was made. `gone`: its record has expired. */
export type Restarted = 'started' | 'running' | 'over' | 'gone';
