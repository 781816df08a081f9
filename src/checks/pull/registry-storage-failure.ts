import { defineCheck, type Judgement } from '../../engine/check.ts';
import { tagOf } from '../../engine/text/image-names.ts';
import { brokenAlone, podAttempts } from '../../facts/access.ts';
import { factOf, quoted } from '../../facts/answered.ts';
import { layers } from '../../probes/layers.ts';
import { manifest } from '../../probes/manifest.ts';
import { repository } from '../../probes/repository.ts';
import { signs } from '../../signs/registry-storage-failure.ts';

interface Loss {
  readonly lost: number;
  readonly of: number;
  /** The tag that is listed without its manifest; null when blobs are lost. */
  readonly tag: string | null;
}

/** Not there, or there with fewer bytes than the manifest promises. */
const HOLDS_LESS: ReadonlySet<number> = new Set([404, 200, 206, 416]);

export default defineCheck({
  id: 'registry-storage-failure',
  stage: 'registry-internals',
  severity: 'medium',
  signs,
  needs: { manifest },
  uses: { layers, repository },
  judge({ manifest: fact }, also): Judgement<Loss> {
    const blobs = factOf(also.layers);
    const lost = blobs?.missing.filter(({ status }) => status !== null && HOLDS_LESS.has(status)) ?? [];
    const [first] = lost;
    if (first)
      return {
        outcome: 'fail',
        evidence: [quoted('registry', `${first.digest}: ${first.says}`, also.layers)],
        data: { lost: lost.length, of: blobs?.of ?? lost.length, tag: null },
      };
    const notFound = podAttempts(fact).find(({ ended }) => ended === 'not-found');
    const tag = tagInUrl(fact.url);
    const repo = factOf(also.repository);
    const listed = tag !== null && repo?.state === 'exists' && repo.tags.includes(tag);
    const broken = brokenAlone(fact, repo);
    if (broken && listed)
      return {
        outcome: 'fail',
        evidence: [
          quoted('registry', broken.says, also.repository),
          quoted('registry', `its list of tags is answered, and holds ${tag}`, also.repository),
        ],
        data: { lost: 1, of: 1, tag },
      };
    if (notFound && listed)
      return {
        outcome: 'fail',
        evidence: [
          quoted('registry', notFound.says, also.repository),
          quoted('registry', `its list of tags holds ${tag}`, also.repository),
        ],
        data: { lost: 1, of: 1, tag },
      };
    if (blobs && blobs.asked === blobs.of && blobs.missing.length === 0) return { outcome: 'pass' };
    return { outcome: 'skip', why: 'not every blob could be asked for' };
  },
  words: {
    en: {
      title: 'Registry storage does not hold the image',
      summary: ({ lost, of, tag }, { image }) =>
        tag === null
          ? `The registry has the manifest of \`${image}\` but has lost ${lost} of its ${of} blobs.`
          : `The registry lists the tag \`${tagOf(image) ?? tag}\` but has lost the manifest behind it.`,
      probably: ({ image }) =>
        `the registry’s storage does not hold what ${image ? `\`${image}\`` : 'the image'} needs`,
      explains:
        'The registry answers, but its storage lacks a blob or manifest it once promised: garbage collection during a push, a bucket or volume that was replaced, replicas that do not share one storage, or a back-end that fails.',
      steps: ({ pull }) => [
        `See which part is gone: \`crane validate --remote ${pull.image}\``,
        `Push the image again from where it was built, or copy it from another registry: \`skopeo copy --all docker://<other> docker://${pull.image}\` (delete the broken tag first, or the registry believes it has the blobs).`,
        'Look at the registry’s log for storage errors, at free space, and that all its replicas use the same storage.',
      ],
    },
  },
});

/** The tag asked for, from the end of the manifest's URL; null for a digest. */
function tagInUrl(url: string): string | null {
  const asked = url.slice(url.lastIndexOf('/') + 1);
  return asked === '' || asked.includes(':') ? null : asked;
}
