import secretMissing from '../checks/pull/secret-missing.ts';
import { defineRemediation } from '../engine/remediation.ts';
import { configuredHarbor, harborStep, planInHarbor } from '../facts/harbor-fix.ts';
import { harborProject } from '../probes/harbor-project.ts';
import { pod } from '../probes/pod.ts';
import { projectRobots } from '../probes/project-robots.ts';

const DAYS = 90;
const SECRETS = { group: '', plural: 'secrets' };
/** kangaroo makes this one in every namespace that a project is bound to, and would make it again. */
const OF_KANGAROO = 'registry-secret';

export default defineRemediation({
  id: 'create-pull-robot',
  risk: 'medium',
  rows: ['B-ROBOT', 'B-SECRET', 'S1-67', 'S3-31'],
  fixes: [secretMissing],
  rights: [
    { group: '', resource: 'secrets', verb: 'create' },
    { group: '', resource: 'secrets', verb: 'get' },
    // Its way back.
    { group: '', resource: 'secrets', verb: 'delete' },
  ],
  harborRights: [
    { level: 'project', resource: 'robot', action: 'create' },
    { level: 'project', resource: 'robot', action: 'delete' },
    // A robot gives away no more than it may itself (goharbor/harbor#20076).
    { level: 'project', resource: 'repository', action: 'pull' },
    { level: 'project', resource: 'repository', action: 'list' },
  ],
  needs: { pod, at: harborProject, robots: projectRobots },
  plan({ check, data: { secret } }, { pod: { pod: of }, at, robots }, _also, pull) {
    const not = (why: string) => ({ state: 'not-ready', why }) as const;
    const { cluster } = pull;
    if (cluster === undefined) return not('no cluster belongs to this question');
    if (at.project.public) return { state: 'not-applicable' };
    if (secret === OF_KANGAROO)
      return not(
        `\`${secret}\` is made by kangaroo: bind the project to the workspace again, and it comes back`,
      );
    const robot = nameOf(of.namespace, secret);
    if (robots.some((name) => name.endsWith(`+${robot}`)))
      return not(
        `project \`${at.project.name}\` has a robot \`${robot}\` already, whose secret nobody can read again: delete it in Harbor first`,
      );
    const target = { kind: SECRETS, namespace: of.namespace, name: secret };
    const what = `Secret ${of.namespace}/${secret}`;
    const who = `Robot ${robot} of project ${at.project.name}`;
    const harbor = configuredHarbor(at.registry, at.host);
    const planned = planInHarbor(
      {
        remediation: 'create-pull-robot',
        does: `Make a robot that may pull from \`${at.project.name}\`, and put its login into Secret \`${of.namespace}/${secret}\``,
        risk: 'medium',
        steps: [
          {
            do: 'pull-robot',
            registry: at.registry,
            host: at.host,
            project: { id: at.project.id, name: at.project.name },
            robot,
            days: DAYS,
            target,
          },
        ],
        changes: [
          { what: who, from: null, to: `may pull and list, nothing else, for ${DAYS} days` },
          { what, from: null, to: `its login for ${at.host}` },
        ],
        interrupts: 'Nothing. Pods that wait are tried again by their kubelet within 5 min.',
        undo: {
          by: 'steps',
          says: `Delete the robot and Secret \`${of.namespace}/${secret}\` again.`,
          steps: [
            { do: 'delete', target, uid: '{made/2}' },
            harborStep(harbor, { method: 'DELETE', path: '/robots/{made/1}' }),
          ],
          changes: [
            { what, from: 'there', to: null },
            { what: who, from: 'there', to: null },
          ],
        },
        lock: `robot/${at.project.name}/${robot}`,
        verify: { check, withinS: 120, steadyS: 0 },
        beware: [
          `The robot ends after ${DAYS} days; by then give it more time in Harbor, or these pods cannot pull again.`,
          'Its secret goes from Harbor into the Secret and is shown nowhere.',
        ],
      },
      { state: 'known', fact: { version: at.version }, at: '', ms: 0 },
      harbor,
      // Since then robots may make robots.
      '2.12',
    );
    if (planned.state !== 'ready') return planned;
    const scope = { cluster, namespace: of.namespace, registry: at.registry };
    const locks = [`${cluster}/secrets/${of.namespace}/${secret}`, ...planned.plan.locks] as const;
    return { state: 'ready', plan: { ...planned.plan, scope, locks } };
  },
  words: {
    en: {
      title: 'Make a robot for this secret',
      would: 'make a robot that may pull from this project, and its login a Secret',
    },
  },
});

/** What Harbor takes for a name: small letters and digits, joined by one sign (handler/robot.go). */
function nameOf(namespace: string, secret: string): string {
  return `pull-${namespace}-${secret}`
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/-+$/, '');
}
