/** When the bot can take what Slack delivers. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Bot } from './bot.ts';
import { DemoFailed } from './failed.ts';
import { words } from './words.ts';

const EVERY_MS = 100;
const AT_MOST_MS = 30_000;

/** Resolves when `/readyz` answers 200. Throws DemoFailed when it ends or stays silent. */
export async function botIsReady(bot: Bot, port: number): Promise<void> {
  const state: { ended?: number | null } = {};
  void bot.ended.then((code) => {
    state.ended = code;
  });
  const until = Date.now() + AT_MOST_MS;
  while (Date.now() < until) {
    if (state.ended !== undefined) throw new DemoFailed(words.en.botEnded(state.ended, bot.log));
    if (await answers(`http://127.0.0.1:${port}/readyz`)) return;
    await wait(EVERY_MS);
  }
  throw new DemoFailed(words.en.botSilent(AT_MOST_MS / 1000, bot.log));
}

async function answers(url: string): Promise<boolean> {
  return fetch(url, { signal: AbortSignal.timeout(2_000) }).then(
    ({ ok }) => ok,
    () => false,
  );
}
