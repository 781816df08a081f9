/** What Harbor looks like from the inside, in the page: a sick one, a stuck replication, storage as a chart, logs. */
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeWith } from '../setup/part.ts';
import { type Demo, startDemo } from './page/demo.ts';
import { type Visitor, visit } from './page/visitor.ts';

/** Long enough for a second look at job queues, milliseconds. */
const ANSWER_MS = 15_000;

describeWith('chromium', 'Harbor from the inside, in the page', (chromium) => {
  let demo: Demo;
  let visitor: Visitor;

  beforeAll(async () => {
    demo = await startDemo();
    visitor = await visit(demo.url, chromium);
    await visitor.page.setViewportSize({ width: 1440, height: 1080 });
  });
  afterAll(async () => {
    await visitor?.leave();
    if (demo?.process.exitCode !== null) return;
    demo.process.kill('SIGTERM');
    await once(demo.process, 'exit');
  });

  async function turn(what: 'break' | 'heal', ...ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      const body = JSON.stringify({ id });
      const response = await fetch(`${demo.url}sandbox/${what}`, { method: 'POST', body });
      if (!response.ok) throw new Error(`${what} ${id}: ${await response.text()}`);
    }
  }

  /** Asks in the channel and waits for the answer, in its thread where it has one; shown from its beginning. */
  async function read(command: string, says: RegExp): Promise<string> {
    const { page, thread } = visitor;
    const shut = page.getByRole('button', { name: 'Close thread' });
    if (await shut.isVisible()) await shut.click();
    const message = page.locator('main .message', { hasText: says }).last();
    // On a machine that does much else an answer may come with what could not be looked at in time.
    for (let asked = 0; asked < 3 && !(await message.isVisible()); asked += 1) {
      await visitor.say(command);
      await message.waitFor({ timeout: ANSWER_MS }).catch(() => {});
    }
    expect(await message.isVisible()).toBe(true);
    const replies = message.locator('.replies');
    if ((await replies.count()) === 0) {
      await message.evaluate((element) => element.scrollIntoView({ block: 'start' }));
      return (await message.textContent()) ?? '';
    }
    await replies.click();
    await thread.locator('.message').last().waitFor();
    await thread.locator('.list').evaluate((list) => list.scrollTo(0, 0));
    return (await thread.textContent()) ?? '';
  }

  test('why a stuck replication does not move', async () => {
    await turn('break', 'harbor-replication-stuck');
    const text = await read('/registry why-sync-fails nightly-to-dr', /is stuck: Harbor’s database/);
    expect(text).toContain('How we know');
    await visitor.picture('sync-stuck');
    await turn('heal', 'harbor-replication-stuck');
  });

  test('storage, with its chart', async () => {
    await turn('break', 'harbor-zero-byte-tags');
    await read('/registry storage harbor', /projects/i);
    const chart = visitor.thread.locator('img[alt*="shop"]').last();
    await chart.waitFor({ timeout: ANSWER_MS });
    await chart.evaluate((image) => image.scrollIntoView({ block: 'end' }));
    await visitor.picture('storage-chart');
    await turn('heal', 'harbor-zero-byte-tags');
  });

  // What makes pods start anew comes last: a component that is not ready is a cause before all others.
  test('status of a sick Harbor', async () => {
    const ids = ['harbor-workers-dead', 'harbor-read-only', 's3-bucket', 'harbor-robot-expired'];
    await turn('break', ...ids);
    const text = await read('/registry status harbor', /No worker of the job service is alive/);
    expect(text).toContain('read-only');
    await visitor.picture('status-sick');
    await turn('heal', ...ids);
  });

  test('what the logs of Harbor say', async () => {
    await turn('break', 'schema-downgrade', 's3-bucket', 'harbor-source-list-tags-500');
    await new Promise((resolve) => setTimeout(resolve, 4_000));
    const text = await read('/registry scan-logs harbor --since 2h', /The logs of harbor say/);
    expect(text).toContain('Noise, to be left alone');
    await visitor.picture('scan-logs');
    await turn('heal', 'schema-downgrade', 's3-bucket', 'harbor-source-list-tags-500');
  });

  test('the page complained of nothing', () => expect(visitor.troubles).toEqual([]));
});
