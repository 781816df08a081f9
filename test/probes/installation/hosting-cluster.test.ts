import { expect, test } from 'vitest';
import { hostingCluster } from '../../../src/probes/installation/hosting-cluster.ts';
import { ended, found, madeContainer, madePod } from '../literal-cluster.ts';
import { askingAt } from './at-installation.ts';

const core = madePod('harbor-core-0', {
  containers: [madeContainer({ image: 'goharbor/harbor-core:v2.13.1' })],
});

test('which groups it serves, and the components that are there', async () => {
  const asking = askingAt('harbor', {
    groups: found(['', 'kangaroo.io']),
    pods: found([core, madePod('web')]),
  });
  expect(await asking.ask(hostingCluster)).toMatchObject({
    fact: { cluster: 'prod', operator: 'does not serve', kangaroo: 'serves', components: 1 },
  });
});

test('pods that may not be listed leave it open', async () => {
  const asking = askingAt('harbor', { groups: found(['']), pods: ended('forbidden', 'no pods') });
  expect(await asking.ask(hostingCluster)).toMatchObject({ state: 'unreached' });
});

test('near miss: kangaroo itself is no Harbor', async () => {
  const asking = askingAt('kangaroo', { groups: found(['']), pods: found([]) });
  expect(await asking.ask(hostingCluster)).toMatchObject({ state: 'unreached' });
});
