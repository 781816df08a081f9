import { withProject } from '../api/projects.ts';
import { robotRecord } from '../api/robots.ts';
import { sayList } from '../paging.ts';
import { mayInProject } from '../rights.ts';
import { type Endpoint, refusal } from '../router.ts';

/** Robots belong to projects only. */
export const projectRobots: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/projects/{project}/robots',
    handle: (call) =>
      withProject(call, (project) => {
        const own = [...call.state.robots.values()]
          .map((robot) => robotRecord(call.state, robot))
          .filter((robot) => robot.project_id === project.id);
        return refusal(call, mayInProject(call.who, project, 'robot', 'list')) ?? sayList(call.ask, own);
      }),
  },
];
