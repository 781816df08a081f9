/** A room that only writes down what a handler does in it. */
import explain from '../../commands/explain.ts';
import help from '../../commands/help.ts';
import status from '../../commands/status.ts';
import whyPullFails from '../../commands/why-pull-fails.ts';
import type { Place } from '../../src/engine/incident.ts';
import type { Question } from '../../src/engine/question.ts';
import type { Pressed } from '../../src/slack/buttons.ts';
import type { Restarted, Room, Sender } from '../../src/slack/handler.ts';

export interface TestRoom extends Room {
  readonly asked: { readonly question: Question; readonly place: Place }[];
  /** The `text` of what was said to the sender, and all of it. */
  readonly said: string[];
  readonly shown: string[];
  readonly restarts: Pressed[];
}

export function testRoom(
  of: { sender?: Partial<Sender>; restarted?: Restarted; root?: unknown } = {},
): TestRoom {
  const restart = async (button: Pressed): Promise<Restarted> => {
    room.restarts.push(button);
    return of.restarted ?? 'started';
  };
  const room: TestRoom = {
    sender: { user: 'U1', channel: 'C1', thread: null, ...of.sender },
    known: { clusters: ['prod'], registries: [], commands: [help, status, whyPullFails, explain] },
    botUser: 'UBOT',
    asked: [],
    said: [],
    shown: [],
    restarts: [],
    ask: async (question, place) => void room.asked.push({ question, place }),
    runAgain: restart,
    choose: restart,
    whyGroup: restart,
    lookLive: restart,
    threadRoot: async () => of.root ?? null,
    async reply(message) {
      room.said.push(message.text);
      room.shown.push(JSON.stringify(message.blocks));
    },
  };
  return room;
}
