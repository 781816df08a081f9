/** Harbor since 2.0: `/api/v2.0`. */
import type { HarborDoor } from '../../engine/harbor/answers.ts';
import type { HarborReader } from '../../engine/harbor/reader.ts';
import { Robot } from '../../engine/harbor/robot.ts';
import { createAsking, type HarborAsking } from './asking.ts';
import { auditV2 } from './audit.ts';
import { collectionCalls } from './collections.ts';
import { jobserviceCalls } from './jobservice.ts';
import { BY_NAME, inProject, Project, projectCalls } from './projects.ts';
import { replicationCalls } from './replication.ts';
import { scanCalls } from './scans.ts';
import { systemCalls } from './system.ts';
import { artifactCalls } from './v2-artifacts.ts';

/** Everything that depends on the version of the API. */
export type HarborCalls = Omit<HarborReader, 'origin' | 'identity' | 'api'>;

export function callsOfV2(door: HarborDoor): HarborCalls {
  const asking = createAsking(door, '/api/v2.0');
  return {
    ...systemCalls(asking),
    ...jobserviceCalls(asking),
    ...collectionCalls(asking),
    ...scanCalls(asking),
    ...projectCalls(asking),
    ...artifactCalls(asking),
    ...replicationCalls(asking),
    robots: (project) => readRobots(asking, project),
    audit: (of) => auditV2(asking, of),
  };
}

/** Of one project only by its id (`q=Level=project,ProjectID=3`). */
async function readRobots(asking: HarborAsking, project?: string): ReturnType<HarborReader['robots']> {
  if (project === undefined) return asking.list(`/robots?q=${encodeURIComponent('Level=system')}`, Robot);
  const path = `/projects/${encodeURIComponent(project)}`;
  const found = await inProject(asking, project, asking.one(path, Project, BY_NAME));
  if (found.ended !== 'found') return found;
  const q = encodeURIComponent(`Level=project,ProjectID=${found.value.id}`);
  return asking.list(`/robots?q=${q}`, Robot);
}
