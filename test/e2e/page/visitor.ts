/** A person in front of the page: a headless Chromium, driven by what the page shows. */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';

const ARTEFACTS = fileURLToPath(new URL('../../artefacts/', import.meta.url));
const TRIES = 4;
const ANSWER_MS = 30_000;
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface Visitor {
  readonly page: Page;
  readonly thread: Locator;
  /** What the page complained of: uncaught errors and failed scripts. */
  readonly troubles: readonly string[];
  /** Types into the composer of the channel, or of the open thread, and sends it. */
  say(text: string, where?: 'channel' | 'thread'): Promise<void>;
  /**
   * Types this into the composer until an answer stands where it is told: on a machine that does much else an answer
   * may come with what could not be looked at in its seconds, and a person asks again.
   */
  sayUntil(text: string, told: Locator): Promise<void>;
  goTo(channel: string): Promise<void>;
  /** Opens the thread under the message that says this. */
  openThread(text: string): Promise<void>;
  /** Keeps a picture as a build artefact. */
  picture(name: string): Promise<void>;
  leave(): Promise<void>;
}

export async function visit(url: string, executablePath: string): Promise<Visitor> {
  mkdirSync(ARTEFACTS, { recursive: true });
  const browser: Browser = await chromium.launch({ executablePath, args: ARGS });
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, colorScheme: 'light' });
  page.setDefaultTimeout(90_000);
  const troubles: string[] = [];
  page.on('pageerror', (error) => troubles.push(String(error)));
  await page.goto(url);
  const channel = page.locator('main.pane');
  const thread = page.locator('.side.thread');
  await channel.getByRole('textbox').waitFor();
  const say: Visitor['say'] = async (text, where = 'channel') => {
    const field = (where === 'thread' ? thread : channel).getByRole('textbox');
    await field.fill(text);
    await field.press('Escape');
    await field.press('Enter');
  };
  return {
    page,
    thread,
    troubles,
    say,
    sayUntil: async (text, told) => {
      for (let tries = 1; tries <= TRIES; tries += 1) {
        await say(text);
        const isTold = await told.waitFor({ timeout: ANSWER_MS }).then(
          () => true,
          () => false,
        );
        if (isTold) return;
      }
      throw new Error(`${text}: ${told} is not told after ${TRIES} times ${ANSWER_MS / 1_000} s`);
    },
    goTo: (name) => page.getByRole('navigation').getByRole('button', { name, exact: false }).first().click(),
    openThread: async (text) => {
      const message = channel.locator('.message', { hasText: text }).last();
      await message.locator('.replies').click();
      await thread.waitFor();
    },
    picture: async (name) => {
      await page.mouse.move(0, 0);
      await page.screenshot({ path: `${ARTEFACTS}${name}.png`, animations: 'disabled' });
    },
    leave: () => browser.close(),
  };
}
