import { defineCheck } from '../../engine/check.ts';
import { errorWords, inASentence } from '../../engine/distribution/error-words.ts';
import type { Evidence } from '../../engine/evidence.ts';
import { hostOf } from '../../engine/text/image-names.ts';
import { brokenAlone, podAttempts } from '../../facts/access.ts';
import { factOf, quoted } from '../../facts/answered.ts';
import { authorization } from '../../probes/authorization.ts';
import { challenge } from '../../probes/challenge.ts';
import { manifest } from '../../probes/manifest.ts';
import { repository } from '../../probes/repository.ts';
import { signs } from '../../signs/registry-unavailable.ts';

export default defineCheck({
  id: 'registry-unavailable',
  stage: 'registry-internals',
  severity: 'high',
  signs,
  needs: { challenge },
  uses: { authorization, manifest, repository, asked: challenge },
  judge({ challenge: { ending, url } }, also) {
    const found = factOf(also.manifest)?.found;
    if (found && found.who.kind !== 'own') return { outcome: 'pass' };
    if (ending.ended === 'answered' && ending.status >= 500)
      return failure(
        quoted('registry', `GET ${url}: ${ending.status} ${ending.body.slice(0, 300)}`.trim(), also.asked),
        { by: 'registry', says: errorWords(ending).says },
      );
    const token = factOf(also.authorization)?.asked.find((one) => one.ended === 'unavailable');
    if (token) return failure(quoted(token.by, token.says, also.authorization), token);
    const fact = factOf(also.manifest);
    const attempt = fact && podAttempts(fact).find((one) => one.ended === 'unavailable');
    // A registry that serves its tags is up; what it cannot read is this image.
    if (fact && brokenAlone(fact, factOf(also.repository))) return { outcome: 'pass' };
    if (attempt)
      return failure(quoted('registry', attempt.says, also.manifest), {
        by: 'registry',
        says: attempt.says,
      });
    return ending.ended === 'answered' && fact
      ? { outcome: 'pass' }
      : { outcome: 'skip', why: 'the registry itself was not reached' };
  },
  words: {
    en: {
      title: 'Registry unavailable',
      summary: ({ by, says }, { image }) =>
        by === 'registry'
          ? `\`${hostOf(image)}\` cannot serve: it answers \`${says}\`.`
          : `The ${by} cannot serve: it answers \`${says}\`, so nobody gets a token for \`${hostOf(image)}\`.`,
      probably: ({ host }) => `the registry${host ? ` \`${host}\`` : ''} itself is down or overloaded`,
      explains:
        'The registry or its token service answers with a server error. Nothing is wrong with the image, the login or the node; pulls recover once the registry does.',
      steps: ({ pull }) => [
        `See whether it is back: \`curl -s -o /dev/null -w '%{http_code}\\n' https://${hostOf(pull.image)}/v2/\` (401 or 200 is healthy)`,
        'A registry of your own: `kubectl get pods -n <registry namespace>` and the logs of core, registry, database and redis; free memory and disk.',
        'A public one: read its status page (status.docker.com, status.quay.io, www.githubstatus.com) and wait; the kubelet keeps trying.',
      ],
    },
  },
});

function failure(evidence: Evidence, { by, says }: { readonly by: string; readonly says: string }) {
  return { outcome: 'fail', evidence: [evidence], data: { by, says: inASentence(says) } } as const;
}
