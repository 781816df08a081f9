import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HarborLab, OWN_RIGHTS, startHarborLab } from '../../setup/harbor-lab.ts';
import { verdictOf } from '../outside.ts';

let lab: HarborLab;
beforeAll(async () => {
  lab = await startHarborLab();
});
afterAll(() => lab.stop());

const why = (rest: string, text?: string, at = lab) =>
  verdictOf(at.config(), { kind: 'push', image: `${at.domain}/${rest}`, ...(text ? { text } : {}) });

function shop() {
  const found = lab.harbor.state.projects.get('shop');
  if (!found) throw new Error('no project');
  return found;
}

test('a full project is the cause, confirmed, with or without the error; nothing is pushed', async () => {
  shop().quota = 1;
  const before = JSON.stringify([...lab.harbor.state.store.names()]);
  for (const text of [undefined, 'unexpected status from PUT request: 403 Forbidden']) {
    const { cause, ruledOut } = await why('shop/cart:2', text);
    expect(cause).toMatchObject({ id: 'quota-exceeded', confidence: 'confirmed' });
    expect(ruledOut).toEqual(expect.arrayContaining(['dns-failure', 'repository-not-found']));
  }
  shop().quota = -1;
  expect(JSON.stringify([...lab.harbor.state.store.names()])).toBe(before);
});

test('a project that does not exist, an immutable tag, read-only mode', async () => {
  expect((await why('shopp/cart:2')).cause).toMatchObject({
    id: 'repository-not-found',
    confidence: 'confirmed',
  });
  lab.harbor.state.immutable.add('shop/cart:1.8.1');
  expect((await why('shop/cart:1.8.1')).cause).toMatchObject({
    id: 'policy-blocked',
    confidence: 'confirmed',
  });
  lab.harbor.state.immutable.clear();
  lab.harbor.state.readOnly = true;
  expect((await why('shop/cart:2')).headline).toContain('read-only mode');
  lab.harbor.state.readOnly = false;
});

test('the pasted error decides where nothing is proved; what is ruled out live is no candidate', async () => {
  const text = 'denied: requested access to the resource is denied';
  const { cause, couldNotLook, details } = await why('shop/cart:2', text);
  expect(cause).toMatchObject({ id: 'permission-denied', confidence: 'possible' });
  expect(cause?.summary).toMatch(/the pasted error alone cannot tell\.$/);
  expect(cause?.alternatives).not.toContain('repository-not-found');
  expect(couldNotLook.map(({ why: says }) => says).join()).toContain('your own rights');
  expect(details).toMatchObject([
    { id: 'push', lines: expect.arrayContaining([expect.stringContaining('may not push')]) },
  ]);
});

test('an error that works from here by now is said to be contradicted', async () => {
  const verdict = await why('shop/cart:2', 'dial tcp: lookup harbor.acme.test: no such host');
  expect(verdict).toMatchObject({ outcome: 'unclear', cause: null });
  expect(verdict.headline).toMatch(/yet that step works from here now/);
});

test('without an error: healthy only where somebody who was asked may push', async () => {
  expect(await why('shop/cart:2')).toMatchObject({ outcome: 'unclear', cause: null });
  const pusher = await startHarborLab([...OWN_RIGHTS, ['repository', 'push']]);
  const verdict = await why('shop/cart:2', undefined, pusher);
  await pusher.stop();
  expect(verdict).toMatchObject({ outcome: 'healthy', cause: null, next: [] });
  expect(verdict.headline).toContain('our own login may push');
});
