import { expect, test } from 'vitest';
import { pullTimes } from '../../src/probes/pull-times.ts';
import { askingOf, ended, found, literalCluster, madeEvent, madePod } from './literal-cluster.ts';

const IMAGE = 'registry.acme.test/shop/cart:1.8.2';
const at = (minute: number) => ({ lastSeen: `2026-11-20T10:0${minute}:00Z` });

function ask(...events: ReturnType<typeof madeEvent>[]) {
  const cluster = literalCluster({ pod: found(madePod('cart-0')), podEvents: found(events) });
  return askingOf(cluster).ask(pullTimes);
}

test.each([
  [
    `Successfully pulled image "${IMAGE}" in 1m2.5s (3m2.5s including waiting). Image size: 431000000 bytes.`,
    62_500,
    182_500,
    431_000_000,
  ],
  [`Successfully pulled image "${IMAGE}" in 2s (2.1s including waiting)`, 2_000, 2_100, null],
  [`Successfully pulled image "${IMAGE}" in 843ms`, 843, null, null],
])('%s', async (message, pullMs, totalMs, bytes) => {
  expect(await ask(madeEvent('Pulled', message))).toMatchObject({
    fact: { last: { pullMs, totalMs, bytes, says: message }, pullingSince: null, throttled: null },
  });
});

test('a pull that has not ended; one that has', async () => {
  const pulling = madeEvent('Pulling', `Pulling image "${IMAGE}"`, at(2));
  expect(await ask(pulling)).toMatchObject({ fact: { last: null, pullingSince: '2026-11-20T10:02:00Z' } });
  const failed = madeEvent('Failed', `Failed to pull image "${IMAGE}": EOF`, at(3));
  expect(await ask(pulling, failed)).toMatchObject({ fact: { pullingSince: null } });
});

test('the kubelet’s own limit; an image that was there already; another container', async () => {
  const throttled = madeEvent('Failed', `Failed to pull image "${IMAGE}": pull QPS exceeded`);
  const present = madeEvent('Pulled', `Container image "${IMAGE}" already present on machine`);
  const other = madeEvent('Pulled', 'Successfully pulled image "x:1" in 9s', {
    fieldPath: 'spec.containers{sidecar}',
  });
  expect(await ask(present, other, throttled)).toMatchObject({
    fact: { last: null, throttled: expect.stringContaining('pull QPS exceeded') },
  });
});

test('events that may not be read', async () => {
  const cluster = literalCluster({
    pod: found(madePod('cart-0')),
    podEvents: ended('forbidden', 'no events'),
  });
  expect(await askingOf(cluster).ask(pullTimes)).toMatchObject({
    state: 'unknown',
    why: expect.stringContaining('no events'),
  });
});
