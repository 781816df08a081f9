/** Repositories and tags of 1.x. Tags come in one answer, however many; a link that leads nowhere has size 0. */
import { z } from 'zod';
import type { HarborAnswer } from '../../engine/harbor/answers.ts';
import type { HarborReader } from '../../engine/harbor/reader.ts';
import type { HarborArtifact, HarborProject, HarborRepository } from '../../engine/harbor/records.ts';
import { type HarborAsking, mapFound } from './asking.ts';
import { Moment } from './moments.ts';

const USUAL = 100;

const Repository = z
  .object({
    name: z.string(),
    tags_count: z.number().nullish(),
    pull_count: z.number().nullish(),
    update_time: Moment,
  })
  .transform(
    (one): HarborRepository => ({
      name: one.name,
      artifacts: one.tags_count ?? 0,
      pulls: one.pull_count ?? 0,
      updatedAt: one.update_time,
    }),
  );

const Tag = z.object({
  name: z.string(),
  digest: z.string().nullish(),
  size: z.number().nullish(),
  immutable: z.boolean().nullish(),
  push_time: Moment,
  pull_time: Moment,
});
type Tag = z.infer<typeof Tag>;
const Tags = z
  .array(Tag)
  .nullable()
  .transform((tags) => tags ?? []);

type TagCalls = Pick<HarborReader, 'repositories' | 'artifacts' | 'artifact'>;

export function tagCalls(
  asking: HarborAsking,
  project: (name: string) => Promise<HarborAnswer<HarborProject>>,
): TagCalls {
  const tags = (path: string) => asking.one(`/repositories/${path}/tags`, Tags);
  return {
    async repositories(name, limit = USUAL) {
      const found = await project(name);
      if (found.ended !== 'found') return found;
      return asking.list(`/repositories?project_id=${found.value.id}`, Repository, limit);
    },
    async artifacts(name, repository, limit = USUAL) {
      const answer = mapFound(await tags(pathOf(name, repository)), artifactsOf);
      return mapFound(answer, (all) => ({ items: all.slice(0, limit), total: all.length }));
    },
    async artifact(name, repository, reference) {
      const answer = await tags(pathOf(name, repository));
      if (answer.ended !== 'found') return answer;
      const wanted = artifactsOf(answer.value).find(
        (one) => one.digest === reference || one.tags.some((tag) => tag.name === reference),
      );
      if (wanted) return { ...answer, value: wanted };
      const says = `404 ${name}/${repository} has no ${reference}`;
      return { ended: 'absent', says, requestId: answer.requestId };
    },
  };
}

/** Slashes of a name are part of the path here, unlike in 2.x. */
function pathOf(project: string, repository: string): string {
  return `${project}/${repository}`.split('/').map(encodeURIComponent).join('/');
}

/** Tags of the same digest are one artifact; a tag without a digest stands alone. */
function artifactsOf(tags: readonly Tag[]): readonly HarborArtifact[] {
  const groups = Map.groupBy(tags, (tag) => tag.digest || `tag ${tag.name}`);
  return [...groups.values()].map((group) => {
    const [first] = group;
    return {
      digest: first?.digest ?? '',
      type: 'IMAGE',
      size: first?.size ?? 0,
      children: 0,
      tags: group.map((tag) => ({
        name: tag.name,
        pushedAt: tag.push_time,
        immutable: tag.immutable ?? false,
      })),
      pushedAt: first?.push_time ?? null,
      pulledAt: first?.pull_time ?? null,
    };
  });
}
