import { expect, test } from 'vitest';
import permissionDenied from '../../src/checks/pull/permission-denied.ts';
import addMember from '../../src/remediations/add-member.ts';
import { HARBOR_PROJECT } from './harbor-facts.ts';
import { planned } from './setup.ts';

const plan = (user: object = {}, username = 'rosa', project: object = {}) =>
  planned(
    addMember,
    permissionDenied,
    { username, secret: 'regcred', exists: true, pulls: null },
    {
      'harbor-project': { ...HARBOR_PROJECT, ...project },
      'project-member': { users: [{ username: 'rosa', role: null, exists: true, ...user }] },
    },
  );
const why = (text: string) => ({ state: 'not-ready', why: expect.stringContaining(text) });

test('a guest, by two people, one of them the owner; the way back takes that very membership', () => {
  expect(plan()).toMatchObject({
    state: 'ready',
    plan: {
      risk: 'high',
      steps: [
        {
          method: 'POST',
          path: '/projects/shop/members',
          body: { role_id: 3, member_user: { username: 'rosa' } },
          done: { by: 'entry', where: { entity_name: 'rosa', entity_type: 'u', role_id: 3 } },
        },
      ],
      undo: { steps: [{ method: 'DELETE', path: '/projects/shop/members/{made}' }] },
      beware: [expect.stringContaining('`ines`, whose project it is'), expect.any(String)],
    },
  });
});

test('not ready: a robot, nobody of that name, a member already, robots may not yet', () => {
  expect(plan({}, 'robot$shop+ci')).toMatchObject(why('is a robot'));
  expect(plan({ exists: false })).toMatchObject(why('no user `rosa`'));
  expect(plan({ role: 'limitedGuest' })).toMatchObject(why('already (limitedGuest)'));
  expect(plan({}, 'rosa', { version: '2.11.2' })).toMatchObject(why('came with 2.12'));
});
