/** An alert as people live through it in the page: it appears, its thread answers, the fix is approved, it turns green. */
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { incomingWebhook } from '../../src/sandbox/slack/incoming.ts';
import { describeWith } from '../setup/part.ts';
import { type Demo, startDemo } from './page/demo.ts';
import { type Visitor, visit } from './page/visitor.ts';

describeWith('chromium', 'an alert in the page', (chromium) => {
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

  /** As Alertmanager's default template writes it, with its common labels in the title. */
  const alert = async (status: 'FIRING:1' | 'RESOLVED'): Promise<void> => {
    const title = `[${status}] KubePodImagePullBackOff acme-prod (shop cart-0 critical)`;
    const text = [
      '*Alert:* `critical` Pod cannot pull its image',
      '*Details:*',
      ' • *alertname:* `KubePodImagePullBackOff`',
      ' • *cluster:* `acme-prod`',
      ' • *namespace:* `shop`',
      ' • *pod:* `cart-0`',
      ' • *severity:* `critical`',
    ].join('\n');
    const response = await fetch(incomingWebhook(new URL(demo.url).origin, 'B0ALERT001', 'alerts'), {
      method: 'POST',
      body: JSON.stringify({
        username: 'Alertmanager',
        attachments: [{ color: status === 'RESOLVED' ? 'good' : 'danger', title, text, fallback: title }],
      }),
    });
    expect(response.status).toBe(200);
  };
  const press = (name: string) => visitor.thread.getByRole('button', { name, exact: false }).last().click();

  test('the thread under the alert holds the cause, its proof and the fix, and calls who is on call', async () => {
    const { thread } = visitor;
    await visitor.goTo('alerts');
    await alert('FIRING:1');
    await visitor.openThread('KubePodImagePullBackOff');
    await thread.getByText('has no tag').first().waitFor({ timeout: 90_000 });
    const says = expect.poll(() => thread.textContent());
    await says.toMatch(/has no tag 1\.8\.2; the nearest are 1\.8\.3/);
    await says.toMatch(/Open since.*1 affected · 1 alert so far/);
    await says.toContain('Confirmed live');
    await thread.getByText('@registry-oncall').waitFor();
    await thread.locator('.list').evaluate((list) => list.scrollTo(0, 0));
    await visitor.picture('alert-thread');
  });

  test('unrelated talk in the same channel gets nothing', async () => {
    await visitor.say('lunch at noon?');
    await new Promise((done) => setTimeout(done, 3_000));
    const talk = visitor.page.locator('main .message', { hasText: 'lunch at noon?' });
    expect(await talk.locator('.replies').count()).toBe(0);
  });

  test('the fix is asked for by one and approved by another, in the alert’s own thread', async () => {
    const { page, thread } = visitor;
    await visitor.openThread('KubePodImagePullBackOff');
    await press('Set the nearest tag');
    await thread.getByText('What will be written').waitFor({ timeout: 90_000 });
    await page.getByRole('region', { name: 'Act as' }).getByRole('button', { name: 'Tomo' }).click();
    await press('Approve');
    await thread
      .getByText(/Done\./)
      .first()
      .waitFor({ timeout: 120_000 });
  });

  test('the alert resolves: the headline turns green and names what healed it', async () => {
    const { thread } = visitor;
    await alert('RESOLVED');
    await thread
      .getByText(/Resolved after/)
      .first()
      .waitFor({ timeout: 90_000 });
    await expect.poll(() => thread.textContent()).toMatch(/Healed by the fix .*approved by .*Tomo/);
    await thread.locator('.list').evaluate((list) => list.scrollTo(0, 0));
    await visitor.picture('alert-resolved');
  });

  test('the home shows what was open today and how the registries are', async () => {
    const { page } = visitor;
    await page.getByRole('button', { name: 'Close thread' }).click();
    await visitor.say('/registry status');
    await page.locator('main .message', { hasText: 'registries healthy' }).waitFor({ timeout: 90_000 });
    await visitor.goTo('registry-medic');
    await page.getByRole('tab', { name: 'Home' }).click();
    const home = page.locator('.list.home');
    await home.getByText('Nothing is open.').waitFor();
    await home.getByText('Tag not found').first().waitFor();
    await expect.poll(() => home.textContent()).toMatch(/harbor\.acme\.test/);
    await visitor.picture('home');
    expect(visitor.troubles).toEqual([]);
  });
});
