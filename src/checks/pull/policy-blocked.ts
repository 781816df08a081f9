import { defineCheck, type Judgement } from '../../engine/check.ts';
import { hostOf } from '../../engine/text/image-names.ts';
import { podAttempts } from '../../facts/access.ts';
import { quoted } from '../../facts/answered.ts';
import { NOT_SHOWN, type WriteBar, writeBar } from '../../facts/project-limits.ts';
import { manifest } from '../../probes/manifest.ts';
import { project } from '../../probes/project.ts';
import { signs } from '../../signs/policy-blocked.ts';

type Blocked =
  | { readonly stops: 'pull'; readonly code: string | null; readonly says: string }
  | { readonly stops: 'push'; readonly bar: WriteBar };

export default defineCheck({
  id: 'policy-blocked',
  stage: 'access',
  severity: 'high',
  signs,
  needs: { manifest },
  uses: { asked: manifest, project },
  judge({ manifest: fact }, { asked, project: limits }, { op }): Judgement<Blocked> {
    if (op === 'push') {
      const bar = writeBar(limits);
      if (bar) return { outcome: 'fail', evidence: [bar.evidence], data: { stops: 'push', bar: bar.data } };
      return NOT_SHOWN;
    }
    const attempts = podAttempts(fact);
    const blocked = attempts.find(({ ended }) => ended === 'blocked');
    if (blocked)
      return {
        outcome: 'fail',
        evidence: [quoted('registry', `${blocked.code ? `${blocked.code}: ` : ''}${blocked.says}`, asked)],
        data: { stops: 'pull', code: blocked.code, says: blocked.says.slice(0, 200) },
      };
    return fact.found && fact.found.who.kind !== 'own'
      ? { outcome: 'pass' }
      : { outcome: 'skip', why: 'the request did not get as far as a policy' };
  },
  words: {
    en: {
      title: 'Blocked by a policy',
      summary: (blocked, { image }) =>
        blocked.stops === 'pull'
          ? `\`${hostOf(image)}\` has \`${image}\` but a policy forbids the pull: \`${blocked.says}\`.`
          : barred(blocked.bar, image),
      probably: ({ image }) => `a policy forbids ${image ? `\`${image}\`` : 'this image'}`,
      explains:
        'The image exists and the login is good; a rule says no: vulnerabilities over the allowed severity, a missing signature, an admission rule of the cluster, a network allow-list, or a block by country.',
      steps: ({ data, pull }) =>
        data?.stops === 'push'
          ? pushSteps(data.bar)
          : [
              'Read which rule it is in the quoted words, and who owns it.',
              `Vulnerabilities or signature in Harbor: fix and rebuild the image, sign it (\`cosign sign ${pull.image}\`), or have the project administrator exempt the CVE. Do not turn the policy off for all.`,
              'Network rule: add the cluster’s egress address, or the hosts of the registry’s blob store, to the allow-list.',
            ],
    },
  },
});

function barred(bar: WriteBar, image: string): string {
  if (bar.is === 'read-only')
    return `Harbor at \`${hostOf(image)}\` is in read-only mode: nobody can push anything until that is ended.`;
  if (bar.is === 'proxy-cache')
    return `Project \`${bar.project}\` of \`${hostOf(image)}\` is a proxy cache of \`${bar.of}\`: nobody can push to it.`;
  return `\`${image}\` exists and a rule keeps its tag as it is: it can be neither overwritten nor deleted.`;
}

function pushSteps(bar: WriteBar): readonly string[] {
  if (bar.is === 'read-only')
    return [
      'Ask whoever runs this Harbor why: it is set by hand (Administration → Configuration → System Settings → Repository Read Only), mostly for a migration or a backup.',
    ];
  if (bar.is === 'proxy-cache')
    return ['Push to a project of your own, or to the registry that this project caches.'];
  return [
    'Push under a new tag, as the rule wants.',
    'If the rule is wrong: Project → Policy → Tag Immutability, by an administrator of the project.',
  ];
}
