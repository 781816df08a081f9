import { expect, test } from 'vitest';
import { examineRegistries } from '../../../src/jobs/doctor/registries.ts';

const trouble = (id: string) => ({ id, health: 'warning' as const, says: `${id} is wrong` });
const registry = (troubles: readonly ReturnType<typeof trouble>[]) => ({
  ...{ name: 'harbor', host: 'harbor.acme.test', product: 'harbor' as const, version: '2.14.0' },
  ...{ health: 'healthy' as const, notes: [] },
  couldNotLook: [{ probe: 'quotas', why: 'needs a login with read rights' }],
  troubles,
});

test('without a login one is asked for; one that is refused is to be mended and not to be given again', () => {
  const without = JSON.stringify(examineRegistries([registry([])]));
  expect(without).toContain('give it a `login:`');
  const refused = JSON.stringify(examineRegistries([registry([trouble('login')])]));
  expect(refused).toContain('passwordEnv');
  expect(refused).not.toContain('give it a `login:`');
});
