/** Writes to the sandbox Harbor over HTTP: done once although answers get lost, and never taken for another's. */
import { afterEach, expect, test } from 'vitest';
import { type HarborStep, rehearseInHarbor, writeToHarbor } from '../../src/apply/harbor.ts';
import { SICKNESSES } from '../../src/sandbox/harbor/sicknesses.ts';
import { startCollection } from '../../src/sandbox/harbor/tasks/collecting.ts';
import { startExecution } from '../../src/sandbox/harbor/tasks/replication.ts';
import { notebook, type Rights, startWriteLab, type WriteLab } from './harbor-lab.ts';

const STAMP = { approval: 'apr-1', approvedAt: '2026-11-21T02:10:00.000Z' };
let lab: WriteLab;
afterEach(() => lab.stop());

async function labWith(system: Rights, project: Rights = []): Promise<void> {
  lab = await startWriteLab(system, project);
}
const step = (of: Omit<HarborStep, 'do' | 'registry'>): HarborStep => ({
  do: 'harbor',
  registry: 'stub',
  ...of,
});

/** Tries until it is known how it ended, as the worker's queue does. */
async function written(of: HarborStep, notes = notebook(), stamp: object = STAMP) {
  for (let tries = 0; tries < 4; tries++) {
    const ending = await writeToHarbor(of, { ...STAMP, ...stamp }, lab.door, notes());
    if (ending.ended !== 'unsure') return ending;
  }
  throw new Error('unsure to the end');
}

function policy(id: number) {
  SICKNESSES.find((one) => one.id === 'replication-stuck')?.strike(lab.harbor.state);
  const found = lab.harbor.state.work.policies.get(id);
  if (!found) throw new Error(`no policy ${id}`);
  return found;
}
const manualOf = (id: number) =>
  lab.harbor.state.work.executions.filter((one) => one.policyId === id && one.trigger === 'manual');

const START = step({
  method: 'POST',
  path: '/replication/executions',
  body: { policy_id: 11 },
  done: {
    by: 'new-entry',
    path: '/replication/executions?policy_id=11&sort=-start_time',
    where: { policy_id: 11, trigger: 'manual' },
  },
});
const gc = (dryRun: boolean): HarborStep =>
  step({
    method: 'POST',
    path: '/system/gc/schedule',
    body: { schedule: { type: 'Manual' }, parameters: { dry_run: dryRun, workers: 1 } },
    done: {
      by: 'new-entry',
      path: '/system/gc?sort=-creation_time',
      where: { job_kind: 'MANUAL', job_parameters: { dry_run: dryRun } },
    },
  });

test('a start whose answer was lost is found again and not repeated; its way back stops that very execution', async () => {
  await labWith(['replication create']);
  policy(11);
  lab.loseNextAnswer();
  const ending = await written(START);
  const [begun] = manualOf(11);
  expect(ending).toEqual({ ended: 'was-done', made: String(begun?.id) });
  expect(manualOf(11)).toHaveLength(1);
  const stop = step({ method: 'PUT', path: '/replication/executions/{made}' });
  expect(await written(stop, notebook(), { made: String(begun?.id) })).toMatchObject({ ended: 'written' });
  expect(lab.written).toEqual(['POST /replication/executions', `PUT /replication/executions/${begun?.id}`]);
  expect(await written(stop)).toMatchObject({ ended: 'refused', says: expect.stringContaining('not known') });
});

test('an execution that somebody began an hour ago, by whatever clock, is not ours', async () => {
  await labWith(['replication create']);
  startExecution(lab.harbor.state, policy(11), 'manual');
  expect(await written(START)).toMatchObject({ ended: 'written', made: expect.any(String) });
  expect(manualOf(11)).toHaveLength(2);
});

test('begun by the schedule while our answer was on its way: not ours, so ours is begun', async () => {
  await labWith(['replication create']);
  const of = policy(11);
  const notes = notebook();
  await notes().keep(String(Math.max(...lab.harbor.state.work.executions.map(({ id }) => id))));
  startExecution(lab.harbor.state, of, 'scheduled');
  expect(await written(START, notes)).toMatchObject({ ended: 'written' });
});

test('a real collection is not taken for the dry run that was asked for, nor the other way round', async () => {
  await labWith(['garbage-collection create']);
  lab.harbor.state.work.collections.splice(0);
  const notes = notebook();
  lab.loseNextAnswer();
  expect(await written(gc(true), notes)).toMatchObject({ ended: 'was-done' });
  expect(lab.harbor.state.work.collections).toHaveLength(1);
  const real = notebook();
  await real().keep('0');
  // Only the dry run has a higher id than before: the real one is still to be begun.
  expect(await written(gc(false), real)).toMatchObject({ ended: 'written' });
  expect(lab.harbor.state.work.collections.map(({ dryRun }) => dryRun)).toEqual([false, true]);
});

test('a collection that ran before the yes does not count as ours', async () => {
  await labWith(['garbage-collection create']);
  lab.harbor.state.work.collections.splice(0);
  startCollection(lab.harbor.state, { kind: 'MANUAL', dryRun: true, deleteUntagged: false, workers: 1 });
  expect(await written(gc(true))).toMatchObject({ ended: 'written' });
  expect(lab.harbor.state.work.collections).toHaveLength(2);
});

test('a queue is emptied once: what came after the first try is left alone', async () => {
  await labWith(['jobservice-monitor stop']);
  SICKNESSES.find((one) => one.id === 'queue-paused')?.strike(lab.harbor.state);
  const empty = step({
    method: 'PUT',
    path: '/jobservice/queues/REPLICATION',
    body: { action: 'stop' },
    done: { by: 'drained', queue: 'REPLICATION' },
  });
  const notes = notebook();
  lab.loseNextAnswer();
  expect((await writeToHarbor(empty, STAMP, lab.door, notes())).ended).toBe('unsure');
  // Minutes later somebody starts another one; only then is the first try looked for.
  const { work, now } = lab.harbor.state;
  await notes().keep(String(Date.now() - 600_000));
  const other = work.policies.get(20);
  if (other) startExecution(lab.harbor.state, other, 'manual');
  const waiting = work.jobs.size;
  expect(waiting).toBeGreaterThan(0);
  expect(now()).toBeInstanceOf(Date);
  expect(await written(empty, notes)).toEqual({ ended: 'was-done' });
  expect(work.jobs.size).toBe(waiting);
  expect(lab.written).toHaveLength(1);
});

test('a queue that did not empty is emptied again; one that is empty needs nothing', async () => {
  await labWith(['jobservice-monitor stop']);
  SICKNESSES.find((one) => one.id === 'queue-paused')?.strike(lab.harbor.state);
  const empty = step({
    method: 'PUT',
    path: '/jobservice/queues/REPLICATION',
    body: { action: 'stop' },
    done: { by: 'drained', queue: 'REPLICATION' },
  });
  const notes = notebook();
  await notes().keep(String(Date.now() - 60_000));
  expect(await written(empty, notes)).toMatchObject({ ended: 'written' });
  expect(await written(empty)).toEqual({ ended: 'was-done' });
});

test('a member who is there already counts only with the role that was to be given', async () => {
  await labWith([], ['member create', 'member delete']);
  lab.harbor.addUser('rosa', 'x');
  const add = (role: number): HarborStep =>
    step({
      method: 'POST',
      path: '/projects/shop/members',
      body: { role_id: role, member_user: { username: 'rosa' } },
      done: {
        by: 'entry',
        path: '/projects/shop/members?entityname=rosa',
        where: { entity_name: 'rosa', role_id: role },
      },
    });
  lab.loseNextAnswer();
  const ending = await written(add(3));
  expect(ending).toMatchObject({ ended: 'was-done', made: expect.any(String) });
  expect(await written(add(2))).toMatchObject({ ended: 'refused', says: expect.stringMatching(/^409/) });
  const remove = step({ method: 'DELETE', path: '/projects/shop/members/{made}' });
  const made = 'made' in ending ? ending.made : '';
  lab.loseNextAnswer();
  expect(await written(remove, notebook(), { made })).toEqual({ ended: 'was-done' });
  lab.harbor.state.projects.delete('shop');
  // Harbor says 403 of what lies in a project that is gone.
  expect(await written(remove, notebook(), { made })).toEqual({ ended: 'was-done' });
});

test('a policy of that name is ours by the mark in its description alone', async () => {
  await labWith(['replication-policy create', 'replication-policy delete']);
  const { work } = lab.harbor.state;
  const endpoint = [...work.endpoints.keys()][0] ?? 0;
  const make = step({
    method: 'POST',
    path: '/replication/policies',
    body: { name: 'again', description: 'set back by {approval}', dest_registry: { id: endpoint } },
    done: {
      by: 'entry',
      path: '/replication/policies?name=again',
      where: { name: 'again', description: 'set back by {approval}' },
    },
  });
  lab.loseNextAnswer();
  expect(await written(make)).toMatchObject({ ended: 'was-done', made: expect.any(String) });
  expect(await written(make, notebook(), { approval: 'apr-2' })).toMatchObject({ ended: 'refused' });
  const id = Math.max(...work.policies.keys());
  lab.loseNextAnswer();
  expect(await written(step({ method: 'DELETE', path: `/replication/policies/${id}` }))).toEqual({
    ended: 'was-done',
  });
});

test('a tag, a quota and a job: put again after a lost answer, it is what it was to be', async () => {
  await labWith(['quota update', 'jobservice-monitor stop'], ['tag delete']);
  const { store, projects } = lab.harbor.state;
  store.push({ repository: 'shop/old', tags: ['v1', 'v2'] });
  const digest = store.get('shop/old')?.tags.get('v1') ?? '';
  const tag = (name: string) =>
    step({
      method: 'DELETE',
      path: `/projects/shop/repositories/old/artifacts/${digest}/tags/${name}`,
    });
  lab.loseNextAnswer();
  expect(await written(tag('v1'))).toEqual({ ended: 'was-done' });
  expect([...(store.get('shop/old')?.tags.keys() ?? [])]).toEqual(['v2']);
  lab.loseNextAnswer();
  const quota = step({ method: 'PUT', path: '/quotas/1', body: { hard: { storage: 4096 } } });
  expect(await written(quota)).toMatchObject({ ended: 'written' });
  expect(projects.get('shop')?.quota).toBe(4096);
  lab.loseNextAnswer();
  const job = step({ method: 'PUT', path: '/jobservice/jobs/j1', body: { action: 'stop' } });
  expect(await written(job)).toMatchObject({ ended: 'written' });
});

test('a tag that was pushed anew meanwhile leads elsewhere and is left alone', async () => {
  await labWith([], ['tag delete']);
  const { store } = lab.harbor.state;
  store.push({ repository: 'shop/old', tags: ['v1'] });
  const before = store.get('shop/old')?.tags.get('v1') ?? '';
  store.push({ repository: 'shop/old', tags: ['v1'], layers: [{ 'srv/new': 'new' }] });
  const path = `/projects/shop/repositories/old/artifacts/${before}/tags/v1`;
  expect(await written(step({ method: 'DELETE', path }))).toEqual({ ended: 'was-done' });
  expect(store.get('shop/old')?.tags.has('v1')).toBe(true);
});

test('the robot that writes may write what it may, and lists with the other one’s rights', async () => {
  await labWith([]);
  policy(11);
  expect(await written(START)).toMatchObject({ ended: 'refused', says: expect.stringMatching(/^403/) });
  const other = step({ method: 'PUT', path: '/jobservice/queues/REPLICATION', body: { action: 'pause' } });
  expect(await written(other)).toMatchObject({ ended: 'refused', says: expect.stringMatching(/^403/) });
  expect(lab.written).toEqual([]);
});

test('who can see nothing of what there is writes nothing', async () => {
  await labWith(['replication create']);
  policy(11);
  for (const robot of lab.harbor.state.robots.values())
    if (robot.name === 'robot$medic') robot.permissions = [];
  expect(await written(START)).toMatchObject({ ended: 'refused' });
  expect(manualOf(11)).toHaveLength(0);
});

test('before a plan is shown: does Harbor take writes, and from this login?', async () => {
  await labWith([]);
  expect(await rehearseInHarbor(lab.door)).toEqual({ ended: 'written' });
  lab.harbor.state.readOnly = true;
  expect(await rehearseInHarbor(lab.door)).toMatchObject({ says: expect.stringContaining('read-only mode') });
  lab.harbor.state.robots.delete('robot$medic-writes');
  expect(await rehearseInHarbor(lab.door)).toMatchObject({ says: expect.stringContaining('`writeLogin`') });
});
