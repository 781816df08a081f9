/** The object a cause sits at: what has to be mended once for all who suffer from it. Pure. */
import type { Case } from './case.ts';
import { parseReference } from './reference.ts';
import type { Stage } from './stage.ts';
import type { Confidence } from './verdict.ts';
import type { Language, Words } from './words.ts';

export interface Root {
  /** Equal for equal objects, wherever they were met. */
  readonly key: string;
  /** Markdown with code spans. */
  readonly says: string;
}

/** Where a cause was met. */
export interface RootPlace {
  readonly image: string;
  readonly cluster: string | null;
  readonly namespace: string | null;
  readonly node: string | null;
  /** The host of an installation that is looked at itself; null: the image names it. */
  readonly host?: string;
  /** The Secret that the finding names. */
  readonly secret: string | null;
  /** Tells logins of the same Secret's name apart where that is known. */
  readonly logins?: string;
}

export interface Rooted {
  readonly id: string;
  readonly stage: Stage;
  readonly confidence: Confidence;
}

const words: Words<{
  registry(host: string): string;
  repository(name: string): string;
  image(name: string): string;
  node(name: string): string;
  secret(name: string, namespace: string): string;
  login(secret: string, host: string): string;
}> = {
  en: {
    registry: (host) => `registry \`${host}\``,
    repository: (name) => `repository \`${name}\``,
    image: (name) => `image \`${name}\``,
    node: (name) => `node \`${name}\``,
    secret: (name, namespace) => `secret \`${name}\` in \`${namespace}\``,
    login: (secret, host) => `login of secret \`${secret}\` at \`${host}\``,
  },
};

/** Causes whose object is not what their stage suggests. */
const BY_CAUSE: Readonly<Record<string, Kind>> = {
  'secret-missing': 'secret',
  'credentials-invalid': 'login',
  'credentials-wrong-host': 'secret',
  'permission-denied': 'repository',
  'repository-not-found': 'repository',
  'policy-blocked': 'repository',
};

type Kind = 'registry' | 'way' | 'repository' | 'image' | 'node' | 'secret' | 'login';

/** `way`: how one cluster gets to a registry. */
const BY_STAGE: Readonly<Record<Stage, Kind>> = {
  spec: 'image',
  dns: 'way',
  network: 'way',
  tls: 'registry',
  auth: 'registry',
  access: 'image',
  quota: 'registry',
  content: 'image',
  platform: 'image',
  node: 'node',
  'registry-internals': 'registry',
};

/** A cause that nobody knows sits at the image. */
export function rootOf(cause: Rooted | null, at: RootPlace, language: Language): Root {
  return rootFor(cause ? kindOf(cause) : 'image', at, language);
}

/** The root of what one look found. */
export function rootOfCase(
  cause: Rooted,
  { pull, node, results }: Pick<Case, 'pull' | 'node' | 'results'>,
  language: Language,
): Root {
  return rootOf(
    cause,
    {
      image: pull.image,
      cluster: pull.cluster ?? null,
      namespace: pull.namespace ?? null,
      node,
      secret: secretIn(results, cause.id),
      ...(pull.installation ? { host: pull.installation.host ?? pull.image } : {}),
    },
    language,
  );
}

/** The Secret a finding names, for causes that are about one. */
export function secretIn(results: Case['results'], cause: string | undefined): string | null {
  const finding = results.find(({ outcome, check }) => outcome === 'fail' && check.id === cause);
  if (finding?.outcome !== 'fail' || typeof finding.data !== 'object' || finding.data === null) return null;
  const secret = Reflect.get(finding.data, 'secret');
  return typeof secret === 'string' ? secret : null;
}

/** A fault on the way that only the node sees, while from here every step works, sits at the node. */
function kindOf({ id, stage, confidence }: Rooted): Kind {
  const kind = BY_CAUSE[id] ?? BY_STAGE[stage];
  const onTheWay = stage === 'dns' || stage === 'network' || stage === 'tls';
  return onTheWay && confidence === 'possible' ? 'node' : kind;
}

function rootFor(kind: Kind, at: RootPlace, language: Language): Root {
  const say = words[language];
  const { image, node, secret, namespace } = at;
  const { host, repository } =
    at.host === undefined ? namesOf(image) : { host: at.host, repository: at.host };
  const here = at.cluster ?? '';
  const logins = at.logins === undefined ? '' : ` ${at.logins}`;
  switch (kind) {
    case 'registry':
      return { key: host, says: say.registry(host) };
    case 'way':
      return { key: `${here} ${host}`, says: say.registry(host) };
    case 'repository':
      return { key: repository, says: say.repository(repository) };
    case 'image':
      return { key: image, says: say.image(image) };
    case 'node':
      return node === null
        ? { key: `${here} ${image}`, says: say.image(image) }
        : { key: `${here} ${node}`, says: say.node(node) };
    case 'secret':
      return secret === null
        ? { key: host, says: say.registry(host) }
        : {
            key: `${here} ${namespace ?? ''}/${secret}`,
            says: say.secret(secret, namespace ?? ''),
          };
    case 'login':
      return secret === null
        ? { key: `${host}${logins}`, says: say.registry(host) }
        : { key: `${host} ${secret}${logins}`, says: say.login(secret, host) };
  }
}

function namesOf(image: string): { readonly host: string; readonly repository: string } {
  const parsed = parseReference(image);
  if (parsed.state === 'invalid') return { host: image, repository: image };
  const { domain, path } = parsed.ref;
  return { host: domain, repository: `${domain}/${path}` };
}
