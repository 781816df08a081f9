/** Names of the project's robots, so that a new one finds a free one. Asked only for remediations. */
import { z } from 'zod';
import { CouldNotAsk } from '../engine/answer.ts';
import { askHarbor } from '../engine/harbor/answers.ts';
import type { Probe } from '../engine/probe.ts';
import { harborProject, projectDoor } from './harbor-project.ts';

const Robots = z.array(z.object({ name: z.string() })).nullable();

export const projectRobots: Probe<readonly string[]> = {
  id: 'project-robots',
  asks: () => 'reading the robots of its project',
  harborRights: [{ level: 'project', resource: 'robot', action: 'list' }],
  async ask(context) {
    const { project } = await context.need(harborProject);
    const { door } = await projectDoor(context);
    const q = encodeURIComponent(`Level=project,ProjectID=${project.id}`);
    const answer = await askHarbor(door, `/api/v2.0/robots?q=${q}&page_size=100`, { schema: Robots });
    if (answer.ended !== 'found') throw new CouldNotAsk(answer.says);
    return (answer.value ?? []).map(({ name }) => name);
  },
};
