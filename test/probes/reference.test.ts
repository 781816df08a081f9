import { expect, test } from 'vitest';
import { reference } from '../../src/probes/reference.ts';
import { askProbes } from '../setup/registry-lab/ask-probes.ts';
import { stubConfig } from '../setup/registry-lab/stub-config.ts';

const ask = (image: string, registry = {}) =>
  askProbes(stubConfig(5000, registry), { image }).fact(reference);

test('a name in capitals is invalid, with what was meant', async () => {
  expect(await ask('127.0.0.1:5000/Shop/Cart:1')).toMatchObject({
    state: 'invalid',
    why: 'uppercase',
    meant: '127.0.0.1:5000/shop/cart:1',
  });
});

test('a good name leads to its endpoint', async () => {
  expect(await ask('nginx')).toMatchObject({
    state: 'valid',
    ref: { endpoint: { host: 'registry-1.docker.io', port: 443 } },
  });
});

test('without a port, plain HTTP means port 80, and only where it is configured', async () => {
  const host = { host: 'registry.acme.test' };
  expect(await ask('registry.acme.test/cart', host)).toMatchObject({ ref: { endpoint: { port: 80 } } });
  expect(await ask('other.acme.test/cart', host)).toMatchObject({ ref: { endpoint: { port: 443 } } });
  const ported = { host: 'registry.acme.test:443' };
  expect(await ask('registry.acme.test:443/cart', ported)).toMatchObject({
    ref: { endpoint: { port: 443 } },
  });
});
