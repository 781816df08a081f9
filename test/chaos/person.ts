/** People in Slack who ask, press and press again until somebody takes it. */
import { setTimeout as pause } from 'node:timers/promises';

export interface Message {
  readonly ts: string;
  readonly thread_ts?: string;
  readonly channel: string;
  readonly text: string;
  readonly blocks?: unknown;
}

export interface People {
  /** Asks, and asks again when nothing about it came within 8 s: with Redis away the bot says so to the person alone. */
  ask(text: string, channel: string, about: string): Promise<void>;
  /**
   * Presses the first button of this action in a message that speaks of `about`, waiting until there is one;
   * again when nothing came of it within 8 s: with Redis away the bot says so and asks to try again. `instead`: the
   * button of an answer that has not this one, as `run-again` where something could not be looked at; pressed after
   * 8 s without. Resolves with how often that was.
   */
  press(
    user: string,
    action: string,
    about: string,
    took: (all: readonly Message[]) => boolean,
    instead?: string,
  ): Promise<number>;
  /** Everything that is in Slack. */
  messages(): Promise<readonly Message[]>;
}

const EVERY_MS = 150;
const AGAIN_MS = 8_000;

/** People where nothing goes away: they ask once and press once, however slow the machine is. */
export function calmPeopleOf(slack: URL, patienceMs: number): People {
  return peopleOf(slack, patienceMs, undefined, Number.POSITIVE_INFINITY);
}

/**
 * `patienceMs`: after it, what a person waits for counts as lost. `see`: absent, all of Slack is asked for each
 * time. `againMs`: after it, they ask or press again.
 */
export function peopleOf(
  slack: URL,
  patienceMs: number,
  see?: People['messages'],
  againMs: number = AGAIN_MS,
): People {
  const post = async (path: string, body: unknown): Promise<{ readonly ok?: boolean }> => {
    const response = await fetch(new URL(path, slack), { method: 'POST', body: JSON.stringify(body) });
    return (await response.json()) as { readonly ok?: boolean };
  };
  const all = async (): Promise<readonly Message[]> => {
    const state = (await (await fetch(new URL('/sandbox/state', slack))).json()) as {
      readonly messages: readonly Message[];
    };
    return state.messages;
  };
  const messages = see ?? all;
  const send = async (user: string, { message: { channel, ts }, action }: Button): Promise<boolean> =>
    (await post('/sandbox/action', { user, channel, message_ts: ts, action_id: action })).ok === true;
  return {
    messages,
    async ask(text, channel, about) {
      let askedAt = Number.NEGATIVE_INFINITY;
      await until(patienceMs, `asking ${text}`, async () => {
        if ((await messages()).some((one) => whole(one).includes(about))) return true;
        if (Date.now() - askedAt < againMs) return false;
        const told = await post('/sandbox/command', { user: 'rosa', channel, text: `/registry ${text}` });
        if (told.ok === true) askedAt = Date.now();
        return false;
      });
    },
    async press(user, action, about, took, instead) {
      let pressedAt = Number.NEGATIVE_INFINITY;
      const lookedSince = Date.now();
      let others = 0;
      await until(patienceMs, `${action} of ${about}`, async () => {
        const all = await messages();
        if (pressedAt > 0 && took(all)) return true;
        if (Date.now() - pressedAt < againMs) return false;
        const mine = find(all, action, about);
        const isLong = Date.now() - lookedSince >= againMs;
        const other = instead !== undefined && isLong ? find(all, instead, about) : null;
        const button = mine ?? other;
        // Not taken: the bot was away. A person presses again.
        if (!button || !(await send(user, button))) return false;
        pressedAt = Date.now();
        if (!mine) others += 1;
        return false;
      });
      return others;
    },
  };
}

/** Whether a message about this shows this button. */
export function shows(all: readonly Message[], action: string, about: string): boolean {
  return find(all, action, about) !== null;
}

interface Button {
  readonly message: Message;
  readonly action: string;
}

/** In the newest message about it that has one. */
function find(all: readonly Message[], action: string, about: string): Button | null {
  const message = all.findLast((one) => whole(one).includes(about) && actionIn(one.blocks, action) !== null);
  const id = message ? actionIn(message.blocks, action) : null;
  return message && id !== null ? { message, action: id } : null;
}

const written = new WeakMap<Message, string>();

/** All of a message as text; each is looked at again and again. */
function whole(message: Message): string {
  const known = written.get(message) ?? JSON.stringify(message);
  written.set(message, known);
  return known;
}

/** The id of the first button whose action begins so. */
function actionIn(blocks: unknown, action: string): string | null {
  return new RegExp(`"action_id":"(${action}[^"]*)"`).exec(JSON.stringify(blocks ?? []))?.[1] ?? null;
}

export async function until(ms: number, what: string, done: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + ms;
  for (;;) {
    if (await done().catch(() => false)) return;
    if (Date.now() > end) throw new Error(`${what}: not within ${ms / 1000} s`);
    await pause(EVERY_MS);
  }
}
