/**
 * A robot of a Harbor project that may pull, and the Secret with its login. Harbor tells a robot's secret once: it
 * is in this file's hands from that answer to the Secret, and nowhere else. Where a worker died between the two,
 * nobody knows the secret of the robot that it made; it is deleted and made anew.
 */
import { z } from 'zod';
import type { Stamp, StepEnding } from '../engine/apply-ending.ts';
import type { Step } from '../engine/plan.ts';
import type { Words } from '../engine/words.ts';
import { rehearseInHarbor } from './harbor.ts';
import { entriesIn, idOf, jsonOf, saysOf } from './harbor-answers.ts';
import type { HarborWriteDoor, HarborWriteEnding } from './harbor-door.ts';
import { asObject, type KubeDoor } from './kube-door.ts';
import { writeToCluster } from './kubernetes.ts';
import { APPROVAL_LABEL } from './stamped.ts';

export type PullRobotStep = Extract<Step, { readonly do: 'pull-robot' }>;

interface Doors {
  readonly cluster: KubeDoor;
  readonly harbor: HarborWriteDoor;
}

const words: Words<{
  readonly notServed: string;
  readonly taken: (name: string) => string;
  readonly robotTaken: (name: string) => string;
  readonly strange: string;
  readonly mark: (approval: string) => string;
}> = {
  en: {
    notServed: 'the cluster does not serve Secrets',
    taken: (name) => `the Secret \`${name}\` exists already and is not of this approval`,
    robotTaken: (name) => `a robot \`${name}\` exists already and is not of this approval`,
    strange: 'Harbor made the robot and did not tell its name and secret',
    mark: (approval) => `made by registry-medic, ${approval}`,
  },
};

/** Which robot the login is of, for the way back. */
const ROBOT_LABEL = 'registry-medic.io/robot';

const Told = z.object({ id: z.number(), name: z.string().min(1), secret: z.string().min(1) });
const PULLS = [
  { resource: 'repository', action: 'pull' },
  { resource: 'repository', action: 'list' },
];

/** A dry run puts a Secret without a login to the API server; of Harbor it asks whether it would take writes. */
export async function rehearsePullRobot(
  step: PullRobotStep,
  stamp: Stamp,
  doors: Doors,
): Promise<Exclude<StepEnding, { ended: 'was-done' }>> {
  const inHarbor = await rehearseInHarbor(doors.harbor);
  if (inHarbor.ended !== 'written') return inHarbor;
  const empty = { id: 0, name: 'robot', secret: 'none' };
  const ending = await writeToCluster(secretOf(step, empty), stamp, doors.cluster, 'rehearse');
  return ending.ended === 'was-done' ? { ended: 'written' } : ending;
}

/** Safe to repeat with the same stamp. */
export async function writePullRobot(step: PullRobotStep, stamp: Stamp, doors: Doors): Promise<StepEnding> {
  const there = await secretThere(step, stamp, doors.cluster);
  if (there) return there;
  const robot = await newRobot(step, stamp, doors.harbor, 'replace');
  if ('ended' in robot) return robot;
  const ending = await writeToCluster(secretOf(step, robot), stamp, doors.cluster, 'write');
  if (ending.ended === 'written' || ending.ended === 'was-done')
    return { ...ending, made: `${robot.id}/${ending.made ?? ''}` };
  // A robot whose secret nobody has is of no use; where no answer came, the next try replaces it.
  if (ending.ended === 'refused') await doors.harbor.put({ method: 'DELETE', path: `/robots/${robot.id}` });
  return ending;
}

async function secretThere(
  { target }: PullRobotStep,
  { approval }: Stamp,
  cluster: KubeDoor,
): Promise<StepEnding | null> {
  const path = await cluster.pathOf(target.kind, target.namespace, target.name);
  if (path === null) return { ended: 'refused', says: words.en.notServed };
  const answer = await cluster.put({ method: 'GET', path });
  if (answer.ended === 'unsure') return answer;
  if (answer.status === 404) return null;
  if (answer.status >= 500) return { ended: 'unsure', says: `${answer.status} ${answer.says}` };
  if (answer.status >= 300) return { ended: 'refused', says: `${answer.status} ${answer.says}` };
  const { labels = {}, uid = '' } = asObject(answer.body)?.metadata ?? {};
  return labels[APPROVAL_LABEL] === approval
    ? { ended: 'was-done', made: `${labels[ROBOT_LABEL] ?? ''}/${uid}` }
    : { ended: 'refused', says: words.en.taken(target.name) };
}

type Robot = z.infer<typeof Told>;
type NoRobot = Exclude<StepEnding, { readonly ended: 'written' }>;

async function newRobot(
  step: PullRobotStep,
  stamp: Stamp,
  harbor: HarborWriteDoor,
  taken: 'replace' | 'refuse',
): Promise<Robot | NoRobot> {
  const { robot, days, project } = step;
  const answer = await harbor.put({
    method: 'POST',
    path: '/robots',
    json: {
      name: robot,
      description: words.en.mark(stamp.approval),
      level: 'project',
      duration: days,
      disable: false,
      permissions: [{ kind: 'project', namespace: project.name, access: PULLS }],
    },
  });
  if (answer.ended === 'unsure') return answer;
  if (answer.status === 409 && taken === 'replace') {
    const removed = await removeOurs(step, stamp, harbor);
    return removed ?? newRobot(step, stamp, harbor, 'refuse');
  }
  if (answer.status >= 300) return notDone(answer);
  const told = Told.safeParse(jsonOf(answer.body));
  return told.success ? told.data : { ended: 'refused', says: words.en.strange };
}

/** Null: the robot that an earlier try of this approval made is gone. */
async function removeOurs(
  { robot, project }: PullRobotStep,
  { approval }: Stamp,
  harbor: HarborWriteDoor,
): Promise<NoRobot | null> {
  const q = encodeURIComponent(`Level=project,ProjectID=${project.id}`);
  const list = await harbor.look(`/robots?q=${q}&page_size=100`);
  if (list.ended === 'unsure') return list;
  if (list.status >= 300) return notDone(list);
  const found = entriesIn(list.body)?.find(({ name }) => String(name).endsWith(`${project.name}+${robot}`));
  if (!found || found['description'] !== words.en.mark(approval))
    return { ended: 'refused', says: words.en.robotTaken(robot) };
  const gone = await harbor.put({ method: 'DELETE', path: `/robots/${idOf(found)}` });
  if (gone.ended === 'unsure') return gone;
  return gone.status < 300 || gone.status === 404 ? null : notDone(gone);
}

function notDone(answer: Extract<HarborWriteEnding, { ended: 'answered' }>): NoRobot {
  const says = saysOf(answer);
  return answer.status >= 500 || answer.status === 429
    ? { ended: 'unsure', says }
    : { ended: 'refused', says };
}

function secretOf(
  { host, target }: PullRobotStep,
  { id, name: username, secret }: Robot,
): Extract<Step, { readonly do: 'create' }> {
  const auth = Buffer.from(`${username}:${secret}`).toString('base64');
  const config = JSON.stringify({ auths: { [host]: { username, password: secret, auth } } });
  return {
    do: 'create',
    target,
    body: {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { labels: { [ROBOT_LABEL]: String(id) } },
      type: 'kubernetes.io/dockerconfigjson',
      data: { '.dockerconfigjson': Buffer.from(config).toString('base64') },
    },
  };
}
