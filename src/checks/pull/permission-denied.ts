import { defineCheck } from '../../engine/check.ts';
import { hostOf, pathOf } from '../../engine/text/image-names.ts';
import { readAccess, toWhom } from '../../facts/access.ts';
import { factOf, quoted } from '../../facts/answered.ts';
import { tryWithLogin } from '../../facts/manual-steps.ts';
import { sendsNothing } from '../../facts/passed-over.ts';
import { rightsOfRobot } from '../../facts/robots.ts';
import { authorization } from '../../probes/authorization.ts';
import { credentials } from '../../probes/credentials.ts';
import { manifest } from '../../probes/manifest.ts';
import { reference } from '../../probes/reference.ts';
import { repository } from '../../probes/repository.ts';
import { robot } from '../../probes/robot.ts';
import { signs } from '../../signs/permission-denied.ts';

export default defineCheck({
  id: 'permission-denied',
  stage: 'access',
  severity: 'high',
  rows: ['S0-22', 'S1-2', 'S1-25', 'S1-35', 'S4-5', 'S4-38'],
  signs,
  needs: { credentials, authorization },
  uses: { manifest, reference, repository, robot, tokens: authorization },
  judge({ credentials: logins, authorization: asked }, also) {
    const access = readAccess(asked, logins, factOf(also.manifest));
    if (access.pod === 'may') return { outcome: 'pass' };
    if (sendsNothing(logins, factOf(also.reference))) return { outcome: 'pass' };
    if (logins.matching.length === 0)
      return { outcome: 'skip', why: 'no login is sent, so none lacks a right' };
    const [unread] = logins.unreadableSecrets;
    if (unread)
      return {
        outcome: 'skip',
        why: `the secret \`${unread}\` may not be read, so what the node sends is not known`,
      };
    const kept = access.used.find(({ standing }) => standing === 'not-granted');
    if (kept?.who.kind !== 'credential')
      return access.pod === 'refused'
        ? { outcome: 'pass' }
        : { outcome: 'skip', why: 'what the login may do could not be seen' };
    const repo = factOf(also.repository);
    if (repo?.state === 'absent') return { outcome: 'pass' };
    const seen =
      repo?.state === 'exists'
        ? [quoted('registry', `the repository exists: ${repo.says}`, also.repository)]
        : [];
    const { username, secret } = kept.who;
    const rights = rightsOfRobot(also.robot, username);
    return {
      outcome: 'fail',
      evidence: [
        quoted(toWhom(kept.by, kept.who), kept.says, also.tokens),
        ...(rights ? [rights.evidence] : []),
        ...seen,
      ],
      data: { secret, username, exists: repo?.state === 'exists', pulls: rights?.pulls ?? null },
    };
  },
  words: {
    en: {
      title: 'Login may not pull this',
      summary: ({ username, secret, exists, pulls }, { image }) => {
        const path = pathOf(image);
        const elsewhere = pulls?.every((name) => name !== '*' && name !== path.split('/')[0]) ? pulls : null;
        if (elsewhere?.length === 0)
          return `The login \`${username}\` of pull secret \`${secret}\` is good, but it may not pull \`${path}\`: the robot may pull from no project.`;
        if (elsewhere)
          return `The login \`${username}\` of pull secret \`${secret}\` is good, but it may not pull \`${path}\`: the robot may pull only from ${elsewhere.map((name) => `\`${name}\``).join(', ')}.`;
        return exists
          ? `The login \`${username}\` of pull secret \`${secret}\` is good, but it may not pull \`${path}\`.`
          : `The login \`${username}\` of pull secret \`${secret}\` is good, but it gets no right to pull \`${path}\`: the repository is hidden from it, or does not exist.`;
      },
      probably: ({ image }) => `the login is good but may not do this${image ? ` with \`${image}\`` : ''}`,
      explains:
        'The registry knows the account and does not let it do this: it is no member of the project, its token lacks the scope, a robot account is for another project, or the repository’s policy names other accounts.',
      steps: ({ data, pull }) =>
        pull.op === 'push'
          ? pushSteps(pull.image)
          : [
              `Try the login by hand: ${tryWithLogin(pull.image)}`,
              data
                ? `Give \`${data.username}\` the right to pull \`${pathOf(pull.image)}\`: in Harbor a member role or robot permission of the project, in GHCR the package’s access settings, in ECR the repository policy.`
                : `Give the account the right to \`${pathOf(pull.image)}\`: in Harbor a member role or robot permission of the project, in GHCR the package’s access settings, in ECR the repository policy.`,
              'Or put a login that has the right into the pull secret.',
            ],
    },
  },
});

function pushSteps(image: string): readonly string[] {
  return [
    `See which account is sent: \`docker login ${hostOf(image)}\` anew with the one that should push; a credential helper or an old entry in \`~/.docker/config.json\` may send another.`,
    `Give that account the right to push to \`${pathOf(image)}\`: in Harbor Developer or better of the project, or a robot with \`push repository\`; in GHCR a token with \`write:packages\`; in ECR \`ecr:PutImage\` and the upload actions; on Docker Hub a repository of your own namespace.`,
    'Reading needs less than pushing: that a pull works with the same account proves nothing here.',
  ];
}
