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

const LOGIN_TROUBLE = [
  'credentials-missing',
  'credentials-invalid',
  'credentials-wrong-host',
  'repository-not-found',
  'secret-missing',
];

export default defineCheck({
  id: 'permission-denied',
  stage: 'access',
  severity: 'high',
  rows: ['S0-22', 'S1-2', 'S1-25', 'S1-35', 'S4-5', 'S4-38'],
  signs: [
    {
      pattern:
        /is not authorized to perform: \S{1,80}|Not authorized to perform sts:\w{1,60}|AccessDeniedException|no (?:identity|resource)-based policy allows/,
      specimen:
        'denied: User: arn:aws:sts::123:assumed-role/node is not authorized to perform: ecr:BatchGetImage on resource: arn:aws:ecr:us-east-1:123:repository/app because no resource-based policy allows the ecr:BatchGetImage action',
      source: 'ECR',
      tells: 'sure',
    },
    {
      pattern:
        /permission_denied: (?:write_package|read_package|create_package|The token provided does not match)|installation not allowed to (?:Create|Write|Read)|The token provided does not match expected scopes|denied: insufficient scopes?|access token has insufficient scopes?|requires one of the following scopes/,
      specimen: 'ERROR: denied: permission_denied: write_package',
      source: 'Snowfork/snowbridge#1272; GHCR',
      tells: 'sure',
    },
    {
      pattern:
        /[Pp]ermission "?'?artifactregistry\.\S{1,80}"?'? denied on resource|(?:[Cc]aller|[Uu]ser) does not have permission|does not have (?:the )?storage\.\S{1,60} access|Token exchange failed for project|denied: Permission \S{1,80} denied/,
      specimen:
        'denied: Permission "artifactregistry.repositories.downloadArtifacts" denied on resource "projects/p/locations/us/repositories/r" (or it may not exist)',
      source: 'Artifact Registry and Container Registry',
      tells: 'suggests',
      orElse: [
        'repository-not-found',
        'credentials-missing',
        'credentials-invalid',
        'credentials-wrong-host',
      ],
    },
    {
      // Artifactory, where the login may deploy but not overwrite or read back.
      pattern: /MANIFEST_INVALID: manifest invalid; map\[description:Could not locate artifact [^\n]{0,300}/,
      specimen:
        "PUT https://r.acme.test/v2/a/manifests/sha256-5b0c.att: MANIFEST_INVALID: manifest invalid; map[description:Could not locate artifact 'a/sha256-5b0c.att/manifest.json'.]",
      source: 'sigstore/cosign#3758; Artifactory',
      tells: 'suggests',
      orElse: ['manifest-unsupported', 'registry-storage-failure'],
    },
    {
      pattern: /\.dkr\.ecr\.\S{1,600}: 403 Forbidden/,
      specimen:
        'unexpected status from HEAD request to https://366590864501.dkr.ecr.us-west-2.amazonaws.com/v2/bedrock-proxy-api-ecs/blobs/sha256:5de4: 403 Forbidden',
      source: 'aws-samples/bedrock-access-gateway#114',
      tells: 'suggests',
      orElse: ['credentials-invalid', 'repository-not-found', 'policy-blocked', 'credentials-missing'],
    },
    {
      pattern: /unauthorized to access repository: (?<image>[^,\s]{1,300}), action: (?:push|delete)/,
      specimen:
        'unauthorized: unauthorized to access repository: devsecops/java-sample-webapp, action: push: unauthorized to access repository: devsecops/java-sample-webapp, action: push',
      source: 'goharbor/harbor#15236; goharbor/harbor#12918; Harbor core',
      tells: 'suggests',
      // A proxy before Harbor that drops the token looks the same.
      orElse: [...LOGIN_TROUBLE, 'proxy-misconfigured'],
    },
    {
      pattern: /unauthorized to access repository: (?<image>[^,\s]{1,300}), action: pull/,
      specimen:
        'unauthorized: unauthorized to access repository: shop/cart, action: pull: unauthorized to access repository: shop/cart, action: pull',
      source: 'Harbor core',
      tells: 'suggests',
      orElse: LOGIN_TROUBLE,
    },
    {
      pattern: /requested access to the resource is denied/,
      specimen: 'denied: requested access to the resource is denied',
      source: 'distribution registry/api/errcode; Docker Hub push; docker/hub-feedback#1585',
      tells: 'suggests',
      orElse: [...LOGIN_TROUBLE, 'quota-exceeded'],
      op: 'push',
    },
    {
      pattern:
        /(?:You don't have the needed permissions to perform this operation, (?:and )?you may have invalid credentials|insufficient_scope|[Ii]nsufficient permissions?|not enough permissions?|don't have (?:the )?(?:needed |required )?permissions?|does not have (?:the )?(?:required |necessary )?(?:permissions?|rights|access)|Request forbidden: no permission|access (?:to \S{1,200} )?(?:is )?(?:forbidden|denied)|you do not have|not permitted|not allowed to (?:push|pull|upload|deploy))/i,
      specimen:
        "denied: You don't have the needed permissions to perform this operation, you may have invalid credentials.",
      source: 'Artifact Registry, GitLab, Artifactory wordings',
      tells: 'suggests',
      orElse: [...LOGIN_TROUBLE, 'policy-blocked'],
    },
    {
      pattern: /unexpected status(?: code)?(?: from [A-Z]{3,6} request to)?:? ?\S{0,500}:? 403 \(?Forbidden/,
      specimen: 'error: failed to solve: unexpected status: 403 Forbidden',
      source: 'syncforynab/fintech-to-ynab#337; buildkit',
      tells: 'suggests',
      orElse: [
        ...LOGIN_TROUBLE,
        'policy-blocked',
        'mirror-misconfigured',
        'proxy-misconfigured',
        'rate-limited',
        'registry-storage-failure',
        'quota-exceeded',
      ],
    },
    {
      pattern: /\b403\b|status code '?Forbidden|\bDENIED\b|denied: |: denied$/,
      specimen: 'GET https://registry.example.com/v2/app/manifests/1: DENIED',
      source: 'clients that print the status or code alone',
      tells: 'suggests',
      orElse: [...LOGIN_TROUBLE, 'policy-blocked', 'mirror-misconfigured', 'proxy-misconfigured'],
    },
    {
      pattern: /No (?:push|pull) access to specified image repository/,
      specimen:
        'Build Failed. No push access to specified image repository. Check your `--default-repo` value or try `gcloud auth configure-docker`.',
      source: 'GoogleContainerTools/skaffold#7036',
      tells: 'suggests',
      orElse: [...LOGIN_TROUBLE],
    },
  ],
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
