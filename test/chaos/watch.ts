/** What is in Slack, followed by its stream: asking for all of it again and again would be most of what is going on. */
import { z } from 'zod';
import type { Message } from './person.ts';

export interface Watched {
  messages(): Promise<readonly Message[]>;
  /** The first change from now on that `holds`, as soon as Slack tells it; null when none came within so many milliseconds. */
  next(holds: (message: Message) => boolean, withinMs: number): Promise<Message | null>;
  stop(): void;
}

const Shown = z
  .looseObject({ ts: z.string(), channel: z.string(), text: z.string() })
  .transform((message) => message as unknown as Message);
const Change = z.object({ kind: z.string(), message: Shown.optional() });
const State = z.object({ messages: z.array(Shown) });
/** Of messages that everybody sees. */
const KEPT: ReadonlySet<string> = new Set(['posted', 'updated', 'reacted']);

export async function watchSlack(slack: URL): Promise<Watched> {
  const kept = new Map<string, Message>();
  const stopping = new AbortController();
  const waiting = new Set<(message: Message) => void>();
  let broken: Error | null = null;
  const keyOf = ({ channel, ts }: Message): string => `${channel} ${ts}`;
  const take = (line: string): void => {
    if (!line.startsWith('data: ')) return;
    const { kind, message } = Change.parse(JSON.parse(line.slice('data: '.length)));
    if (!message) return;
    if (KEPT.has(kind)) {
      kept.set(keyOf(message), message);
      for (const wait of waiting) wait(message);
    }
    if (kind === 'deleted') kept.delete(keyOf(message));
  };
  const stream = await fetch(new URL('/sandbox/stream', slack), { signal: stopping.signal });
  const state = await (await fetch(new URL('/sandbox/state', slack))).json();
  for (const message of State.parse(state).messages) kept.set(keyOf(message), message);
  void follow(stream, take).catch((error: unknown) => {
    if (!stopping.signal.aborted) broken = new Error('The stream of Slack broke', { cause: error });
  });
  return {
    async messages() {
      if (broken) throw broken;
      return [...kept.values()].toSorted((a, b) => Number(a.ts) - Number(b.ts));
    },
    next(holds, withinMs) {
      const { promise, resolve } = Promise.withResolvers<Message | null>();
      const wait = (message: Message): void => {
        if (holds(message)) resolve(message);
      };
      waiting.add(wait);
      const timer = setTimeout(resolve, withinMs, null);
      return promise.finally(() => {
        waiting.delete(wait);
        clearTimeout(timer);
      });
    },
    stop: () => stopping.abort(),
  };
}

async function follow(stream: Response, take: (line: string) => void): Promise<void> {
  let rest = '';
  for await (const chunk of (stream.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream())) {
    const lines = `${rest}${chunk}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) take(line);
  }
  throw new Error('it ended');
}
