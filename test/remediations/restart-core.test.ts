import { expect, test } from 'vitest';
import componentNotReady from '../../src/checks/kubernetes/component-not-ready.ts';
import fix from '../../src/remediations/restart-core.ts';
import { AT, COLLECTING, HARBOR, NO_COLLECTION, WELL, workloads } from './restart-facts.ts';
import { planned } from './setup.ts';

const POD = {
  component: 'core',
  pod: 'p-old',
  runs: true,
  owner: { kind: 'Deployment', name: 'harbor-core' },
};
const log = (...texts: readonly string[]) => ({
  logs: [
    {
      component: 'core',
      pod: 'p-old',
      container: 'core',
      run: 'current',
      lines: texts.map((text) => ({ at: AT, text })),
    },
  ],
  unread: [],
});
const plan = (state: string, over: Readonly<Record<string, unknown>> = {}, component = 'core') =>
  planned(
    fix,
    componentNotReady,
    { namespace: 'harbor', pods: [{ component, pod: 'p-old', state }] },
    {
      'component-workloads': workloads('core'),
      components: { namespace: 'harbor', components: [POD] },
      'component-logs': log('GET /api/v2.0/ping 200'),
      collections: NO_COLLECTION,
      'component-health': WELL,
      ...over,
    },
    HARBOR,
  );

test('it runs and is not ready, and nothing is migrated: restarted', () => {
  expect(plan('Running')).toMatchObject({
    state: 'ready',
    plan: { risk: 'medium', steps: [{ do: 'patch', target: { name: 'harbor-core' } }] },
  });
  const done = log('Upgrading schema for pgsql ...', 'The database has been migrated successfully');
  expect(plan('Running', { 'component-logs': done })).toMatchObject({ state: 'ready' });
});

test.each([
  ['it migrates', { 'component-logs': log('Upgrading schema for pgsql ...') }, /dirty/],
  [
    'the migration job runs',
    {
      components: {
        namespace: 'harbor',
        components: [POD, { ...POD, pod: 'migration-job', owner: { kind: 'Job' } }],
      },
    },
    /migration job/,
  ],
  [
    'its log cannot be read',
    { 'component-logs': { logs: [], unread: [{ pod: 'p-old', container: 'core', why: 'forbidden' }] } },
    /not known.*forbidden/,
  ],
  ['garbage is collected', { collections: COLLECTING }, /garbage collection 7/],
  [
    'its database is away',
    {
      'component-health': WELL.map((one) => ({ ...one, healthy: one.name !== 'database', error: 'refused' })),
    },
    /database is unhealthy/,
  ],
])('not while %s', (_, over, why) => {
  expect(plan('Running', over)).toMatchObject({ state: 'not-ready', why: expect.stringMatching(why) });
});

test('near misses: it crashes, or another component is not ready', () => {
  expect(plan('CrashLoopBackOff')).toMatchObject({ state: 'not-ready' });
  expect(plan('Running', {}, 'registry')).toEqual({ state: 'not-applicable' });
});
