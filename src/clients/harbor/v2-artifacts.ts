/** Repositories and artifacts of 2.x. A slash in a repository's name is encoded twice (swagger, `repositoryName`). */
import { z } from 'zod';
import type { HarborReader } from '../../engine/harbor/reader.ts';
import type { HarborArtifact, HarborRepository } from '../../engine/harbor/records.ts';
import type { HarborAsking } from './asking.ts';
import { Moment } from './moments.ts';
import { BY_NAME, inProject } from './projects.ts';

const USUAL = 100;

const Repository = z
  .object({
    name: z.string(),
    artifact_count: z.number().nullish(),
    pull_count: z.number().nullish(),
    update_time: Moment,
  })
  .transform(
    (one): HarborRepository => ({
      name: one.name,
      artifacts: one.artifact_count ?? 0,
      pulls: one.pull_count ?? 0,
      updatedAt: one.update_time,
    }),
  );

const Tag = z.object({ name: z.string(), push_time: Moment, immutable: z.boolean().nullish() });

const Artifact = z
  .object({
    digest: z.string(),
    type: z.string().nullish(),
    size: z.number().nullish(),
    references: z.array(z.unknown()).nullish(),
    tags: z.array(Tag).nullish(),
    push_time: Moment,
    pull_time: Moment,
  })
  .transform(
    (one): HarborArtifact => ({
      digest: one.digest,
      type: one.type ?? '',
      size: one.size ?? 0,
      children: one.references?.length ?? 0,
      tags: (one.tags ?? []).map((tag) => ({
        name: tag.name,
        pushedAt: tag.push_time,
        immutable: tag.immutable ?? false,
      })),
      pushedAt: one.push_time,
      pulledAt: one.pull_time,
    }),
  );

type ArtifactCalls = Pick<HarborReader, 'repositories' | 'artifacts' | 'artifact'>;

export function artifactCalls(asking: HarborAsking): ArtifactCalls {
  const told = 'with_tag=true&with_immutable_status=true';
  return {
    repositories: (project, limit = USUAL) =>
      inProject(asking, project, asking.list(`${at(project)}/repositories`, Repository, limit, BY_NAME)),
    artifacts: (project, repository, limit = USUAL) => {
      const path = `${at(project, repository)}/artifacts?${told}`;
      return inProject(asking, project, asking.list(path, Artifact, limit, BY_NAME));
    },
    artifact: (project, repository, reference) => {
      const path = `${at(project, repository)}/artifacts/${encodeURIComponent(reference)}?${told}`;
      return inProject(asking, project, asking.one(path, Artifact, BY_NAME));
    },
  };
}

function at(project: string, repository?: string): string {
  const base = `/projects/${encodeURIComponent(project)}`;
  if (repository === undefined) return base;
  return `${base}/repositories/${encodeURIComponent(encodeURIComponent(repository))}`;
}
