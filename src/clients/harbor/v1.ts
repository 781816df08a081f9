/** Harbor 1.8 to 1.10: `/api`. Projects go by id, repositories by their whole name, tags are the artifacts. */
import type { HarborAnswer, HarborDoor } from '../../engine/harbor/answers.ts';
import type { HarborReader } from '../../engine/harbor/reader.ts';
import type { HarborProject } from '../../engine/harbor/records.ts';
import { Robot } from '../../engine/harbor/robot.ts';
import type { Words } from '../../engine/words.ts';
import { createAsking, type HarborAsking } from './asking.ts';
import { auditV1 } from './audit.ts';
import { collectionCalls } from './collections.ts';
import { Project, projectExists, quotaOf, readQuotas, Summary } from './projects.ts';
import { replicationCalls } from './replication.ts';
import { scanCalls } from './scans.ts';
import { systemCalls } from './system.ts';
import { tagCalls } from './v1-tags.ts';
import type { HarborCalls } from './v2.ts';

const words: Words<{
  readonly noCall: string;
  readonly noProject: (name: string) => string;
}> = {
  en: {
    noCall: 'API 1.x',
    noProject: (name) => `404 there is no project ${name} that our login may see`,
  },
};

const absent = async (): Promise<HarborAnswer<never>> => ({
  ended: 'absent',
  says: words.en.noCall,
  requestId: '',
});

export function callsOfV1(door: HarborDoor): HarborCalls {
  const asking = createAsking(door, '/api');
  const project = (name: string) => readProject(asking, name);
  return {
    ...systemCalls(asking),
    pools: absent,
    workers: absent,
    queues: absent,
    jobLog: absent,
    schedules: absent,
    schedulerPaused: absent,
    ...collectionCalls(asking),
    ...scanCalls(asking),
    projects: (limit) => asking.list('/projects', Project, limit),
    project,
    projectExists: (name) => projectExists(asking, name),
    quotas: (limit) => readQuotas(asking, limit),
    projectQuota: async (name) => {
      const found = await project(name);
      if (found.ended !== 'found') return found;
      return quotaOf(await asking.one(`/projects/${found.value.id}/summary`, Summary));
    },
    ...tagCalls(asking, project),
    ...replicationCalls(asking),
    robots: (name) => readRobots(asking, name),
    audit: (of) => auditV1(asking, of),
  };
}

/** `name` finds parts of names as well, and leaves out what our login may not see. */
async function readProject(asking: HarborAsking, name: string): Promise<HarborAnswer<HarborProject>> {
  const answer = await asking.list(`/projects?name=${encodeURIComponent(name)}`, Project);
  if (answer.ended !== 'found') return answer;
  const project = answer.value.items.find((one) => one.name === name);
  if (project) return { ...answer, value: project };
  return { ended: 'absent', says: words.en.noProject(name), requestId: answer.requestId };
}

/** There are no robots of the system before 2.2. */
async function readRobots(asking: HarborAsking, name?: string): ReturnType<HarborReader['robots']> {
  if (name === undefined) return absent();
  const project = await readProject(asking, name);
  if (project.ended !== 'found') return project;
  return asking.list(`/projects/${project.value.id}/robots`, Robot);
}
