/** Whether those whose login is good and gets nothing are members of the project. Asked only for remediations. */
import { z } from 'zod';
import { CouldNotAsk, NotReached } from '../engine/answer.ts';
import { askHarbor } from '../engine/harbor/answers.ts';
import { robotNamed } from '../engine/harbor/robot.ts';
import type { Probe } from '../engine/probe.ts';
import type { Words } from '../engine/words.ts';
import { authorization } from './authorization.ts';
import { BY_NAME, projectDoor } from './harbor-project.ts';

export interface ProjectMemberFact {
  readonly users: readonly {
    readonly username: string;
    /** Harbor's name of the role; null: no member. */
    readonly role: string | null;
    /** Whether Harbor has such a user; groups and robots are none. */
    readonly exists: boolean;
  }[];
}

const words: Words<{ readonly refused: (says: string) => string }> = {
  en: {
    refused: (says) =>
      `Harbor does not show the project’s members to our login (it needs \`member list\`, which robots may have since 2.12): ${says}`,
  },
};

const Members = z
  .array(z.object({ entity_name: z.string(), entity_type: z.string(), role_name: z.string().nullish() }))
  .nullable();
const Users = z.array(z.object({ username: z.string() })).nullable();

export const projectMember: Probe<ProjectMemberFact> = {
  id: 'project-member',
  asks: () => 'reading who is a member of the project',
  harborRights: [{ level: 'project', resource: 'member', action: 'list' }],
  async ask(context) {
    const { asked } = await context.need(authorization);
    const refused = asked.flatMap(({ ended, who }) =>
      ended === 'not-granted' && who.kind === 'credential' ? [who.username] : [],
    );
    const people = [...new Set(refused)].filter((name) => robotNamed(name) === null);
    if (people.length === 0) throw new NotReached('authorization');
    const { door, name } = await projectDoor(context);
    const at = `/api/v2.0/projects/${encodeURIComponent(name)}/members`;
    const users = await Promise.all(
      people.map(async (username) => {
        const given = encodeURIComponent(username);
        const [members, found] = await Promise.all([
          askHarbor(door, `${at}?entityname=${given}&page_size=100`, { schema: Members, headers: BY_NAME }),
          askHarbor(door, `/api/v2.0/users/search?username=${given}&page_size=100`, { schema: Users }),
        ]);
        if (members.ended !== 'found') throw new CouldNotAsk(words.en.refused(members.says));
        if (found.ended !== 'found') throw new CouldNotAsk(found.says);
        // Both find parts of names as well.
        const mine = members.value?.find((one) => one.entity_type === 'u' && one.entity_name === username);
        const exists = found.value?.some((one) => one.username === username) ?? false;
        return { username, role: mine ? (mine.role_name ?? '') : null, exists };
      }),
    );
    return { users };
  },
};
