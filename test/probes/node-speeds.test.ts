import { expect, test } from 'vitest';
import { nodeSpeeds } from '../../src/probes/node-speeds.ts';
import { askingOf, ended, found, literalCluster, madeEvent, madePod } from './literal-cluster.ts';

const pulled = (pod: string, took: string, bytes: number) => ({
  ...madeEvent(
    'Pulled',
    `Successfully pulled image "x:1" in ${took} (${took} including waiting). Image size: ${bytes} bytes.`,
  ),
  about: { kind: 'Pod', name: pod },
});
const PODS = [
  madePod('cart-0'),
  madePod('cart-1', { node: 'worker-1' }),
  madePod('cart-2', { node: 'worker-1' }),
];

test('the middle of each node’s pulls, the slowest first', async () => {
  const events = [
    pulled('cart-0', '50s', 100_000_000),
    pulled('cart-1', '2s', 100_000_000),
    pulled('cart-2', '4s', 100_000_000),
    pulled('cart-2', '5s', 100_000_000),
    // Nothing is told by what is small or was there already.
    pulled('cart-1', '900ms', 2_000),
    {
      ...madeEvent('Pulled', 'Container image "x:1" already present'),
      about: { kind: 'Pod', name: 'cart-1' },
    },
  ];
  const cluster = literalCluster({ pod: found(madePod('cart-0')), pods: found(PODS), events: found(events) });
  expect(await askingOf(cluster).ask(nodeSpeeds)).toMatchObject({
    fact: {
      node: 'worker-3',
      speeds: [
        { node: 'worker-3', perSecond: 2_000_000, pulls: 1 },
        { node: 'worker-1', perSecond: 25_000_000, pulls: 3 },
      ],
    },
  });
});

test('events that may not be read', async () => {
  const cluster = literalCluster({
    pod: found(madePod('cart-0')),
    pods: found(PODS),
    events: ended('forbidden', 'no events'),
  });
  expect(await askingOf(cluster).ask(nodeSpeeds)).toMatchObject({ state: 'unknown', why: 'no events' });
});
