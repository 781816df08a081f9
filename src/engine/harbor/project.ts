/** What a project of Harbor lets in: quota, read-only mode, proxy cache, immutable tags (api/v2.0/swagger.yaml). */
import { z } from 'zod';
import { askHarbor, type HarborAnswer, type HarborDoor } from './answers.ts';

export interface ProjectLimits {
  readonly name: string;
  /** The registry whose images it caches; nobody can push to such a project. */
  readonly proxyOf: string | null;
  /** Bytes; `hard` null is unlimited. Null: not shown to us. */
  readonly quota: { readonly used: number; readonly hard: number | null } | null;
  /** Of the whole Harbor. Null: not shown to us. */
  readonly readOnly: boolean | null;
  /** Null: not shown to us. */
  readonly tag: 'new' | 'there' | 'immutable' | null;
  /** What was not shown to us, and Harbor's words. */
  readonly hidden: readonly { readonly what: 'quota' | 'read-only mode' | 'tag'; readonly says: string }[];
}

export type ProjectAnswer =
  | { readonly ended: 'found'; readonly limits: ProjectLimits }
  | { readonly ended: 'absent'; readonly says: string }
  /** Not shown to us; whether it exists is not known. */
  | { readonly ended: 'hidden'; readonly says: string };

const Project = z.object({ project_id: z.number(), registry_id: z.number().nullish() });
const Storage = z.object({ storage: z.number().optional() }).nullish();
const Summary = z.object({
  quota: z.object({ hard: Storage, used: Storage }).nullish(),
  registry: z.object({ name: z.string().nullish(), url: z.string().nullish() }).nullish(),
});
const System = z.object({ read_only: z.boolean().nullish() });
const Tags = z.array(z.object({ name: z.string(), immutable: z.boolean().nullish() })).nullable();

const BY_NAME = { 'x-is-resource-name': 'true' };

/** Reads what stands for or against a push of `tag` to `path`. Repository names are encoded twice (swagger). */
export async function readProject(door: HarborDoor, path: string, tag: string): Promise<ProjectAnswer> {
  const [name = path, ...rest] = path.split('/');
  const base = `/api/v2.0/projects/${encodeURIComponent(name)}`;
  const repository = encodeURIComponent(encodeURIComponent(rest.join('/')));
  const ask = <T>(at: string, schema: z.ZodType<T>) => askHarbor(door, at, { schema, headers: BY_NAME });
  const [project, summary, system, tags] = await Promise.all([
    ask(base, Project),
    ask(`${base}/summary`, Summary),
    ask('/api/v2.0/systeminfo', System),
    ask(
      `${base}/repositories/${repository}/artifacts/${encodeURIComponent(tag)}/tags?with_immutable_status=true&page_size=100`,
      Tags,
    ),
  ]);
  if (project.ended !== 'found') return withoutProject(door, name, project);
  const readOnly = system.ended === 'found' ? (system.value.read_only ?? null) : null;
  const state = tagState(tags, tag);
  const hidden = [
    ...(summary.ended === 'found' ? [] : [{ what: 'quota' as const, says: summary.says }]),
    ...(system.ended === 'found' ? [] : [{ what: 'read-only mode' as const, says: system.says }]),
    ...(state === null && tags.ended !== 'found' ? [{ what: 'tag' as const, says: tags.says }] : []),
  ];
  const proxied = project.value.registry_id ? proxyName(summary, project.value.registry_id) : null;
  const limits = { name, proxyOf: proxied, quota: quotaIn(summary), readOnly, tag: state, hidden };
  return { ended: 'found', limits };
}

/** To all but administrators a missing project is forbidden; HEAD tells the two apart (RequireProjectAccess). */
async function withoutProject(
  door: HarborDoor,
  name: string,
  answer: Exclude<HarborAnswer<unknown>, { ended: 'found' }>,
): Promise<ProjectAnswer> {
  if (answer.ended === 'absent') return { ended: 'absent', says: answer.says };
  const at = `/api/v2.0/projects?project_name=${encodeURIComponent(name)}`;
  const head = await askHarbor(door, at, { schema: z.unknown(), method: 'HEAD' });
  if (head.ended === 'absent') return { ended: 'absent', says: `404 Not Found: HEAD ${at}` };
  return { ended: 'hidden', says: answer.says };
}

function quotaIn(summary: HarborAnswer<z.infer<typeof Summary>>): ProjectLimits['quota'] {
  if (summary.ended !== 'found') return null;
  const hard = summary.value.quota?.hard?.storage;
  if (hard === undefined) return null;
  return { used: summary.value.quota?.used?.storage ?? 0, hard: hard < 0 ? null : hard };
}

function proxyName(summary: HarborAnswer<z.infer<typeof Summary>>, id: number): string {
  const registry = summary.ended === 'found' ? summary.value.registry : null;
  return registry?.url ?? registry?.name ?? `registry ${id}`;
}

function tagState(tags: HarborAnswer<z.infer<typeof Tags>>, tag: string): ProjectLimits['tag'] {
  if (tags.ended === 'absent') return 'new';
  if (tags.ended !== 'found') return null;
  const mine = tags.value?.find(({ name }) => name === tag);
  if (!mine) return 'new';
  return mine.immutable ? 'immutable' : 'there';
}
