import { expect, test } from 'vitest';
import secretMissing from '../../src/checks/pull/secret-missing.ts';
import createPullRobot from '../../src/remediations/create-pull-robot.ts';
import { HARBOR_PROJECT } from './harbor-facts.ts';
import { POD, planned } from './setup.ts';

const plan = (
  over: { secret?: string; robots?: readonly string[]; project?: object; version?: string } = {},
) =>
  planned(
    createPullRobot,
    secretMissing,
    { secret: over.secret ?? 'Reg.cred', more: [], namespaces: [] },
    {
      pod: POD,
      'harbor-project': {
        ...HARBOR_PROJECT,
        project: { ...HARBOR_PROJECT.project, ...over.project },
        version: over.version ?? '2.13.1',
      },
      'project-robots': over.robots ?? ['robot$shop+ci'],
    },
  );
const why = (text: string) => ({ state: 'not-ready', why: expect.stringContaining(text) });

test('a robot that may pull from that project, its login under the name that the pod asks for', () => {
  expect(plan()).toMatchObject({
    state: 'ready',
    plan: {
      risk: 'medium',
      scope: { cluster: 'prod', namespace: 'shop', registry: 'harbor' },
      steps: [
        {
          do: 'pull-robot',
          registry: 'harbor',
          host: 'harbor.acme.test',
          project: { id: 3, name: 'shop' },
          robot: 'pull-shop-reg-cred',
          days: 90,
          target: { namespace: 'shop', name: 'Reg.cred' },
        },
      ],
      undo: {
        steps: [
          { do: 'delete', uid: '{made/2}' },
          { do: 'harbor', method: 'DELETE', path: '/robots/{made/1}' },
        ],
      },
      locks: ['prod/secrets/shop/Reg.cred', 'harbor/harbor/robot/shop/pull-shop-reg-cred'],
    },
  });
});

test('not ready: the name is taken, kangaroo keeps it, robots may not make robots yet', () => {
  expect(plan({ robots: ['robot$shop+pull-shop-reg-cred'] })).toMatchObject(why('has a robot'));
  expect(plan({ secret: 'registry-secret' })).toMatchObject(why('kangaroo'));
  expect(plan({ version: '2.11.2' })).toMatchObject(why('came with 2.12'));
});

test('near miss: a public project needs no login', () => {
  expect(plan({ project: { public: true } })).toEqual({ state: 'not-applicable' });
});
