import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkOf } from '../checks/all-checks.ts';
import { describeWith } from '../setup/part.ts';
import { askAll, median } from './page/ask-all.ts';
import { type Demo, descendants, runs, startDemo } from './page/demo.ts';
import { type Visitor, visit } from './page/visitor.ts';

describeWith('chromium', 'the page of the demo', (chromium) => {
  let demo: Demo;
  let visitor: Visitor;

  beforeAll(async () => {
    demo = await startDemo();
    visitor = await visit(demo.url, chromium);
  });
  afterAll(async () => {
    await visitor?.leave();
    if (demo?.process.exitCode !== null) return;
    // Not SIGKILL: what the demo started would be left behind.
    demo.process.kill('SIGTERM');
    await once(demo.process, 'exit');
  });

  test('a person types the command with its completion and reads the verdict in the thread', async () => {
    const { page, thread } = visitor;
    const field = page.getByRole('textbox', { name: 'Message #shop' });
    await field.pressSequentially('/reg');
    await page.getByRole('option', { name: 'why-pull-fails' }).waitFor();
    await field.pressSequentially('istry why-pu');
    await field.press('Tab');
    expect(await field.inputValue()).toBe('/registry why-pull-fails ');
    await field.pressSequentially('shop/cart-0');
    await field.press('Enter');
    await visitor.openThread('has no tag');
    await thread.getByText('Confirmed live').waitFor();
    const verdict = await thread.locator('.message').last().textContent();
    expect(verdict).toMatch(/shop\/cart has no tag 1\.8\.2; the nearest are 1\.8\.3, 1\.8\.1/);
    expect(verdict).toContain('How we know');
    expect(verdict).toContain('404 Not Found');
    expect(verdict).toContain('Ruled out: spec, DNS');
    await thread.locator('.list').evaluate((list) => list.scrollTo(0, 0));
    await visitor.picture('verdict-thread');
  });

  test('the fault is healed in the page, and asked again the pod is healthy', async () => {
    const { page, thread } = visitor;
    await page.getByRole('button', { name: 'Close thread' }).click();
    await page.getByRole('button', { name: 'What is broken here' }).click();
    const card = page.locator('.faults li', { hasText: 'shop/cart-0' });
    await card.getByRole('button', { name: 'Heal' }).click();
    await card.locator('.pill.good').waitFor();
    await visitor.openThread('has no tag');
    const again = thread.getByRole('button', { name: 'Run again' }).last();
    await expect
      .poll(
        async () => {
          await again.click();
          return thread
            .getByText(/^Healthy · checked/)
            .first()
            .isVisible();
        },
        { timeout: 90_000, interval: 1_500 },
      )
      .toBe(true);
    // `Run again` may have been pressed once more meanwhile: its message is then still on its way.
    await thread.locator('.message', { hasText: 'shop/cart-0 has its images' }).first().waitFor();
    await visitor.picture('healthy');
  });

  test('a mention inside a thread is answered there', async () => {
    await visitor.say('@registry-medic status', 'thread');
    // By its words: the last pressed `Run again` may still be answered after it.
    const status = visitor.thread.locator('.message', { hasText: /\d of \d registries healthy/ });
    await expect.poll(() => status.textContent()).toContain('down');
  });

  test('the status names the sick registries first', async () => {
    const { page } = visitor;
    await page.getByRole('button', { name: 'Close thread' }).click();
    await visitor.say('/registry status');
    const status = page.locator('main .message', { hasText: 'registries healthy' });
    await status.waitFor();
    const says = (await status.textContent()) ?? '';
    expect(says.indexOf('artifacts.acme.test')).toBeLessThan(says.indexOf('harbor.acme.test'));
    expect(says).toContain('503 Service Unavailable: the registry is down for maintenance');
    await visitor.picture('status');
  });

  test('a command that cannot be read is answered to one person alone, with what to type', async () => {
    await visitor.say('/registry why-pull-fails');
    const answer = visitor.page.locator('.message.whisper').last();
    await answer.getByText('Which pull?').waitFor();
    await expect.poll(() => answer.textContent()).toContain('Only visible to you');
    await expect.poll(() => answer.textContent()).toContain('/registry why-pull-fails shop/cart-0');
    await visitor.picture('error');
  });

  test('several matches are offered as buttons, and a press answers', async () => {
    const { thread } = visitor;
    await visitor.goTo('platform');
    await visitor.say('/registry why-pull-fails re');
    await visitor.openThread('subjects match');
    await thread.getByText('data/deployment/report-api').waitFor();
    await visitor.picture('choice');
    await thread.getByRole('button', { name: /Ask about .*report-api/ }).click();
    await thread.getByText('Confirmed live').waitFor();
    await expect.poll(() => thread.textContent()).toContain('has no tag 1.27.2');
  });

  test('the dark theme is dark, and stays', async () => {
    const { page } = visitor;
    await page.getByRole('button', { name: 'Use the dark theme' }).click();
    await page.reload();
    await visitor.goTo('shop');
    await visitor.openThread('has its images');
    await visitor.thread.getByText('registries healthy').waitFor();
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(
      'rgb(26, 29, 33)',
    );
    await visitor.picture('dark');
    await page.getByRole('button', { name: 'Use the light theme' }).click();
  });

  test('in a narrow window nothing is cut off, and the channels come when called', async () => {
    const { page } = visitor;
    await page.setViewportSize({ width: 420, height: 800 });
    await visitor.picture('narrow-thread');
    await page.getByRole('button', { name: 'Close thread' }).click();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(420);
    await page.getByRole('button', { name: 'Channels' }).click();
    await page.getByRole('navigation').getByText('alerts').waitFor();
    await visitor.goTo('alerts');
    await page.getByRole('heading', { name: 'alerts', level: 1 }).waitFor();
    await visitor.picture('narrow');
  });

  test('the page complained of nothing', async () => {
    expect(visitor.troubles).toEqual([]);
    await visitor.leave();
  });

  test('every planted fault is named by its verdict, confirmed live', async () => {
    const planted = (await demo.faults()).filter(({ id }) => id !== 'tag-not-found');
    expect(planted.length).toBeGreaterThanOrEqual(14);
    const asked = await askAll(demo, planted);
    process.stdout.write(`Command to verdict: median ${median(asked.map(({ ms }) => ms))} ms\n`);
    for (const { fault, shows } of asked) {
      expect.soft(shows, fault.id).toContain('Confirmed live');
      // The reason a check gives is its own: it tells which cause the verdict names.
      const explains = JSON.stringify(checkOf(fault.cause).explains('en')).slice(1, -1);
      expect.soft(shows, fault.id).toContain(explains);
    }
  });

  test('one SIGTERM ends the demo and everything it started', async () => {
    const { pid } = demo.process;
    const started = descendants(pid ?? 0);
    expect(started.length).toBeGreaterThanOrEqual(2);
    demo.process.kill('SIGTERM');
    const [code] = await once(demo.process, 'exit');
    expect(code).toBe(0);
    await expect.poll(() => started.filter(runs), { timeout: 90_000 }).toEqual([]);
  });
});
