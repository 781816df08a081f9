import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HarborLab, startHarborLab } from '../../setup/harbor-lab.ts';
import { verdictOf } from '../outside.ts';

let lab: HarborLab;
beforeAll(async () => {
  lab = await startHarborLab();
});
afterAll(() => lab.stop());

const why = (user?: string, registry: object = {}) =>
  verdictOf(lab.config(registry), { kind: 'login', registry: lab.domain, ...(user ? { user } : {}) });

test('an expired robot is the cause, confirmed by Harbor', async () => {
  const name = lab.robot('shop+ci', ['shop'], { expiresAt: new Date(Date.now() - 3 * 86_400_000) });
  const { cause, couldNotLook } = await why(name);
  expect(cause).toMatchObject({ id: 'credentials-invalid', confidence: 'confirmed' });
  expect(cause?.summary).toContain('robot `robot$shop+ci` expired 3 days ago');
  expect(couldNotLook.map(({ why: says }) => says).join()).toContain('never asked for');
});

test('a robot that is not there, and one that is in order', async () => {
  expect((await why('robot$shop+gone')).cause?.summary).toContain('does not exist there');
  const verdict = await why(lab.robot('shop+fine', ['shop']));
  expect(verdict).toMatchObject({ outcome: 'unclear', cause: null });
  expect(verdict.headline).toContain('our own login is accepted');
  expect(verdict.next[0]).toContain('In a shell quote it');
});

test('a person: how Harbor looks people up, and what to try', async () => {
  const { details, next, ruledOut } = await why('ada');
  const [section] = details;
  expect(section?.lines).toEqual([
    `a login goes to the token service \`http://${lab.domain}/service/token\``,
    'our own login `robot$medic` is accepted',
    'people are kept in Harbor’s own database',
  ]);
  expect(next.join(' ')).toContain('--password-stdin');
  expect(ruledOut).toEqual(expect.arrayContaining(['dns-failure', 'token-service-misconfigured']));
});

test('by the configured name, and with a login of ours that is refused', async () => {
  const robot = lab.harbor.state.robots.get('robot$medic');
  if (robot) robot.disable = true;
  const verdict = await verdictOf(lab.config(), { kind: 'login', registry: 'stub' });
  if (robot) robot.disable = false;
  expect(verdict.subject).toEqual({ kind: 'registry', name: lab.domain });
  expect(verdict.details[0]?.lines[1]).toContain('is refused as well');
});

test('nothing of a manifest is asked for', async () => {
  const asked: string[] = [];
  const { handle } = lab.harbor;
  lab.gate.host('127.0.0.1', (ask) => {
    asked.push(ask.path);
    return handle(ask);
  });
  await why();
  lab.gate.host('127.0.0.1', handle);
  expect(asked.filter((path) => path.startsWith('/v2/') && path !== '/v2/')).toEqual([]);
});
