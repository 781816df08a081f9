/** What is done is taken back in the page: pressed, its own yes, its end. */
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeWith } from '../setup/part.ts';
import { type Demo, startDemo } from './page/demo.ts';
import { type Visitor, visit } from './page/visitor.ts';

const MEASURED = /Measured inside the cluster on node worker-\d, by the node’s DNS: .* is not found/;

describeWith('chromium', 'undo in the page', (chromium) => {
  let demo: Demo;
  let visitor: Visitor;

  beforeAll(async () => {
    demo = await startDemo();
    visitor = await visit(demo.url, chromium);
  });
  afterAll(async () => {
    await visitor?.leave();
    if (!demo || demo.process.exitCode !== null) return;
    demo.process.kill('SIGTERM');
    await once(demo.process, 'exit');
  });

  const actAs = (name: string) =>
    visitor.page.getByRole('region', { name: 'Act as' }).getByRole('button', { name }).click();
  const inThread = (text: RegExp) => visitor.thread.locator('.message', { hasText: text });
  const press = (name: string) => visitor.thread.getByRole('button', { name, exact: false }).last().click();

  test('a way is measured from inside; its Job is taken away by another yes, and that is the end', async () => {
    const { page, thread } = visitor;
    await visitor.goTo('shop');
    const answer = page.locator('main .message', { hasText: 'does not exist' }).last();
    await visitor.sayUntil('/registry why-pull-fails shop/shipping', answer.locator('.replies'));
    await visitor.openThread('does not exist');
    await press('Measure from inside the cluster');
    const plan = inThread(/What will be written/).last();
    await plan.waitFor();
    await expect
      .poll(() => plan.textContent())
      .toMatch(
        /Measure the way to https:\/\/registry-eu\.acme\.test:\d+ by a Job in shop on node worker-\d\?.*is pulled for it.*remediations\.measuringImage.*Low risk.*Undo: Delete the Job and its pod/s,
      );
    await plan.scrollIntoViewIfNeeded();
    await visitor.picture('measure-plan');
    await actAs('Tomo');
    await press('Approve');
    const done = inThread(MEASURED).first();
    await done.waitFor();
    await done.getByText(/audit record \d+/).waitFor();
    await done.scrollIntoViewIfNeeded();
    await visitor.picture('measure-done');

    await actAs('Rosa');
    await done.getByRole('button', { name: 'Undo' }).click();
    const back = inThread(/Delete the Job and its pod\?/).last();
    await back.waitFor();
    await back.scrollIntoViewIfNeeded();
    await visitor.picture('undo-plan');
    await actAs('Mina');
    await back.getByRole('button', { name: 'Approve' }).click();
    const end = inThread(/Done\. Taken back\./).first();
    await end.waitFor();
    await end.getByText(/audit record \d+/).waitFor();
    // What takes back is not taken back itself.
    expect(await end.getByRole('button', { name: 'Undo' }).count()).toBe(0);
    // Nor is what was taken back offered to be taken back again.
    await done.getByText(/Taken back .*, asked by/).waitFor();
    expect(await done.getByRole('button', { name: 'Undo' }).count()).toBe(0);
    await end.scrollIntoViewIfNeeded();
    await visitor.picture('undo-done');
    expect(await thread.locator('.message', { hasText: 'Taken back.' }).count()).toBeGreaterThan(0);
    expect(visitor.troubles).toEqual([]);
    expect(await page.getByRole('alert').count()).toBe(0);
  });
});
