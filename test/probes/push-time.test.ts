import { afterAll, beforeAll, expect, test } from 'vitest';
import { pushTime } from '../../src/probes/push-time.ts';
import { type HarborLab, OWN_ROBOT, startHarborLab } from '../setup/harbor-lab.ts';

let lab: HarborLab;
beforeAll(async () => {
  lab = await startHarborLab();
});
afterAll(() => lab.stop());

async function ask(image: string, registry: object = { kind: 'harbor', login: OWN_ROBOT }) {
  const asking = lab.ask({ image: `${lab.domain}/${image}` }, registry);
  const answer = await asking.ask(pushTime);
  await asking.close();
  return answer;
}

test('when the tag was pushed', async () => {
  expect(await ask('shop/cart:1.8.1')).toMatchObject({
    state: 'known',
    fact: { tag: '1.8.1', at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) },
  });
});

test('a tag that is not there has no time', async () => {
  expect(await ask('shop/cart:9.9.9')).toEqual({ state: 'unreached', after: 'manifest' });
});

test('another registry, or a digest, is not asked', async () => {
  expect(await ask('shop/cart:1.8.1', { kind: 'other' })).toEqual({ state: 'unreached', after: 'reference' });
  const digest = `shop/cart@sha256:${'a'.repeat(64)}`;
  expect(await ask(digest)).toEqual({ state: 'unreached', after: 'reference' });
});
