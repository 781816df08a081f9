import { expect, test } from 'vitest';
import { imageSyncs } from '../../../src/probes/installation/image-syncs.ts';
import { ended, found } from '../literal-cluster.ts';
import { askingAt, serving } from './at-installation.ts';

const objects = serving({
  registrysecrets: [
    { metadata: { name: 'harbor', namespace: 'production' }, spec: { domain: 'https://h.test' } },
  ],
  repositories: [{ metadata: { name: 'cart', namespace: 'production' }, status: { syncStatus: 'Failed' } }],
});

test('sources and Repositories, whatever the release calls their group', async () => {
  const asking = askingAt('image-controller', {
    ...objects,
    groups: found(['', 'apps', 'sync.theriseunion.io']),
  });
  expect(await asking.ask(imageSyncs)).toMatchObject({
    state: 'known',
    fact: {
      sources: [{ name: 'harbor', domainFault: 'scheme' }],
      repositories: [{ name: 'cart', sync: { state: 'failed' } }],
    },
  });
});

test('of a Harbor it is not asked, and what may not be read is unknown', async () => {
  expect(await askingAt('harbor', objects).ask(imageSyncs)).toMatchObject({ state: 'unreached' });
  const refused = askingAt('image-controller', {
    groups: found(['image.theriseunion.io']),
    objects: ended('forbidden', 'repositories is forbidden'),
  });
  expect(await refused.ask(imageSyncs)).toMatchObject({ state: 'unknown', why: 'repositories is forbidden' });
});
