import { expect, test } from 'vitest';
import type { NetworkSource } from '../../src/clients/network/sites.ts';
import { createAsking } from '../../src/engine/asking.ts';
import { pushRights } from '../../src/probes/push-rights.ts';
import { OWN_RIGHTS, startHarborLab } from '../setup/harbor-lab.ts';
import { describeWith } from '../setup/part.ts';
import { askProbes } from '../setup/registry-lab/ask-probes.ts';
import { startLab } from '../setup/registry-lab/lab.ts';

async function rights(config: NetworkSource, image: string, op: 'push' | null = 'push') {
  const { network, close } = askProbes(config, { image });
  const pull = { image, ...(op ? { op } : {}) };
  const answer = await createAsking({ pull, cluster: null, network }).ask(pushRights);
  await close();
  if (answer.state !== 'known') return answer.state;
  const { scheme, asked } = answer.fact;
  return [scheme, ...asked.map(({ grant, push }) => [grant.who.kind, push, grant.actions])];
}

test('our own robot may read and not push, unless it was given that right', async () => {
  const [reader, pusher] = await Promise.all([
    startHarborLab(),
    startHarborLab([...OWN_RIGHTS, ['repository', 'push']]),
  ]);
  expect(await rights(reader.config(), `${reader.domain}/shop/cart:1`)).toEqual([
    'bearer',
    ['anonymous', 'may-not', []],
    ['own', 'may-not', ['pull']],
  ]);
  expect(await rights(pusher.config(), `${pusher.domain}/shop/cart:1`)).toEqual([
    'bearer',
    ['anonymous', 'may-not', []],
    ['own', 'may', ['pull', 'push']],
  ]);
  expect(await rights(reader.config(), `${reader.domain}/shop/cart:1`, null)).toBe('unreached');
  await Promise.all([reader.stop(), pusher.stop()]);
});

describeWith('docker-registry', 'a real registry', (path) => {
  test('an open one asks nobody; Basic tells only whether the login is good', async () => {
    const [open, basic] = await Promise.all([startLab(path), startLab(path, { auth: 'htpasswd' })]);
    expect(await rights(open.config(), `${open.domain}/shop/cart:1`)).toEqual(['none']);
    const login = { username: 'ci', passwordEnv: 'LAB_PASSWORD' };
    expect(await rights(basic.config({ registry: { login } }), `${basic.domain}/shop/cart:1`)).toEqual([
      'basic',
      ['anonymous', 'may-not', null],
      ['own', 'unknown', null],
    ]);
    await Promise.all([open.stop(), basic.stop()]);
  });
});
