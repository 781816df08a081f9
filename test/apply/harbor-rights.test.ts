/** What each fix writes, there and back, under exactly the rights that it names: all of it is taken; without any one of them something is refused. */
import { afterEach, describe, expect, test } from 'vitest';
import { writeToHarbor } from '../../src/apply/harbor.ts';
import type { KubeDoor } from '../../src/apply/kube-door.ts';
import { writePullRobot } from '../../src/apply/pull-robot.ts';
import type { StepEnding } from '../../src/engine/apply-ending.ts';
import type { HarborRight } from '../../src/engine/harbor/right.ts';
import type { Step } from '../../src/engine/plan.ts';
import type { Remediation } from '../../src/engine/remediation.ts';
import { loadFolder } from '../../src/load.ts';
import { SICKNESSES } from '../../src/sandbox/harbor/sicknesses.ts';
import { notebook, startWriteLab, type WriteLab } from './harbor-lab.ts';

const ALL = await loadFolder<Remediation>(new URL('../../src/remediations/', import.meta.url));
const OURS = ALL.filter(({ harborRights }) => harborRights.length > 0);
const STAMP = { approval: 'apr-1', approvedAt: '2026-11-21T02:10:00.000Z' };

type Call = Pick<Extract<Step, { do: 'harbor' }>, 'method' | 'path' | 'body'>;
const put = (path: string, body?: Call['body']): Call => ({ method: 'PUT', path, ...(body ? { body } : {}) });
const post = (path: string, body: NonNullable<Call['body']>): Call => ({ method: 'POST', path, body });
const gc = post('/system/gc/schedule', { schedule: { type: 'Manual' }, parameters: { dry_run: true } });
const queue = (action: string): Call => put('/jobservice/queues/REPLICATION', { action });
const again = post('/replication/executions', { policy_id: 11 });

/** There and back; `{made}` is what the call before made. */
const CALLS: Readonly<Record<string, readonly Call[]>> = {
  'stop-replication': [put('/replication/executions/124'), again],
  'run-replication': [again, put('/replication/executions/{made}')],
  'resume-queue': [queue('resume'), queue('pause')],
  'pause-queue': [queue('pause'), queue('resume')],
  'clear-queue': [queue('stop')],
  'stop-job': [put('/jobservice/jobs/j1', { action: 'stop' })],
  'dry-run-collection': [gc],
  'collect-garbage': [gc],
  'delete-broken-tag': [{ method: 'DELETE', path: '/projects/shop/repositories/old/artifacts/v1/tags/v1' }],
  'delete-policy': [
    { method: 'DELETE', path: '/replication/policies/11' },
    post('/replication/policies', { name: 'nightly-to-dr', dest_registry: { id: 1 } }),
  ],
  'raise-quota': [put('/quotas/1', { hard: { storage: 4096 } })],
  'add-member': [
    post('/projects/shop/members', { role_id: 3, member_user: { username: 'rosa' } }),
    { method: 'DELETE', path: '/projects/shop/members/{made}' },
  ],
};

let lab: WriteLab | undefined;
afterEach(() => lab?.stop());

async function writeAll(id: string, rights: readonly HarborRight[]): Promise<readonly StepEnding[]> {
  const named = (level: HarborRight['level']) =>
    rights.filter((one) => one.level === level).map(({ resource, action }) => `${resource} ${action}`);
  const here = await startWriteLab(named('system'), named('project'));
  lab = here;
  const { state } = here.harbor;
  SICKNESSES.find((one) => one.id === 'replication-stuck')?.strike(state);
  state.store.push({ repository: 'shop/old', tags: ['v1'] });
  here.harbor.addUser('rosa', 'x');
  // Its executions are over, so that the policy may go.
  if (id === 'delete-policy') state.work.executions.splice(0);
  const [endpoint = 0] = state.work.endpoints.keys();
  if (id === 'create-pull-robot') return withRobot(here);
  const endings: StepEnding[] = [];
  let made = '';
  for (const { method, path, body } of CALLS[id] ?? []) {
    const sent = body && 'dest_registry' in body ? { ...body, dest_registry: { id: endpoint } } : body;
    const step = { do: 'harbor', registry: 'stub', method, path, ...(sent ? { body: sent } : {}) } as const;
    const ending = await writeToHarbor(step, { ...STAMP, made }, here.door, notebook()());
    if ('made' in ending && ending.made !== undefined) made = ending.made;
    endings.push(ending);
  }
  return endings;
}

/** A cluster that takes every Secret and never has one. */
const OPEN: KubeDoor = {
  pathOf: async () => '/secrets',
  put: async ({ method }) => ({
    ended: 'answered',
    status: method === 'GET' ? 404 : 201,
    body: { metadata: { name: 'regcred', uid: 'u-1' } },
    says: '',
  }),
};

async function withRobot(here: WriteLab): Promise<readonly StepEnding[]> {
  const doors = { cluster: OPEN, harbor: here.door };
  const target = { kind: { group: '', plural: 'secrets' }, namespace: 'shop', name: 'regcred' };
  const step = {
    do: 'pull-robot',
    registry: 'stub',
    host: 'harbor.acme.test',
    project: { id: 1, name: 'shop' },
    robot: 'pull-1',
    days: 90,
    target,
  } as const;
  const first = await writePullRobot(step, STAMP, doors);
  const made = 'made' in first ? (first.made ?? '') : '';
  const back = { do: 'harbor', registry: 'stub', method: 'DELETE', path: '/robots/{made/1}' } as const;
  return [first, await writeToHarbor(back, { ...STAMP, made }, here.door, notebook()())];
}

test('every fix that writes to Harbor is tried here', () => {
  expect([...Object.keys(CALLS), 'create-pull-robot'].sort()).toEqual(OURS.map(({ id }) => id).sort());
});

describe.each(OURS)('$id', ({ id, harborRights }) => {
  test('its rights are enough', async () => {
    const endings = await writeAll(id, harborRights);
    expect(endings.length).toBeGreaterThan(0);
    for (const ending of endings) expect(ending).toMatchObject({ ended: 'written' });
  });

  test.each(harborRights)('not without $resource $action', async (right) => {
    const endings = await writeAll(
      id,
      harborRights.filter((one) => one !== right),
    );
    expect(endings.some(({ ended }) => ended === 'refused')).toBe(true);
  });
});
