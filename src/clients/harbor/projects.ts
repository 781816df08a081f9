/** Projects and quotas. A missing project is forbidden to all but administrators; HEAD tells the two apart. */
import { z } from 'zod';
import type { HarborAnswer } from '../../engine/harbor/answers.ts';
import type { HarborReader } from '../../engine/harbor/reader.ts';
import type { HarborProject, ProjectQuota } from '../../engine/harbor/records.ts';
import type { Words } from '../../engine/words.ts';
import { type HarborAsking, mapFound } from './asking.ts';

const words: Words<{ readonly noProject: (name: string) => string; readonly noQuota: string }> = {
  en: {
    noProject: (name) => `404 there is no project ${name}`,
    noQuota: 'the summary of the project holds no quota',
  },
};

export const Project = z
  .object({
    project_id: z.number(),
    name: z.string(),
    repo_count: z.number().nullish(),
    registry_id: z.number().nullish(),
    metadata: z.record(z.string(), z.unknown()).nullish(),
  })
  .transform((project): HarborProject => {
    const metadata = Object.entries(project.metadata ?? {}).map(([name, value]) => [name, String(value)]);
    const told: Readonly<Record<string, string>> = Object.fromEntries(metadata);
    return {
      id: project.project_id,
      name: project.name,
      public: told['public'] === 'true',
      repositories: project.repo_count ?? 0,
      proxyOf: project.registry_id || null,
      metadata: told,
    };
  });

const Storage = z.object({ storage: z.number().nullish() }).nullish();

const Quota = z
  .object({
    id: z.number(),
    ref: z.object({ id: z.number(), name: z.string() }).nullish(),
    hard: Storage,
    used: Storage,
  })
  .transform(
    ({ id, ref, hard, used }): ProjectQuota => ({
      id,
      project: { id: ref?.id ?? 0, name: ref?.name ?? '' },
      hard: limitOf(hard?.storage),
      used: used?.storage ?? 0,
    }),
  );

export const Summary = z.object({ quota: z.object({ hard: Storage, used: Storage }).nullish() });

/** Names are not ids, even when they are all digits. */
export const BY_NAME = { headers: { 'x-is-resource-name': 'true' } };

type ProjectCalls = Pick<HarborReader, 'projects' | 'project' | 'projectExists' | 'quotas' | 'projectQuota'>;

export function projectCalls(asking: HarborAsking): ProjectCalls {
  return {
    projects: (limit) => asking.list('/projects', Project, limit),
    project: (name) =>
      inProject(asking, name, asking.one(`/projects/${encodeURIComponent(name)}`, Project, BY_NAME)),
    projectExists: (name) => projectExists(asking, name),
    quotas: (limit) => readQuotas(asking, limit),
    projectQuota: async (name) => {
      const path = `/projects/${encodeURIComponent(name)}/summary`;
      return quotaOf(await inProject(asking, name, asking.one(path, Summary, BY_NAME)));
    },
  };
}

export async function projectExists(asking: HarborAsking, name: string): Promise<HarborAnswer<'exists'>> {
  const answer = await asking.head(`/projects?project_name=${encodeURIComponent(name)}`);
  return answer.ended === 'absent' ? { ...answer, says: words.en.noProject(name) } : answer;
}

/** What was asked of a project; a refusal becomes `absent` where the project does not exist. */
export async function inProject<T>(
  asking: HarborAsking,
  name: string,
  asked: Promise<HarborAnswer<T>>,
): Promise<HarborAnswer<T>> {
  const answer = await asked;
  if (answer.ended !== 'refused') return answer;
  const exists = await projectExists(asking, name);
  return exists.ended === 'absent' ? exists : answer;
}

/** The server can sort by use alone; what matters is how much of the quota is used. */
export async function readQuotas(asking: HarborAsking, limit?: number): ReturnType<HarborReader['quotas']> {
  const answer = await asking.list('/quotas?reference=project&sort=-used.storage', Quota, limit);
  return mapFound(answer, (listed) => ({
    ...listed,
    items: listed.items.toSorted((a, b) => fullness(b) - fullness(a)),
  }));
}

export function quotaOf(
  answer: HarborAnswer<z.infer<typeof Summary>>,
): Awaited<ReturnType<HarborReader['projectQuota']>> {
  if (answer.ended !== 'found') return answer;
  const { quota } = answer.value;
  if (quota?.hard?.storage === undefined || quota.hard.storage === null)
    return { ended: 'absent', says: words.en.noQuota, requestId: answer.requestId };
  return {
    ...answer,
    value: { hard: limitOf(quota.hard.storage), used: quota.used?.storage ?? 0 },
  };
}

function fullness({ hard, used }: ProjectQuota): number {
  return hard === null ? 0 : hard === 0 ? Number.MAX_VALUE : used / hard;
}

function limitOf(hard: number | null | undefined): number | null {
  return hard === undefined || hard === null || hard < 0 ? null : hard;
}
