/** Who may pull this: every identity that was asked, side by side, as the registry itself told. Pure. */
import type { Case } from '../../engine/case.ts';
import { inASentence } from '../../engine/distribution/error-words.ts';
import { pathOf } from '../../engine/text/image-names.ts';
import type { Section } from '../../engine/verdict.ts';
import type { Language, Words } from '../../engine/words.ts';
import { sameWho } from '../../facts/access.ts';
import { factIn } from '../../facts/answered.ts';
import { readersToldOf } from '../../facts/secret-readers.ts';
import {
  type Authorization,
  type AuthorizationFact,
  authorization,
  type Who,
} from '../../probes/authorization.ts';
import { type ManifestAttempt, manifest } from '../../probes/manifest.ts';
import { type PullSecretsFact, pullSecrets } from '../../probes/pull-secrets.ts';
import { type SecretReadersFact, secretReaders } from '../../probes/secret-readers.ts';

interface LoginWords {
  readonly title: string;
  who(who: Who): string;
  readonly accepted: string;
  readonly opaque: string;
  readonly grantsNothing: string;
  grants(actions: readonly string[]): string;
  refused(says: string): string;
  needsLogin(says: string): string;
  failed(of: { readonly by: string; readonly says: string }): string;
  readonly had: string;
  notHad(says: string): string;
  readonly notAsked: string;
  line(of: { readonly who: string; readonly login: string; readonly manifest: string }): string;
  ofImage(of: { readonly path: string; readonly line: string }): string;
  notInPod(of: { readonly account: string; readonly secrets: readonly string[] }): string;
  admin(of: SecretReadersFact): string;
}

/** Its status alone where it has one: the words behind it are evidence, or say the same once more. */
const answer = (says: string): string => /^\d{3} [A-Za-z -]+/.exec(says)?.[0] ?? inASentence(says);

const code = (text: string): string => `\`${text.replaceAll('`', "'")}\``;

const words: Words<LoginWords> = {
  en: {
    title: 'Who may pull this',
    who: (who) =>
      who.kind === 'anonymous'
        ? 'without a login'
        : who.kind === 'own'
          ? `our own login ${code(who.username)}`
          : `${code(who.username)} of pull secret ${code(who.secret)}`,
    accepted: 'login accepted',
    opaque: 'token given, opaque: what it grants cannot be read',
    grantsNothing: 'the token grants nothing on this repository',
    grants: (actions) => `the token grants ${code(actions.join(', '))}`,
    refused: (says) => `login refused (${code(says)})`,
    needsLogin: (says) => `a login is wanted (${code(says)})`,
    failed: ({ by, says }) => `${by}: ${code(says)}`,
    had: 'the manifest is served',
    notHad: (says) => `no manifest is served (${code(answer(says))})`,
    notAsked: 'the manifest was not asked for',
    line: ({ who, login, manifest }) => `${who}: ${login}; ${manifest}`,
    ofImage: ({ path, line }) => `${code(path)}: ${line}`,
    admin: ({ secret, username, readers }) =>
      `pull secret ${code(secret)} holds the administrator’s login ${code(username)}, ${readers.length === 0 ? 'which nobody but Kubernetes itself may read' : `which these may read: ${readersToldOf(readers)}`}`,
    notInPod: ({ account, secrets }) =>
      `service account ${code(account)} names ${secrets.map(code).join(', ')} as well, which this pod does not carry: it was made before`,
  },
};

/** Causes of the stage `access` that depend on who asks. */
const RIGHTS: ReadonlySet<string> = new Set(['permission-denied', 'repository-not-found']);

/** Null where nobody is asked to log in, and where something else than a login decides. */
export function logins(cases: readonly Case[], language: Language): Section | null {
  const say = words[language];
  const told = cases
    .filter(loginsMatter)
    .map((one) => ({ path: pathOf(one.pull.image), of: linesOf(one, say) }));
  const several = new Set(told.map(({ path }) => path)).size > 1;
  const lines = told.flatMap(({ path, of }) =>
    several ? of.map((line) => say.ofImage({ path, line })) : of,
  );
  return lines.length === 0 ? null : { id: 'logins', title: say.title, lines: [...new Set(lines)] };
}

/** A login or a right is at fault, or nothing is and the pull fails all the same. */
function loginsMatter({ results, failing }: Case): boolean {
  const failed = results.filter(({ outcome }) => outcome === 'fail');
  if (failed.length === 0) return failing;
  return failed.some(({ check }) => check.stage === 'auth' || RIGHTS.has(check.id));
}

function linesOf({ answers }: Case, say: LoginWords): readonly string[] {
  const asked = factIn(answers, authorization);
  if (!asked || asked.scheme === 'none') return [];
  const attempts = factIn(answers, manifest)?.attempts ?? [];
  const lines = asked.asked.map((grant) => {
    const attempt = attempts.find(({ who }) => sameWho(who, grant.who));
    const login = loginWords(grant, asked.scheme, say);
    return say.line({ who: say.who(grant.who), login, manifest: manifestWords(grant, attempt, say) });
  });
  const readers = factIn(answers, secretReaders);
  return [
    ...lines,
    ...accountLines(factIn(answers, pullSecrets), say),
    ...(readers ? [say.admin(readers)] : []),
  ];
}

function loginWords(grant: Authorization, scheme: AuthorizationFact['scheme'], say: LoginWords): string {
  const { ended, actions, says, by } = grant;
  if (ended === 'login-refused') return say.refused(says);
  if (actions !== null) return actions.length === 0 ? say.grantsNothing : say.grants(actions);
  if (ended === 'granted') return scheme === 'bearer' ? say.opaque : say.accepted;
  if (ended === 'login-needed') return say.needsLogin(says);
  return say.failed({ by, says });
}

function manifestWords(
  { by, says }: Authorization,
  attempt: ManifestAttempt | undefined,
  say: LoginWords,
): string {
  // Whoever got no token never came to ask; its attempt repeats the token service's words.
  if (!attempt || attempt.says === `${by}: ${says}`) return say.notAsked;
  return attempt.ended === 'found' ? say.had : say.notHad(attempt.says);
}

function accountLines(secrets: PullSecretsFact | null, say: LoginWords): readonly string[] {
  const account = secrets?.serviceAccount;
  if (!account || account.notInPod.length === 0) return [];
  return [say.notInPod({ account: account.name, secrets: account.notInPod })];
}
