/** What is answered about a login: the way there, the account as far as it shows, our own login as contrast. Pure. */
import type { Case } from '../../engine/case.ts';
import { robotNamed } from '../../engine/harbor/robot.ts';
import { reachVerdict } from '../../engine/reach-verdict.ts';
import type { RegistrySubject } from '../../engine/subject.ts';
import type { Section, Verdict } from '../../engine/verdict.ts';
import type { Language, Words } from '../../engine/words.ts';
import { factIn } from '../../facts/answered.ts';
import { type AuthModeFact, authMode } from '../../probes/auth-mode.ts';
import { type Authorization, authorization } from '../../probes/authorization.ts';
import { challenge } from '../../probes/challenge.ts';
import type { Took } from '../verdicts.ts';

type Standing = 'good' | 'refused' | 'unclear';

const code = (text: string): string => `\`${text.replaceAll('`', "'")}\``;

const words: Words<{
  open(host: string): string;
  works(host: string): string;
  unclear(host: string): string;
  readonly password: string;
  readonly title: string;
  scheme(of: { scheme: string; realm: string | null }): string;
  own(of: { name: string; standing: Standing; says: string }): string;
  readonly noOwn: string;
  mode(of: AuthModeFact): string;
  readonly oidc: readonly string[];
  readonly ldap: readonly string[];
  readonly database: readonly string[];
  readonly robot: readonly string[];
  again(host: string): string;
}> = {
  en: {
    open: (host) => `${code(host)} asks nobody to log in: every login is taken, and none is needed to read.`,
    works: (host) =>
      `${code(host)} takes logins: everything up to the password works from here, and our own login is accepted. What is left is the account or its password.`,
    unclear: (host) =>
      `Everything up to the password works at ${code(host)} from here. What is left is the account or its password.`,
    password: 'the password: it is never asked for, so whether it is right was not tried',
    title: 'How logins work here',
    scheme: ({ scheme, realm }) =>
      scheme === 'bearer'
        ? `a login goes to the token service ${code(realm ?? '')}`
        : 'a login goes to the registry itself (Basic)',
    own: ({ name, standing, says }) =>
      standing === 'good'
        ? `our own login ${code(name)} is accepted`
        : standing === 'refused'
          ? `our own login ${code(name)} is refused as well (${code(says)})`
          : `our own login ${code(name)}: ${code(says)}`,
    noOwn: 'we have no login of our own here to compare with',
    mode: ({ mode, provider }) => {
      if (mode === 'oidc_auth')
        return `people sign in through OIDC${provider ? ` (${code(provider)})` : ''}: \`docker login\` takes the CLI secret of their Harbor profile, never their password`;
      if (mode === 'ldap_auth')
        return 'people are looked up in LDAP; only `admin` and robots are Harbor’s own';
      return mode === 'db_auth'
        ? 'people are kept in Harbor’s own database'
        : `people are looked up by ${code(mode)}`;
    },
    oidc: [
      'Use the CLI secret as password: Harbor → your name → User Profile → CLI secret. It changes when it is made anew, and stops when the OIDC session cannot be refreshed: then sign in to the page of Harbor once.',
      'The user name is the one shown in Harbor, which need not be the e-mail address.',
    ],
    ldap: [
      'Sign in to the page of Harbor with the same name and password: that tells the account from the client.',
      'Ask the directory’s owner whether the account is locked or its password has expired.',
    ],
    database: [
      'Sign in to the page of Harbor with the same name and password: that tells the account from the client.',
    ],
    robot: [
      "A robot’s name has its prefix and project: `robot$project+name`. In a shell quote it: `-u 'robot$project+name'`, since `$project` is a variable there.",
    ],
    again: (host) =>
      `Log in anew, with the password from standard input: \`docker login ${host} -u '<user>' --password-stdin\`. A stale entry in \`~/.docker/config.json\`, or a credential helper named there, is used before what was typed elsewhere: \`docker logout ${host}\` first.`,
  },
};

export function loginVerdict(
  { subject, user }: { readonly subject: RegistrySubject; readonly user: string | null },
  theCase: Case,
  took: Took,
  language: Language,
): Verdict {
  const say = words[language];
  const host = subject.name;
  const { cause, also, ruledOut, couldNotLook } = reachVerdict(theCase, language);
  const asked = factIn(theCase.answers, authorization);
  const own = asked?.asked.find(({ who }) => who.kind === 'own');
  const open = asked?.scheme === 'none';
  const headline = open
    ? say.open(host)
    : own && standingOf(own) === 'good'
      ? say.works(host)
      : say.unclear(host);
  return {
    subject,
    outcome: cause ? 'found' : open ? 'healthy' : 'unclear',
    cause,
    also,
    ruledOut,
    couldNotLook: [...couldNotLook, ...(open ? [] : [{ probe: authorization.id, why: say.password }])],
    headline: cause?.summary ?? headline,
    about: [],
    seen:
      own && !cause
        ? [{ source: own.by, says: `${own.says.split(',', 1)[0]} (asked with our own login)` }]
        : [],
    next: cause || open ? [] : nextSteps(host, user, factIn(theCase.answers, authMode), language),
    details: detailsOf(theCase, own, language),
    ...took,
  };
}

function nextSteps(
  host: string,
  user: string | null,
  mode: AuthModeFact | null,
  language: Language,
): readonly string[] {
  const say = words[language];
  const isRobot = user !== null && robotNamed(user) !== null;
  const people = mode ? (say[PEOPLE[mode.mode] ?? 'database'] as readonly string[]) : [];
  return [...(isRobot ? say.robot : people), say.again(host)];
}

const PEOPLE: Readonly<Record<string, 'oidc' | 'ldap'>> = { oidc_auth: 'oidc', ldap_auth: 'ldap' };

function detailsOf(
  { answers }: Case,
  own: Authorization | undefined,
  language: Language,
): readonly Section[] {
  const say = words[language];
  const challenged = factIn(answers, challenge);
  if (!challenged || challenged.scheme === 'none' || challenged.scheme === 'unknown') return [];
  const mode = factIn(answers, authMode);
  const ours =
    own?.who.kind === 'own'
      ? say.own({ name: own.who.username, standing: standingOf(own), says: own.says })
      : say.noOwn;
  const lines = [say.scheme(challenged), ours, ...(mode ? [say.mode(mode)] : [])];
  return [{ id: 'login', title: say.title, lines }];
}

/** A login that may not pull is a good one: only a refusal of the login itself speaks against it. */
function standingOf({ ended }: Authorization): Standing {
  if (ended === 'granted' || ended === 'not-granted') return 'good';
  return ended === 'login-refused' ? 'refused' : 'unclear';
}
