import type { Answer } from '../../engine/answer.ts';
import { defineCheck, type Judgement } from '../../engine/check.ts';
import { inASentence } from '../../engine/distribution/error-words.ts';
import type { SecretReader } from '../../engine/kubernetes/secret-readers.ts';
import { hostOf } from '../../engine/text/image-names.ts';
import { nameOf, readAccess, toWhom } from '../../facts/access.ts';
import { factOf, quoted } from '../../facts/answered.ts';
import { strayTokens } from '../../facts/cargo-tokens.ts';
import { createSecret, inNamespace, tryWithLogin } from '../../facts/manual-steps.ts';
import { sendsNothing, unusableFor } from '../../facts/passed-over.ts';
import { type RobotTrouble, robotWords, troubleOfRobot } from '../../facts/robots.ts';
import { readersToldOf } from '../../facts/secret-readers.ts';
import { authorization } from '../../probes/authorization.ts';
import { cargoLogins } from '../../probes/cargo-logins.ts';
import { credentials } from '../../probes/credentials.ts';
import { manifest } from '../../probes/manifest.ts';
import { reference } from '../../probes/reference.ts';
import { type RobotFact, robot } from '../../probes/robot.ts';
import { secretReaders } from '../../probes/secret-readers.ts';
import { signs } from '../../signs/credentials-invalid.ts';

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
  /** Who may read the secret of an administrator's login; none: nobody, or it was not asked. */
  readonly readers: readonly SecretReader[];
}

export default defineCheck({
  id: 'credentials-invalid',
  stage: 'auth',
  severity: 'high',
  rows: ['S0-22', 'S0-24', 'S1-2', 'S1-67', 'S1-69', 'S1-70', 'S2-3.4', 'S3-30', 'S3-31', 'S4-3'],
  signs,
  needs: { credentials, authorization },
  uses: { manifest, reference, robot, tokens: authorization, cargo: cargoLogins, readers: secretReaders },
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
      const cargo = factOf(also.cargo);
      if (cargo && strayTokens(cargo))
        return { outcome: 'skip', why: 'Cargo asks another token service, which cannot know this login' };
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
          readers: factOf(also.readers)?.readers ?? [],
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
        readers: [],
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
                `It is the administrator’s login${data.readers.length === 0 ? '' : `, and these may read it: ${readersToldOf(data.readers)}`}: put a robot account that may only pull in its place, and change the administrator’s password if it still is the one Harbor was installed with.`,
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
  const data = { secret: '', username: user ?? '', by: 'Harbor', why: '', robot: told.trouble, readers: [] };
  return { outcome: 'fail', evidence: [told.evidence], data: { kind: 'account', ...data } };
}
