import type { Robot } from '../accounts.ts';
import { sayList } from '../paging.ts';
import { mayInProject, maySystem } from '../rights.ts';
import { type Endpoint, refusal } from '../router.ts';
import type { HarborState } from '../state.ts';

/** Robots: of the system, or with `q=Level=project,ProjectID=N` of one project. Secrets are never listed. */
export const robots: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/robots',
    handle(call) {
      const { ask, state, who } = call;
      const id = /ProjectID=(\d+)/i.exec(ask.query.get('q') ?? '')?.[1];
      const all = [...state.robots.values()].map((robot) => record(state, robot));
      if (id === undefined)
        return (
          refusal(call, maySystem(who, 'robot', 'list')) ??
          sayList(
            ask,
            all.filter((robot) => robot.level === 'system'),
          )
        );
      const project = [...state.projects.values()].find((one) => one.id === Number(id));
      return refusal(call, mayInProject(who, project, 'robot', 'list')) ?? sayList(ask, all);
    },
  },
];

function record(state: HarborState, robot: Robot) {
  const project = /^robot\$(.+?)\+/.exec(robot.name)?.[1];
  return {
    id: robot.id,
    name: robot.name,
    level: robot.level,
    ...(robot.level === 'project' ? { project_id: state.projects.get(project ?? '')?.id } : {}),
    disable: robot.disable,
    expires_at: robot.expiresAt,
    duration: robot.expiresAt === -1 ? -1 : 30,
    creation_time: robot.createdAt.toISOString(),
    permissions: robot.permissions,
  };
}
