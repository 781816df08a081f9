import { expect, test } from 'vitest';
import { integrations } from '../../../src/probes/installation/integrations.ts';
import { askingAt, serving } from './at-installation.ts';

test('integrated registries with their last health check', async () => {
  const secret = {
    metadata: { name: 'main', namespace: 'harbor' },
    spec: { registry: { address: 'https://harbor.acme.test:8443' } },
    status: { state: { type: 'HealthCheckFail', status: 'False', message: 'EOF' } },
  };
  expect(await askingAt('kangaroo', serving({ registrysecrets: [secret] })).ask(integrations)).toMatchObject({
    state: 'known',
    fact: [
      {
        namespace: 'harbor',
        name: 'main',
        host: 'harbor.acme.test:8443',
        state: { type: 'HealthCheckFail', status: 'False', reason: null, message: 'EOF', since: null },
      },
    ],
  });
});

test('near miss: none was made', async () => {
  expect(await askingAt('kangaroo', serving({ registrysecrets: [] })).ask(integrations)).toMatchObject({
    state: 'known',
    fact: [],
  });
});

test('near miss: another product is not asked for them', async () => {
  expect(await askingAt('harbor', serving({})).ask(integrations)).toMatchObject({
    state: 'unreached',
    after: 'product',
  });
});
