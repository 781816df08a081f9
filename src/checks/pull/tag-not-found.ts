import { defineCheck } from '../../engine/check.ts';
import type { ImageReference } from '../../engine/reference.ts';
import { repositoryOf } from '../../engine/text/image-names.ts';
import { nearestTags } from '../../engine/text/nearest-tags.ts';
import { podAttempts } from '../../facts/access.ts';
import { factOf, quoted } from '../../facts/answered.ts';
import { manifest } from '../../probes/manifest.ts';
import { reference } from '../../probes/reference.ts';
import { repository } from '../../probes/repository.ts';
import { signs } from '../../signs/tag-not-found.ts';

export default defineCheck({
  id: 'tag-not-found',
  stage: 'access',
  severity: 'high',
  signs,
  needs: { manifest, reference },
  uses: { repository, asked: manifest },
  judge({ manifest: fact, reference: parsed }, also) {
    if (fact.found || fact.attempts.some(({ ended }) => ended === 'found')) return { outcome: 'pass' };
    // Harbor looks the artifact up before it judges its policies (src/server/middleware/artifactinfo).
    if (podAttempts(fact).some(({ code }) => code === 'PROJECTPOLICYVIOLATION')) return { outcome: 'pass' };
    const repo = factOf(also.repository);
    if (parsed.state === 'valid' && repo?.state === 'exists' && isListed(parsed.ref, repo.tags))
      return { outcome: 'pass' };
    const attempt =
      podAttempts(fact).find(({ ended }) => ended === 'not-found') ??
      fact.attempts.find(({ ended }) => ended === 'not-found');
    if (!attempt) return { outcome: 'skip', why: 'nobody who asked may see whether it exists' };
    if (repo?.state === 'absent') return { outcome: 'pass' };
    if (repo?.state !== 'exists')
      return { outcome: 'skip', why: 'whether the repository itself exists is not known' };
    if (parsed.state !== 'valid') return { outcome: 'skip', why: 'the reference is not valid' };
    const { digest, reference: wanted } = parsed.ref;
    const nearest = digest === null ? nearestTags(wanted, repo.tags) : [];
    return {
      outcome: 'fail',
      evidence: [
        quoted('registry', attempt.says, also.asked),
        quoted('registry', repo.says, also.repository),
      ],
      data: { wanted, isDigest: digest !== null, nearest, tags: repo.tags.length, complete: repo.complete },
    };
  },
  words: {
    en: {
      title: 'Tag not found',
      summary: ({ wanted, isDigest, nearest, tags, complete }, { image }) => {
        const name = repositoryOf(image);
        const what = isDigest
          ? `\`${name}\` has no image with digest \`${wanted.slice(0, 19)}…\``
          : `\`${name}\` has no tag \`${wanted}\``;
        if (nearest.length > 0)
          return `${what}; the nearest are ${nearest.map((tag) => `\`${tag}\``).join(', ')}.`;
        if (tags === 0) return `${what}: it has no tags at all.`;
        return `${what}, and none of its ${complete ? tags : `first ${tags}`} tags is like it.`;
      },
      probably: ({ tag, image }) =>
        tag
          ? `the tag \`${tag}\` does not exist`
          : image
            ? `\`${image}\` does not exist in its repository`
            : 'the tag does not exist',
      explains:
        'The registry has the repository but not this tag or digest: it was never pushed, is spelt differently, or was deleted by retention, garbage collection or its publisher.',
      steps: ({ data, pull }) => {
        const name = repositoryOf(pull.image);
        const [nearest] = data?.nearest ?? [];
        return [
          `See what is there: \`crane ls ${name} | sort -V | tail -20\``,
          nearest
            ? `If it is a typo: set the image to \`${name}:${nearest}\`.`
            : 'If it is a typo: correct the tag in the manifest or the chart’s values.',
          `If it should exist: look whether the build that pushes \`${pull.image}\` succeeded, and whether a retention rule removed it; then push it again.`,
        ];
      },
    },
  },
});

function isListed({ digest, reference: wanted }: ImageReference, tags: readonly string[]): boolean {
  return digest === null && tags.includes(wanted);
}
