/** What Harbor looks like from the inside, in the page: a sick one, a stuck replication, storage as a chart, logs. */
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeWith } from '../setup/part.ts';
import { type Demo, startDemo } from './page/demo.ts';
import { type Visitor, visit } from './page/visitor.ts';

/** Long enough for a second look at job queues, on a busy machine, milliseconds. */
const ANSWER_MS = 30_000;
const TRIES = 4;

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

  interface Command {
    readonly typed: string;
    /** In the answer's headline. */
    readonly says: RegExp;
    /** In all that it tells. */
    readonly holds: string;
    readonly told: 'in its thread' | 'in the channel';
  }

  /**
   * Asks in the channel and waits for the answer; shown from its beginning. On a machine that does much else an
   * answer may come with what could not be looked at in time: then it is asked again.
   */
  async function read(command: Command): Promise<string> {
    let text = '';
    for (let tries = 0; tries < TRIES && !text.includes(command.holds); tries += 1) text = await ask(command);
    return text;
  }

  async function ask({ typed, says, holds, told }: Command): Promise<string> {
    const { page, thread } = visitor;
    const shut = page.getByRole('button', { name: 'Close thread' });
    if (await shut.isVisible()) await shut.click();
    const answers = page.locator('main .message', { hasText: says });
    const answer = answers.nth(await answers.count());
    await visitor.say(typed);
    await answer.waitFor({ timeout: ANSWER_MS }).catch(() => {});
    if (!(await answer.isVisible())) return '';
    if (told === 'in the channel') {
      await answer.evaluate((element) => element.scrollIntoView({ block: 'start' }));
      return (await answer.textContent()) ?? '';
    }
    await answer.locator('.replies').click();
    await thread
      .getByText(holds)
      .first()
      .waitFor({ timeout: ANSWER_MS })
      .catch(() => {});
    await thread.locator('.list').evaluate((list) => list.scrollTo(0, 0));
    return (await thread.textContent()) ?? '';
  }

  test('why a stuck replication does not move', async () => {
    await turn('break', 'harbor-replication-stuck');
    const text = await read({
      typed: '/registry why-sync-fails nightly-to-dr',
      says: /is stuck: Harbor’s database/,
      holds: 'How we know',
      told: 'in its thread',
    });
    expect(text).toContain('How we know');
    await visitor.picture('sync-stuck');
    await turn('heal', 'harbor-replication-stuck');
  });

  test('storage, with its chart', async () => {
    await turn('break', 'harbor-zero-byte-tags');
    await read({
      typed: '/registry storage harbor',
      says: /projects/i,
      holds: 'projects',
      told: 'in its thread',
    });
    const chart = visitor.thread.locator('img[alt*="shop"]').last();
    await chart.waitFor();
    await chart.evaluate((image) => image.scrollIntoView({ block: 'end' }));
    await visitor.picture('storage-chart');
    await turn('heal', 'harbor-zero-byte-tags');
  });

  // What makes pods start anew comes last: a component that is not ready is a cause before all others.
  test('status of a sick Harbor', async () => {
    const ids = ['harbor-workers-dead', 'harbor-read-only', 's3-bucket', 'harbor-robot-expired'];
    await turn('break', ...ids);
    const text = await read({
      typed: '/registry status harbor',
      says: /No worker of the job service is alive/,
      holds: 'read-only',
      told: 'in the channel',
    });
    expect(text).toContain('read-only');
    await visitor.picture('status-sick');
    await turn('heal', ...ids);
  });

  test('what the logs of Harbor say', async () => {
    await turn('break', 'schema-downgrade', 's3-bucket', 'harbor-source-list-tags-500');
    const text = await read({
      typed: '/registry scan-logs harbor --since 2h',
      says: /The logs of harbor say/,
      holds: 'Noise, to be left alone',
      told: 'in its thread',
    });
    expect(text).toContain('Noise, to be left alone');
    await visitor.picture('scan-logs');
    await turn('heal', 'schema-downgrade', 's3-bucket', 'harbor-source-list-tags-500');
  });

  test('the page complained of nothing', () => expect(visitor.troubles).toEqual([]));
});
