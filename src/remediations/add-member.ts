import permissionDenied from '../checks/pull/permission-denied.ts';
import { robotNamed } from '../engine/harbor/robot.ts';
import { defineRemediation } from '../engine/remediation.ts';
import { configuredHarbor, harborStep, planInHarbor } from '../facts/harbor-fix.ts';
import { harborProject } from '../probes/harbor-project.ts';
import { projectMember } from '../probes/project-member.ts';

/** May pull, and nothing else worth mentioning (Harbor's role 3). */
const GUEST = 3;

export default defineRemediation({
  id: 'add-member',
  // It gives somebody access: two people, whatever the change looks like.
  risk: 'high',
  rows: ['B-MEMBER', 'S0-22', 'S1-25', 'S1-35', 'S4-5', 'S4-38'],
  fixes: [permissionDenied],
  rights: [],
  harborRights: [
    { level: 'project', resource: 'member', action: 'create' },
    // Its way back.
    { level: 'project', resource: 'member', action: 'delete' },
  ],
  needs: { at: harborProject, member: projectMember },
  plan({ check, data: { username, exists } }, { at, member: { users } }) {
    const not = (why: string) => ({ state: 'not-ready', why }) as const;
    const { name } = at.project;
    if (robotNamed(username) !== null)
      return not(
        `\`${username}\` is a robot: its permissions are edited where it is kept, a robot is no member`,
      );
    if (!exists) return not('whether the image is in that project could not be seen');
    const user = users.find((one) => one.username === username);
    if (!user?.exists)
      return not(`Harbor has no user \`${username}\`; a group or an account of elsewhere is added by hand`);
    if (user.role !== null)
      return not(
        `\`${username}\` is a member of \`${name}\` already (${user.role}), which should do: look at the token service`,
      );
    const harbor = configuredHarbor(at.registry, at.host);
    const members = `/projects/${encodeURIComponent(name)}/members`;
    const what = `Member ${username} of project ${name}`;
    const who = at.owner === null ? 'who answers for the project' : `\`${at.owner}\`, whose project it is`;
    return planInHarbor(
      {
        remediation: 'add-member',
        does: `Let \`${username}\` pull from project \`${name}\`, as a guest`,
        risk: 'high',
        steps: [
          harborStep(harbor, {
            method: 'POST',
            path: members,
            body: { role_id: GUEST, member_user: { username } },
            done: {
              by: 'entry',
              path: `${members}?entityname=${encodeURIComponent(username)}&page_size=100`,
              where: { entity_name: username, entity_type: 'u', role_id: GUEST },
            },
          }),
        ],
        changes: [{ what, from: null, to: 'guest: may pull all repositories of the project' }],
        interrupts: 'Nothing.',
        undo: {
          by: 'steps',
          says: `Take \`${username}\` out of project \`${name}\` again.`,
          steps: [harborStep(harbor, { method: 'DELETE', path: `${members}/{made}` })],
          changes: [{ what, from: 'guest', to: null }],
        },
        lock: `member/${name}/${username}`,
        verify: { check, withinS: 120, steadyS: 0 },
        beware: [
          `It gives access: one of the two who say yes should be ${who}.`,
          'A robot of the project is the better login for a pull secret; a user’s password opens more.',
        ],
      },
      { state: 'known', fact: { version: at.version }, at: '', ms: 0 },
      harbor,
      // Since then robots may add members (goharbor/harbor#20076).
      '2.12',
    );
  },
  words: { en: { title: 'Let this user pull', would: 'make the user a guest of the project' } },
});
