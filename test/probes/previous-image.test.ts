import { afterAll, beforeAll, expect, test } from 'vitest';
import { previousImage } from '../../src/probes/previous-image.ts';
import { type HarborLab, startHarborLab } from '../setup/harbor-lab.ts';

let lab: HarborLab;
let robot: string;
beforeAll(async () => {
  lab = await startHarborLab();
  robot = lab.robot('shop+ci', ['shop']);
});
afterAll(() => lab.stop());

/** The pod now wants a tag that is not there. */
async function ask(before: string, password = 'secret') {
  const image = `${lab.domain}/shop/cart:9.9.9`;
  const asking = lab.ask({ image, before, secrets: lab.login(robot, password) });
  const answer = await asking.ask(previousImage);
  await asking.close();
  return answer;
}

test('the image before still pulls, with the login of the pod', async () => {
  const image = `${lab.domain}/shop/cart:1.8.1`;
  expect(await ask(image)).toMatchObject({
    fact: { image, state: 'pulls', attempt: { who: { kind: 'credential', secret: 'regcred' } } },
  });
});

test('it is gone as well; it is refused as well', async () => {
  expect(await ask(`${lab.domain}/shop/cart:0.0.1`)).toMatchObject({ fact: { state: 'gone' } });
  expect(await ask(`${lab.domain}/shop/cart:1.8.1`, 'wrong')).toMatchObject({ fact: { state: 'refused' } });
});

test('another repository is not asked, since nobody has a token for it', async () => {
  expect(await ask(`${lab.domain}/library/cart:1`)).toMatchObject({
    fact: { state: 'elsewhere', attempt: null },
  });
});

test('without a revision before there is nothing to ask', async () => {
  expect(await ask(`${lab.domain}/shop/cart:9.9.9`)).toEqual({ state: 'unreached', after: 'rollout' });
});
