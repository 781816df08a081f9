/** Fixes as people live through them in the page: planned, refused, approved by one or two, rejected, done, audited. */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CHILD_ENV } from '../setup/child-env.ts';
import { describeWith } from '../setup/part.ts';
import { type Demo, startDemo } from './page/demo.ts';
import { type Visitor, visit } from './page/visitor.ts';

const CLI = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));

describeWith('chromium', 'a fix in the page', (chromium) => {
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

  const breaks = async (id: string): Promise<void> => {
    const body = JSON.stringify({ id });
    expect((await fetch(`${demo.url}sandbox/break`, { method: 'POST', body })).ok).toBe(true);
  };
  const actAs = (name: string) =>
    visitor.page.getByRole('region', { name: 'Act as' }).getByRole('button', { name }).click();
  const inThread = (text: RegExp) => visitor.thread.locator('.message', { hasText: text }).last();
  const whisper = () => visitor.thread.locator('.message.whisper').last();
  const press = (name: string) => visitor.thread.getByRole('button', { name, exact: false }).last().click();
  /** One command line of the product against the demo's own Redis. */
  const cli = (...argv: readonly string[]) =>
    new Promise<{ code: number; out: string }>((resolve) => {
      const env = { ...CHILD_ENV, HOME: '/nowhere', ...demo.env };
      execFile(process.execPath, [CLI, ...argv], { env }, (error, out) =>
        resolve({ code: error === null ? 0 : Number(error.code ?? -1), out }),
      );
    });

  test('a sick jobservice: who asked is no approver, an approver says yes, it is restarted and verified', async () => {
    const { page, thread } = visitor;
    await breaks('harbor-jobservice');
    await visitor.goTo('platform');
    const status = page
      .locator('main .message', { hasText: /registries healthy.*jobservice is not healthy/s })
      .last();
    const restart = status.getByRole('button', { name: 'Restart jobservice' });
    await visitor.sayUntil('/registry status', restart);
    await restart.click();
    await visitor.openThread('registries healthy');
    const plan = inThread(/What will be written/);
    await plan.waitFor({ timeout: 90_000 });
    const says = (await plan.textContent()) ?? '';
    expect(says).toMatch(/by rolling Deployment harbor\/harbor-jobservice\?/);
    expect(says).toMatch(/restartedAt/);
    expect(says).toMatch(/Medium risk.*No undo.*Needs one of .*not .*who asked for it.*expires/);
    await plan.scrollIntoViewIfNeeded();
    await visitor.picture('fix-plan');

    await press('Approve');
    await whisper().waitFor();
    await expect
      .poll(() => whisper().textContent())
      .toMatch(/You may not approve this\..*can approve it.*not-an-approver/);
    await visitor.picture('fix-refused');

    await actAs('Tomo');
    await press('Approve');
    await inThread(/Written|Being written|Looking once more/).waitFor({ timeout: 90_000 });
    await inThread(/I wait until .* at most/).waitFor({ timeout: 90_000 });
    await visitor.picture('fix-verifying');
    await inThread(/Done\./).waitFor({ timeout: 120_000 });
    await thread.getByText(/audit record \d+/).waitFor();
    await expect.poll(() => thread.textContent()).toMatch(/component-not-ready passes, \d+ s after the fix/);
    await visitor.picture('fix-done');
    await page.getByRole('button', { name: 'Close thread' }).click();
    const again = page.locator('main .message', { hasText: /registries healthy.*8 components healthy/s });
    await visitor.sayUntil('/registry status', again.last());
  });

  test('high risk: asked once more, the requester does not count, two different people do', async () => {
    const { page } = visitor;
    await breaks('harbor-queue-paused');
    await visitor.goTo('alerts');
    await visitor.sayUntil(
      '/registry jobs harbor',
      page.locator('main .message', { hasText: 'is paused' }).last().locator('.replies'),
    );
    await visitor.openThread('is paused');
    await press('Empty the queue');
    const plan = inThread(/Throw away all REPLICATION jobs/);
    await plan.getByRole('button', { name: 'Approve' }).waitFor({ timeout: 90_000 });
    await press('Approve');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Approve a change of high risk?').waitFor();
    await visitor.picture('fix-confirm');
    await dialog.getByRole('button', { name: 'Back' }).click();
    await press('Approve');
    await dialog.getByRole('button', { name: 'Approve' }).click();
    // Tomo asked for it: of medium and high risk who asked may not approve.
    await whisper().waitFor();
    await expect.poll(() => whisper().textContent()).toContain('self-approval');
  });

  test('it is rejected with a reason, which the thread shows; then it can be asked for anew', async () => {
    const { page, thread } = visitor;
    await actAs('Rosa');
    await press('Empty the queue');
    await thread.getByText('Its plan is in the thread already').waitFor();
    await actAs('Mina');
    const plan = thread.locator('.message', { hasText: /Throw away all REPLICATION jobs/ }).first();
    await plan.getByRole('button', { name: 'Reject' }).click();
    const modal = page.getByRole('dialog', { name: 'Reject this plan' });
    await modal.getByRole('textbox').fill('ask the owner of the policies first');
    await visitor.picture('fix-reject');
    await modal.getByRole('button', { name: 'Reject' }).click();
    await plan.getByText(/Rejected by .*Mina.*ask the owner of the policies first/).waitFor();
    expect(await plan.getByRole('button', { name: 'Approve' }).count()).toBe(0);
    await visitor.picture('fix-rejected');
  });

  test('one of two has said yes: both who looks on and who said yes know what is missing', async () => {
    const { page } = visitor;
    await actAs('Rosa');
    await press('Empty the queue');
    const plan = visitor.thread.locator('.message', { hasText: /Throw away all REPLICATION jobs/ }).nth(1);
    await plan.getByRole('button', { name: 'Approve' }).waitFor({ timeout: 90_000 });
    const yes = async (): Promise<void> => {
      await press('Approve');
      await page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
    };
    await actAs('Mina');
    await yes();
    await plan.getByText(/1 of 2: yes from .*Mina/).waitFor();
    await yes();
    await visitor.thread.getByText('You have said yes already').waitFor();
    await plan.scrollIntoViewIfNeeded();
    await visitor.picture('fix-two-person');
    await actAs('Tomo');
    await yes();
    await plan.getByText(/audit record/).waitFor({ timeout: 120_000 });
    await expect
      .poll(() => plan.textContent())
      .toMatch(/Done\..*What was written.*approved by .*Mina.*Tomo.*audit record \d+/s);
    await visitor.picture('fix-two-person-done');
  });

  test('frozen from a terminal: said on the buttons that stand there already, and lifted again', async () => {
    const { page, thread } = visitor;
    await page.getByRole('button', { name: 'Close thread' }).click();
    expect(await cli('freeze', 'release', 'night')).toMatchObject({ code: 0 });
    await visitor.openThread('is paused');
    await thread
      .getByText(/Writes are frozen everywhere by terminal:.*release night/)
      .waitFor({ timeout: 90_000 });
    await visitor.picture('fix-frozen');
    expect(await cli('unfreeze')).toMatchObject({ code: 0 });
    await thread.getByText(/Writes are frozen/).waitFor({ state: 'detached', timeout: 90_000 });
  });

  test('all of it is in the audit, and the audit is whole', async () => {
    expect(visitor.troubles).toEqual([]);
    const verified = await cli('audit', 'verify', '--json');
    expect(JSON.parse(verified.out)).toMatchObject({ whole: true });
    const records = (await cli('audit', 'export')).out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { what: string; remediation: string | null; says: string });
    const of = (id: string | null) =>
      records.filter(({ remediation }) => remediation === id).map(({ what }) => what);
    expect(of('restart-jobservice')).toEqual([
      'requested',
      'refused',
      'approved',
      'applying',
      'applied',
      'verified',
    ]);
    expect(of('clear-queue')).toEqual(
      // biome-ignore format: as it happened
      ['requested', 'refused', 'rejected', 'requested', 'approved', 'refused', 'approved', 'applying', 'applied', 'verified'],
    );
    expect(of(null)).toEqual(['frozen', 'unfrozen']);
  });
});
