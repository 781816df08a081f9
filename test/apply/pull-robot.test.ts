/** A robot and its Secret, over HTTP: one robot and one Secret whatever got lost on the way, and no secret told. */
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createKubeDoor, type KubeDoor } from '../../src/apply/kube-door.ts';
import { type PullRobotStep, rehearsePullRobot, writePullRobot } from '../../src/apply/pull-robot.ts';
import { createAccess } from '../../src/clients/kubernetes/access.ts';
import { loadKubeConfig } from '../../src/clients/kubernetes/kube-config.ts';
import { type SandboxCluster, startCluster } from '../../src/sandbox/cluster/cluster.ts';
import { type Rights, startWriteLab, type WriteLab } from './harbor-lab.ts';

const STAMP = { approval: 'apr-1', approvedAt: '2026-11-21T02:10:00.000Z' };
const MAY: Rights = ['robot create', 'robot delete', 'repository pull', 'repository list'];
const SECRETS = { group: '', plural: 'secrets' };
let cluster: SandboxCluster;
let kube: KubeDoor;
let lab: WriteLab;
let count = 0;

beforeAll(async () => {
  cluster = await startCluster({});
  cluster.apply([{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } }]);
  const file = join(await mkdtemp(join(tmpdir(), 'kubeconfig-')), 'config');
  await writeFile(file, cluster.kubeconfig());
  const config = { name: 'prod', kubeconfig: file, inCluster: false, default: false };
  kube = createKubeDoor(createAccess(() => loadKubeConfig(config, {})));
});
afterAll(() => cluster.stop());
afterEach(() => lab.stop());

function step(): PullRobotStep {
  count += 1;
  return {
    do: 'pull-robot',
    registry: 'stub',
    host: 'harbor.acme.test',
    project: { id: 1, name: 'shop' },
    robot: `pull-${count}`,
    days: 90,
    target: { kind: SECRETS, namespace: 'shop', name: `regcred-${count}` },
  };
}
const write = (of: PullRobotStep, door = kube, stamp = STAMP) =>
  writePullRobot(of, stamp, { cluster: door, harbor: lab.door });
const robots = (of: PullRobotStep) =>
  [...lab.harbor.state.robots.values()].filter(({ name }) => name === `robot$shop+${of.robot}`);

interface Auths {
  readonly auths: Readonly<Record<string, { readonly username: string; readonly password: string }>>;
}
function loginIn(of: PullRobotStep) {
  const found = cluster.store.get('secrets', 'shop', of.target.name) as unknown as
    | { readonly data: Readonly<Record<string, string>> }
    | undefined;
  if (!found) return null;
  const text = Buffer.from(found.data['.dockerconfigjson'] ?? '', 'base64').toString();
  return (JSON.parse(text) as Auths).auths['harbor.acme.test'] ?? null;
}
/** A cluster whose Secrets cannot be written just now. */
const silent = (says: 'unsure' | 'no'): KubeDoor => ({
  ...kube,
  put: async (question) =>
    question.method !== 'POST'
      ? kube.put(question)
      : says === 'unsure'
        ? { ended: 'unsure', says: 'connection reset' }
        : { ended: 'answered', status: 403, body: {}, says: 'forbidden' },
});

test('a robot that may pull from one project and nothing else, and its login in a Secret', async () => {
  lab = await startWriteLab([], MAY);
  const of = step();
  const ending = await write(of);
  const [robot] = robots(of);
  const uid = cluster.store.get('secrets', 'shop', of.target.name)?.metadata.uid;
  expect(ending).toEqual({ ended: 'written', made: `${robot?.id}/${uid}` });
  expect(robot?.permissions).toEqual([
    {
      kind: 'project',
      namespace: 'shop',
      access: [
        { resource: 'repository', action: 'pull' },
        { resource: 'repository', action: 'list' },
      ],
    },
  ]);
  expect(loginIn(of)).toMatchObject({ username: robot?.name, password: robot?.secret });
  expect(JSON.stringify(ending)).not.toContain(robot?.secret);
  // Asked again after all of it: nothing more.
  expect(await write(of)).toEqual({ ended: 'was-done', made: `${robot?.id}/${uid}` });
  expect(lab.written).toHaveLength(1);
});

test('the answer with the secret was lost: the robot is deleted and made anew, one is left', async () => {
  lab = await startWriteLab([], MAY);
  const of = step();
  lab.loseNextAnswer();
  expect(await write(of)).toMatchObject({ ended: 'unsure' });
  const lost = robots(of)[0]?.secret;
  expect(await write(of)).toMatchObject({ ended: 'written' });
  expect(robots(of)).toHaveLength(1);
  expect(robots(of)[0]?.secret).not.toBe(lost);
  expect(loginIn(of)).toMatchObject({ password: robots(of)[0]?.secret });
});

test('the worker died between robot and Secret: the login in the Secret is the one that works', async () => {
  lab = await startWriteLab([], MAY);
  const of = step();
  expect(await write(of, silent('unsure'))).toMatchObject({ ended: 'unsure' });
  expect(robots(of)).toHaveLength(1);
  expect(loginIn(of)).toBeNull();
  expect(await write(of)).toMatchObject({ ended: 'written' });
  expect(loginIn(of)).toMatchObject({ password: robots(of)[0]?.secret });
});

test('the cluster refuses the Secret: no robot is left whose secret nobody has', async () => {
  lab = await startWriteLab([], MAY);
  const of = step();
  expect(await write(of, silent('no'))).toMatchObject({ ended: 'refused', says: '403 forbidden' });
  expect(robots(of)).toEqual([]);
});

test('a robot and a Secret of somebody else are left alone', async () => {
  lab = await startWriteLab([], MAY);
  const of = step();
  await write(of);
  const secret = robots(of)[0]?.secret;
  const other = { ...STAMP, approval: 'apr-2' };
  expect(await write(of, kube, other)).toMatchObject({
    ended: 'refused',
    says: expect.stringContaining('Secret'),
  });
  const elsewhere = { ...of, target: { ...of.target, name: `${of.target.name}-b` } };
  expect(await write(elsewhere, kube, other)).toMatchObject({
    ended: 'refused',
    says: expect.stringContaining('robot'),
  });
  expect(robots(of)[0]?.secret).toBe(secret);
});

test('a robot gives away no more than it may itself, and a dry run writes nothing', async () => {
  lab = await startWriteLab([], ['robot create']);
  const of = step();
  expect(await rehearsePullRobot(of, STAMP, { cluster: kube, harbor: lab.door })).toEqual({
    ended: 'written',
  });
  expect(await write(of)).toMatchObject({ ended: 'refused', says: expect.stringMatching(/^403/) });
  expect(robots(of)).toEqual([]);
  expect(loginIn(of)).toBeNull();
});
