/**
 * The reading rights of our robot, as `rbac` lists them, enforced by Harbor: with exactly these every verb sees all
 * it looks for, and without any one of them some verb says that it may not.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import type { HarborRight } from '../../src/engine/harbor/right.ts';
import type { Question } from '../../src/engine/question.ts';
import { answerQuestion } from '../../src/jobs/answer.ts';
import { harborReadsOf } from '../../src/jobs/doctor/clusters.ts';
import { allProbes } from '../../src/jobs/doctor/doctor.ts';
import { createSurroundings, type Surroundings } from '../../src/jobs/surroundings.ts';
import type { Permission } from '../../src/sandbox/harbor/accounts.ts';
import { credentialsInvalid } from '../../src/sandbox/world/faults/credentials-invalid.ts';
import { OWN_LOGINS } from '../../src/sandbox/world/logins.ts';
import { startWorld, type World } from '../../src/sandbox/world/world.ts';

const RIGHTS = harborReadsOf(await allProbes());
const nameOf = ({ level, resource, action }: HarborRight): string => `${level} ${resource} ${action}`;
const REFUSED = /FORBIDDEN|\b403\b|may not read/;

let world: World;
let surroundings: Surroundings;

beforeAll(async () => {
  world = await startWorld({ faults: [credentialsInvalid] });
  for (const id of [
    'harbor-destination-blob-401',
    'harbor-zero-byte-tags',
    'harbor-notification-race',
    'harborcluster-stale',
  ])
    world.strike(id);
  world.strike('harbor-collection-failed-s3');
  world.strike('harbor-replication-stuck');
  surroundings = await createSurroundings(loadConfig(world.files.env));
});
afterAll(async () => {
  await surroundings?.network.close();
  await world?.stop();
});

/** What the robot may, without one. */
function allow(without?: HarborRight): void {
  const robot = world.estate.harbor.state.robots.get(OWN_LOGINS.harbor.username);
  if (!robot) throw new Error('the bot has no robot');
  const of = (level: HarborRight['level']) =>
    RIGHTS.filter((one) => one.level === level && one !== without).map(({ resource, action }) => ({
      resource,
      action,
    }));
  const permissions: readonly Permission[] = [
    { kind: 'system', namespace: '/', access: of('system') },
    { kind: 'project', namespace: '*', access: of('project') },
  ];
  robot.permissions = permissions;
}

async function said(question: Question): Promise<string> {
  const reply = await answerQuestion(question, surroundings);
  // Of the Harbor alone that has this robot; what is proved of somebody else's login is no blind spot of ours.
  return JSON.stringify(reply).replaceAll(/"evidence":\[[^\]]*\]/g, '');
}

function policies(): readonly string[] {
  return [...world.estate.harbor.state.work.policies.values()].map(({ name }) => name);
}

function verbs(): Readonly<Record<string, Question>> {
  const syncs = policies().map((what): readonly [string, Question] => [
    `why-sync-fails ${what}`,
    { kind: 'sync', what, of: 'policy', registry: 'harbor' },
  ]);
  const image = `${world.estate.address('harbor')}/shop/catalog:1.19.4`;
  return {
    status: { kind: 'status', registry: 'harbor' },
    storage: { kind: 'storage', registry: 'harbor' },
    jobs: { kind: 'jobs', registry: 'harbor' },
    'why-pull-fails of an image': { kind: 'pull', what: image },
    'why-pull-fails': { kind: 'pull', namespace: 'shop', what: 'payments' },
    'why-push-fails': { kind: 'push', image },
    'why-slow': { kind: 'slow', what: 'nginx:1.27' },
    'why-login-fails': { kind: 'login', registry: 'harbor', user: 'robot$shop+ci' },
    'why-login-fails of the system’s': { kind: 'login', registry: 'harbor', user: 'robot$acme-deploy' },
    ...Object.fromEntries(syncs),
  };
}

test('with exactly these rights nothing is refused', async () => {
  allow();
  for (const [name, question] of Object.entries(verbs())) {
    const answer = await said(question);
    const refused = answer.match(new RegExp(`[^"]{0,200}(?:${REFUSED.source})[^"]{0,100}`, 'g')) ?? [];
    expect.soft({ name, refused }).toEqual({ name, refused: [] });
  }
});

test.each(RIGHTS.map((right) => [nameOf(right), right] as const))(
  'without %s something says so',
  async (_, right) => {
    allow(right);
    try {
      const asked: string[] = [];
      for (const [name, question] of Object.entries(verbs())) {
        asked.push(name);
        if (REFUSED.test(await said(question))) return;
      }
      throw new Error(`nobody says so: asked ${asked.join(', ')}`);
    } finally {
      allow();
    }
  },
  300_000,
);
