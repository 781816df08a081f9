import { afterAll, beforeAll, expect, test } from 'vitest';
import { robot } from '../../src/probes/robot.ts';
import { type HarborLab, OWN_RIGHTS, startHarborLab } from '../setup/harbor-lab.ts';

const DAY_MS = 86_400_000;
let lab: HarborLab;
let blind: HarborLab;

beforeAll(async () => {
  lab = await startHarborLab();
  blind = await startHarborLab(OWN_RIGHTS.filter(([resource]) => resource !== 'robot'));
});
afterAll(() => Promise.all([lab.stop(), blind.stop()]));

async function ask(username: string, password = 'secret', at = lab, registry: object = {}) {
  const image = `${at.domain}/shop/cart:1.8.1`;
  const asking = at.ask({ image, secrets: at.login(username, password) }, registry);
  const answer = await asking.ask(robot);
  await asking.close();
  expect(JSON.stringify(answer)).not.toMatch(/own-secret|eyJ/);
  return answer;
}

test('an expired robot: since when, and what it may do', async () => {
  const expiresAt = new Date(Date.now() - 3 * DAY_MS);
  const name = lab.robot('shop+ci', ['shop'], { expiresAt });
  expect(await ask(name)).toMatchObject({
    state: 'known',
    fact: {
      robots: [
        {
          username: 'robot$shop+ci',
          ended: 'found',
          robot: {
            name: 'robot$shop+ci',
            disabled: false,
            expiresAt: new Date(Math.floor(expiresAt.getTime() / 1000) * 1000).toISOString(),
            permissions: [{ kind: 'project', namespace: 'shop', may: ['repository pull'] }],
          },
        },
      ],
    },
  });
});

test('a disabled robot, and one whose password is another', async () => {
  const off = lab.robot('shop+off', ['shop']);
  const record = lab.harbor.state.robots.get(off);
  if (record) record.disable = true;
  expect(await ask(off)).toMatchObject({
    fact: { robots: [{ robot: { disabled: true, expiresAt: null } }] },
  });
  const good = lab.robot('shop+good', ['shop']);
  expect(await ask(good, 'of-last-year')).toMatchObject({
    fact: { robots: [{ ended: 'found', robot: { disabled: false, expiresAt: null } }] },
  });
});

test('a robot of another project: its login is good, its rights are elsewhere', async () => {
  const name = lab.robot('library+ci', ['library']);
  expect(await ask(name)).toMatchObject({
    fact: { robots: [{ ended: 'found', robot: { permissions: [{ namespace: 'library' }] } }] },
  });
});

test('a robot that was deleted is not found, also among more than a page of others', async () => {
  for (let index = 0; index < 120; index++) lab.robot(`shop+bulk-${index}`, ['shop']);
  expect(await ask('robot$shop+gone')).toMatchObject({
    fact: { robots: [{ ended: 'not-found', says: expect.stringContaining('no robot$shop+gone') }] },
  });
  expect(await ask('robot$shop+bulk-119', 'wrong')).toMatchObject({ fact: { robots: [{ ended: 'found' }] } });
});

test('where our own login may not read robots, that is a blind spot', async () => {
  expect(await ask(blind.robot('shop+ci', ['shop']), 'wrong', blind)).toMatchObject({
    state: 'unknown',
    why: expect.stringMatching(/does not show the robot account `robot\$shop\+ci`.*403/),
  });
});

test('it is not asked where it does not apply: a good login, a person, no login of ours, no Harbor', async () => {
  const asked = [
    await ask(lab.robot('shop+fine', ['shop'])),
    await ask('ada'),
    await ask('robot$shop+ci', 'wrong', lab, { login: undefined }),
    await ask('robot$shop+ci', 'wrong', lab, { kind: 'distribution' }),
  ];
  expect(asked.map(({ state }) => state)).toEqual(['unreached', 'unreached', 'unreached', 'unreached']);
});
