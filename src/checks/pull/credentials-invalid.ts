import type { Answer } from '../../engine/answer.ts';
import { defineCheck, type Judgement } from '../../engine/check.ts';
import { inASentence } from '../../engine/distribution/error-words.ts';
import { hostOf } from '../../engine/text/image-names.ts';
import { nameOf, readAccess, toWhom } from '../../facts/access.ts';
import { factOf, quoted } from '../../facts/answered.ts';
import { createSecret, inNamespace, tryWithLogin } from '../../facts/manual-steps.ts';
import { sendsNothing, unusableFor } from '../../facts/passed-over.ts';
import { type RobotTrouble, robotWords, troubleOfRobot } from '../../facts/robots.ts';
import { authorization } from '../../probes/authorization.ts';
import { credentials } from '../../probes/credentials.ts';
import { manifest } from '../../probes/manifest.ts';
import { reference } from '../../probes/reference.ts';
import { type RobotFact, robot } from '../../probes/robot.ts';

interface Refusal {
  /** The login is refused, the secret gives none, or the account itself cannot log in. */
  readonly kind: 'refused' | 'unusable' | 'account';
  readonly secret: string;
  readonly username: string;
  readonly by: string;
  /** What was answered to the login, or why the secret gives none. */
  readonly why: string;
  /** What Harbor tells of the robot account behind the login; null when it is none, or nothing was told. */
  readonly robot: RobotTrouble | null;
}

export default defineCheck({
  id: 'credentials-invalid',
  stage: 'auth',
  severity: 'high',
  rows: ['S0-22', 'S0-24', 'S1-2', 'S1-67', 'S1-69', 'S1-70', 'S2-3.4', 'S3-31', 'S4-3'],
  signs: [
    {
      pattern: /User cannot be authenticated with the token provided/,
      specimen: 'unauthorized: unauthenticated: User cannot be authenticated with the token provided.',
      source: 'fluxcd/flux2#2860; Smana/runlore#377; GitHub packages',
      tells: 'suggests',
      orElse: ['credentials-missing', 'permission-denied'],
    },
    {
      pattern:
        /[Aa]uthorization [Tt]oken has expired|token (?:has|is) expired|expired token|ExpiredToken|(?:password|secret|credentials?|access key|robot(?: account)?) (?:has|have|is|are) (?:been )?(?:expired|disabled|revoked)/,
      specimen: 'denied: Your authorization token has expired. Reauthenticate and try again.',
      source: 'aws/aws-cli#6580; ECR and others',
      tells: 'sure',
    },
    {
      pattern:
        /failed to fetch oauth token: (?:unexpected status)?(?:: from [A-Z]{3,6} request to \S{1,500}| from [A-Z]{3,6} request to \S{1,500})?: ?(?:401|400) ?\w{0,20}/,
      specimen: 'failed to authorize: failed to fetch oauth token: unexpected status: 401 Unauthorized',
      source: 'gitpod-io/gitpod#14837; containerd remotes/docker/authorizer.go',
      tells: 'sure',
    },
    {
      pattern:
        /(?:incorrect|invalid|wrong|bad) (?:username|user name|user|login|email)(?: ?\/ ?| or | and )(?:password|token|organization)|[Ii]ncorrect authentication credentials|Wrong (?:username|password)|Bad [Cc]redentials|[Ii]nvalid (?:credentials|auth(?:entication)? credentials|password|username)\b|INVALID_CREDENTIALS/,
      specimen:
        'Error response from daemon: Get "https://registry-1.docker.io/v2/": unauthorized: incorrect username or password',
      source: 'Docker Hub, Artifactory, GitHub wordings',
      tells: 'sure',
    },
    {
      // containers/image says this of every 401 of a token service, with or without a login.
      pattern:
        /unable to retrieve auth token: invalid username\/password(?:: unauthorized(?:: [^\n]{0,300})?)?/,
      specimen:
        'unable to retrieve auth token: invalid username/password: unauthorized: The login credentials are not valid, or your IBM Cloud account is not active.',
      source: 'podman-container-tools/podman#14858; containers/image docker/docker_client.go',
      tells: 'suggests',
      orElse: [
        'credentials-missing',
        'repository-not-found',
        'permission-denied',
        'credentials-wrong-host',
        'secret-missing',
      ],
    },
    {
      pattern:
        /HTTP Basic: Access denied|must log in with a [Pp]ersonal [Aa]ccess [Tt]oken|[Pp]ersonal access token[\w ]{0,40}(?:expired|invalid|revoked)|two-factor authentication|access forbidden: [^\n]{0,60}token|Failed to authenticate user|failed to authenticate user|Failed to bind user, username: |login attempt to \S{1,400} failed with status: 401/,
      specimen:
        'Error response from daemon: Head "https://registry.gitlab.com/v2/a/b/manifests/latest": denied: access forbidden: HTTP Basic: Access denied. The provided password or token is incorrect',
      source: 'GitLab; Harbor core',
      tells: 'sure',
    },
    {
      pattern:
        /[Cc]ould not find robot|robot account[^\n]{0,80}(?:expired|disabled|not exist|not found|invalid)|Robot account[^\n]{0,60}does not exist|invalid robot/,
      specimen: 'unauthorized: Could not find robot with specified username',
      source: 'Quay; Harbor',
      tells: 'sure',
    },
    {
      pattern:
        /AADSTS\d{4,8}|Application not registered with AAD|InvalidClientTokenId|UnrecognizedClientException|invalid_grant|invalid_client|Unable to parse json key|aad access token|[Ii]nvalid client ?_?id or client ?_?secret|unauthorized: please use (?:a )?personal access token/,
      specimen: 'unauthorized: Application not registered with AAD.',
      source: 'ACR, ECR and Google sign-in errors',
      tells: 'sure',
    },
    {
      pattern:
        /(?:error|failed|couldn't|could not|unable)[^\n]{0,80}(?:dockerconfigjson|dockercfg|docker config|auth config|config\.json|auths)[^\n]{0,160}(?:invalid|illegal|decode|unmarshal|parse|malformed)|(?:illegal base64 data|invalid (?:auth(?:config|s)?|X-Registry-Auth))|invalid header field value for "?Authorization|invalid (?:registry )?auth(?:entication)? config|registry credentials? (?:is|are) (?:malformed|invalid)/i,
      specimen: "couldn't decode .dockerconfigjson of secret regcred: illegal base64 data at input byte 4",
      source: 'kubelet credentialprovider; docker engine',
      tells: 'sure',
    },
    {
      pattern:
        /failed to fetch oauth token: (?:unexpected status)?(?: from [A-Z]{3,6} request to \S{1,500})?: ?403 ?\w{0,20}|denied: denied/,
      specimen: 'Error response from daemon: denied: denied',
      source: 'GHCR and token services that answer 403',
      tells: 'suggests',
      orElse: [
        'permission-denied',
        'token-service-misconfigured',
        'repository-not-found',
        'credentials-missing',
        'policy-blocked',
      ],
    },
    {
      pattern:
        /[Aa]uthentication failed|Login did not succeed|[Uu]nable to log ?in|login failed|Error authenticating: exit status/,
      specimen: 'Error: Login did not succeed. Error: authenticating creds for "registry.acme.test"',
      source: 'podman login and other clients',
      tells: 'suggests',
      orElse: [
        'credentials-wrong-host',
        'permission-denied',
        'proxy-misconfigured',
        'token-service-misconfigured',
        'registry-unavailable',
        'tls-unknown-authority',
      ],
    },
    {
      pattern:
        /(?:unauthorized|UNAUTHORIZED|denied): (?:[Tt]oken|[Cc]redentials?|[Pp]assword|[Ll]ogin|signature)[^\n]{0,80}(?:invalid|expired|not valid|incorrect|malformed)|authn? error: (?:invalid|wrong)|error="invalid_token"|invalid_token: authorization failed/,
      specimen: 'server message: invalid_token: authorization failed',
      source: 'distribution registry/auth/token',
      tells: 'suggests',
      orElse: ['token-service-misconfigured', 'credentials-missing', 'permission-denied', 'pull-too-slow'],
    },
    {
      pattern: /login attempt to \S{1,400} failed with status: 400[^\n]{0,40}/,
      specimen:
        'Error response from daemon: login attempt to https://111122223333.dkr.ecr.us-east-2.amazonaws.com/v2/ failed with status: 400 Bad Request',
      source: 'aws/aws-cli#5317; ECR',
      tells: 'suggests',
      orElse: ['credentials-wrong-host', 'token-service-misconfigured', 'proxy-misconfigured'],
    },
  ],
  needs: { credentials, authorization },
  uses: { manifest, reference, robot, tokens: authorization },
  judge({ credentials: logins, authorization: asked }, also, pull): Judgement<Refusal> {
    if (pull.op === 'login') return judgeLogin(also.robot, pull.user);
    const access = readAccess(asked, logins, factOf(also.manifest));
    if (access.pod === 'may') return { outcome: 'pass' };
    const [unread] = logins.unreadableSecrets;
    if (unread)
      return {
        outcome: 'skip',
        why: `the secret \`${unread}\` may not be read, so what the node sends is not known`,
      };
    const refused = access.used.find(({ standing }) => standing === 'login-refused');
    if (refused?.who.kind === 'credential') {
      const { secret, username } = refused.who;
      const told = troubleOfRobot(also.robot, username);
      return {
        outcome: 'fail',
        evidence: [
          quoted(toWhom(refused.by, refused.who), refused.says, also.tokens),
          ...(told ? [told.evidence] : []),
        ],
        data: {
          kind: 'refused',
          secret,
          username,
          by: refused.by,
          why: inASentence(refused.says),
          robot: told?.trouble ?? null,
        },
      };
    }
    if (sendsNothing(logins, factOf(also.reference))) return { outcome: 'pass' };
    if (access.pod === 'unclear')
      return { outcome: 'skip', why: 'whether the login is good could not be seen' };
    const unusable = unusableFor(logins, factOf(also.reference));
    if (!unusable || logins.matching.length > 0 || !access.anonymous) return { outcome: 'pass' };
    return {
      outcome: 'fail',
      evidence: [
        { source: `secret ${unusable.name}`, says: unusable.why },
        quoted(access.anonymous.by, access.anonymous.says, also.tokens),
      ],
      data: {
        kind: 'unusable',
        secret: unusable.name,
        username: '',
        by: nameOf({ kind: 'anonymous' }),
        why: unusable.why,
        robot: null,
      },
    };
  },
  words: {
    en: {
      title: 'Login refused',
      summary: ({ kind, secret, username, why, robot: trouble }, { image }) =>
        kind === 'account' && trouble
          ? `\`${hostOf(image)}\` cannot let this account log in: ${robotWords.en.why(username, trouble)}.`
          : kind === 'refused'
            ? `The pull secret \`${secret}\` has a login that \`${hostOf(image)}\` refuses: ${trouble ? robotWords.en.why(username, trouble) : `it answers \`${why}\` to \`${username}\``}.`
            : `The pull secret \`${secret}\` gives no login (${why}), and \`${hostOf(image)}\` wants one.`,
      probably: ({ host }) =>
        `${host ? `\`${host}\`` : 'the registry'} refuses the login: wrong, expired or disabled`,
      explains:
        'A login is sent and the registry does not accept it: the password changed, the token or robot account expired or was disabled, or the secret is malformed. A refused login fails even where the image is public.',
      steps: ({ data, pull }) => {
        const secret = data?.secret ?? 'regcred';
        const trouble = data?.robot;
        if (trouble && (data.kind === 'account' || trouble.is === 'expired' || trouble.is === 'disabled'))
          return [robotWords.en.mend(data.username, trouble)];
        return [
          `Try the login by hand: ${tryWithLogin(pull.image)}`,
          trouble
            ? robotWords.en.mend(data.username, trouble)
            : 'Renew it at the registry (robot account, access token, `aws ecr get-login-password`), and note when it expires.',
          `Replace the secret: \`kubectl${inNamespace(pull)} delete secret ${secret}\`, then ${createSecret(pull, secret)}. The kubelet uses it at its next try, within 5 min; at once if the pod is deleted.`,
          ...(data?.username === 'admin'
            ? [
                'It is the administrator’s login: put a robot account that may only pull in its place, and change the administrator’s password if it still is the one Harbor was installed with.',
              ]
            : []),
        ];
      },
    },
  },
});

/** Of a login nobody sent, only what Harbor tells of the account can be judged. */
function judgeLogin(robots: Answer<RobotFact>, user: string | undefined): Judgement<Refusal> {
  const told = user === undefined ? null : troubleOfRobot(robots, user);
  if (!told || told.trouble.is === 'other-secret')
    return { outcome: 'skip', why: 'the password is not known here, so the login was not tried' };
  const data = { secret: '', username: user ?? '', by: 'Harbor', why: '', robot: told.trouble };
  return { outcome: 'fail', evidence: [told.evidence], data: { kind: 'account', ...data } };
}
