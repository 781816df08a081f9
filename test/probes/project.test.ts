import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAsking } from '../../src/engine/asking.ts';
import { project } from '../../src/probes/project.ts';
import { type HarborLab, startHarborLab } from '../setup/harbor-lab.ts';

let lab: HarborLab;
let blind: HarborLab;

beforeAll(async () => {
  lab = await startHarborLab();
  blind = await startHarborLab([['repository', 'pull']]);
});
afterAll(() => Promise.all([lab.stop(), blind.stop()]));

async function ask(rest: string, { at = lab, op = 'push' as 'push' | null, registry = {} } = {}) {
  const image = `${at.domain}/${rest}`;
  const { network, close } = at.ask({ image }, registry);
  const answer = await createAsking({ pull: { image, ...(op ? { op } : {}) }, cluster: null, network }).ask(
    project,
  );
  await close();
  expect(JSON.stringify(answer)).not.toContain('own-secret');
  return answer;
}

function shop() {
  const found = lab.harbor.state.projects.get('shop');
  if (!found) throw new Error('no project');
  return found;
}

test('a project with room: quota, mode and tag', async () => {
  shop().quota = 10_000_000;
  expect(await ask('shop/cart:1.8.1')).toMatchObject({
    fact: {
      name: 'shop',
      ended: 'found',
      limits: { proxyOf: null, quota: { hard: 10_000_000 }, readOnly: false, tag: 'there', hidden: [] },
    },
  });
  shop().quota = -1;
  expect(await ask('shop/cart:2')).toMatchObject({ fact: { limits: { quota: { hard: null }, tag: 'new' } } });
  expect(await ask('shop/brand/new:2')).toMatchObject({ fact: { limits: { tag: 'new' } } });
});

test('read-only mode, an immutable tag, a proxy cache', async () => {
  const { state } = lab.harbor;
  state.readOnly = true;
  state.immutable.add('shop/cart:1.8.1');
  lab.harbor.addProject('hub', 'public').proxyOf = { id: 3, name: 'hub', url: 'https://hub.acme.test' };
  expect(await ask('shop/cart:1.8.1')).toMatchObject({
    fact: { limits: { readOnly: true, tag: 'immutable' } },
  });
  expect(await ask('hub/nginx:1')).toMatchObject({ fact: { limits: { proxyOf: 'https://hub.acme.test' } } });
  state.readOnly = false;
  state.immutable.clear();
});

test('a project that does not exist is told from one that is hidden', async () => {
  expect(await ask('shopp/cart:1')).toMatchObject({ fact: { name: 'shopp', ended: 'absent' } });
  expect(await ask('shop/cart:1', { at: blind })).toMatchObject({
    fact: { ended: 'hidden', says: expect.stringContaining('403') },
  });
});

test('it is asked for pushes to a Harbor that we have a login for, and for nothing else', async () => {
  const asked = [
    await ask('shop/cart:1', { op: null }),
    await ask('shop/cart:1', { registry: { kind: 'distribution' } }),
    await ask('shop/cart:1', { registry: { login: undefined } }),
  ];
  expect(asked.map(({ state }) => state)).toEqual(['unreached', 'unreached', 'unreached']);
});
