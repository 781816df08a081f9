/** A room that only writes down what a handler does in it. */
import explain from '../../commands/explain.ts';
import help from '../../commands/help.ts';
import status from '../../commands/status.ts';
import whyPullFails from '../../commands/why-pull-fails.ts';
import type { HeardMessage } from '../../src/engine/alerts/heard-message.ts';
import type { Place } from '../../src/engine/incident.ts';
import type { Question } from '../../src/engine/question.ts';
import type { Pressed } from '../../src/slack/buttons.ts';
import type { Dropped, Taken } from '../../src/slack/dropped-file.ts';
import type { FixAnswered, Modal, Requested, Restarted, Room, Sender } from '../../src/slack/handler.ts';

export interface TestRoom extends Room {
  readonly asked: { readonly question: Question; readonly place: Place }[];
  /** The `text` of what was said to the sender, and all of it. */
  readonly said: string[];
  readonly shown: string[];
  readonly restarts: Pressed[];
  /** What was asked of fixes: the verb and what it was about. */
  readonly fixes: (readonly [verb: string, ...of: string[]])[];
  readonly modals: Modal[];
  readonly heard: HeardMessage[];
}

export function testRoom(
  of: {
    sender?: Partial<Sender>;
    restarted?: Restarted;
    /** Whether the trouble is still known. */
    known?: boolean;
    root?: unknown;
    requested?: Requested;
    fixed?: FixAnswered;
    dropped?: Dropped;
    taken?: Taken;
    /** What stands where, by ts. */
    messages?: Readonly<Record<string, unknown>>;
  } = {},
): TestRoom {
  const restart = async (button: Pressed): Promise<Restarted> => {
    room.restarts.push(button);
    return of.restarted ?? 'started';
  };
  const room: TestRoom = {
    sender: { user: 'U1', channel: 'C1', thread: null, ...of.sender },
    known: { clusters: ['prod'], registries: [], commands: [help, status, whyPullFails, explain] },
    botUser: 'UBOT',
    ourselves: { botUser: 'UBOT', botId: 'BBOT' },
    heard: [],
    takeAlerts: async (heard) => void room.heard.push(heard),
    asked: [],
    said: [],
    shown: [],
    restarts: [],
    ask: async (question, place) => void room.asked.push({ question, place }),
    runAgain: restart,
    choose: restart,
    whyGroup: restart,
    lookLive: restart,
    showHome: async (user, messages) => void room.fixes.push(['showHome', user, messages]),
    judge: async (button, says) => {
      room.fixes.push(['judge', button.incident, says]);
      return of.known === false ? null : { cause: 'Tag not found' };
    },
    openTrouble: async (trouble) => {
      room.fixes.push(['openTrouble', trouble]);
      return of.known ?? true;
    },
    fixes: [],
    modals: [],
    async act(action) {
      room.fixes.push(['act', JSON.stringify(action)]);
      return { kind: 'note', says: 'Done.', lines: [] };
    },
    async requestFix({ incident, run, option }) {
      room.fixes.push(['request', `${incident}.${run}.${option}`]);
      return of.requested ?? 'planning';
    },
    async requestUndo(approval) {
      room.fixes.push(['undo', approval]);
      return of.requested ?? 'planning';
    },
    async approveFix(approval) {
      room.fixes.push(['approve', approval]);
      return of.fixed ?? { ended: 'counted', missing: 0 };
    },
    async rejectFix(approval, why) {
      room.fixes.push(['reject', approval, why]);
      return of.fixed ?? { ended: 'counted', missing: 0 };
    },
    openModal: async (_, view) => void room.modals.push(view),
    seeFile: async () => of.dropped ?? { is: 'hidden', says: 'file_not_found' },
    takeFile: async () => of.taken ?? { is: 'taken', id: 'f-1' },
    messageAt: async (_, ts) => of.messages?.[ts] ?? null,
    threadRoot: async () => of.root ?? null,
    async reply(message) {
      room.said.push(message.text);
      room.shown.push(JSON.stringify(message.blocks));
    },
  };
  return room;
}
