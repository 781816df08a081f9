import { expect, test } from 'vitest';
import { configMapOf, hostEntriesIn } from '../../../src/engine/kubernetes/config-map.ts';
import { object } from './objects.ts';

test('settings by key', () => {
  const config = configMapOf(object({ data: { max_concurrent_pulls: '3' } }));
  expect(config).toMatchObject({ data: { max_concurrent_pulls: '3' }, keeper: null });
});

test('host entries of a Corefile and of a plain hosts text', () => {
  const corefile = `.:53 {
    hosts {
      10.6.232.5 harbor.acme.io reg.acme.io # added by ops
      fallthrough
    }
    forward . /etc/resolv.conf
  }`;
  expect(hostEntriesIn(corefile)).toEqual([
    { host: 'harbor.acme.io', address: '10.6.232.5' },
    { host: 'reg.acme.io', address: '10.6.232.5' },
  ]);
  expect(hostEntriesIn('fd00::5\tharbor.acme.io')).toEqual([{ host: 'harbor.acme.io', address: 'fd00::5' }]);
});

test('near miss: commented out, and a name where the address belongs', () => {
  expect(hostEntriesIn('# 10.6.232.5 harbor.acme.io\nharbor.acme.io 10.6.232.5\nforward . 8.8.8.8')).toEqual(
    [],
  );
});
