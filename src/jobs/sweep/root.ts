/** The object a cause sits at: what has to be mended once for all who wait behind it. Pure. */
import { parseReference } from '../../engine/reference.ts';
import type { Cause } from '../../engine/verdict.ts';
import type { Language, Words } from '../../engine/words.ts';
import type { Found } from './found.ts';
import type { Inquiry } from './inquiries.ts';

export interface Root {
  /** Equal for equal objects. */
  readonly key: string;
  /** Markdown with code spans. */
  readonly says: string;
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

type Kind = 'registry' | 'repository' | 'image' | 'node' | 'secret' | 'login';

const BY_STAGE: Readonly<Record<Cause['stage'], Kind>> = {
  spec: 'image',
  dns: 'registry',
  network: 'registry',
  tls: 'registry',
  auth: 'registry',
  access: 'image',
  quota: 'registry',
  content: 'image',
  platform: 'image',
  node: 'node',
  'registry-internals': 'registry',
};

export function rootOf(inquiry: Inquiry, found: Found, language: Language): Root {
  const { cause } = found.reached;
  const kind = cause ? kindOf(cause) : 'image';
  return rootFor(kind, inquiry, found, language);
}

/** A fault on the way that only the node sees, while from here every step works, sits at the node. */
function kindOf({ id, stage, confidence }: Cause): Kind {
  const kind = BY_CAUSE[id] ?? BY_STAGE[stage];
  const onTheWay = stage === 'dns' || stage === 'network' || stage === 'tls';
  return onTheWay && confidence === 'possible' ? 'node' : kind;
}

function rootFor(kind: Kind, inquiry: Inquiry, { secret }: Found, language: Language): Root {
  const say = words[language];
  const { image, logins, specimen } = inquiry;
  const { namespace, node } = specimen.pod;
  const { host, repository } = namesOf(image);
  switch (kind) {
    case 'registry':
      return { key: host, says: say.registry(host) };
    case 'repository':
      return { key: repository, says: say.repository(repository) };
    case 'image':
      return { key: image, says: say.image(image) };
    case 'node':
      return node === null ? { key: image, says: say.image(image) } : { key: node, says: say.node(node) };
    case 'secret':
      return secret === null
        ? { key: host, says: say.registry(host) }
        : { key: `${namespace}/${secret}`, says: say.secret(secret, namespace) };
    case 'login':
      return secret === null
        ? { key: `${host} ${logins}`, says: say.registry(host) }
        : { key: `${host} ${secret} ${logins}`, says: say.login(secret, host) };
  }
}

function namesOf(image: string): { readonly host: string; readonly repository: string } {
  const parsed = parseReference(image);
  if (parsed.state === 'invalid') return { host: image, repository: image };
  const { domain, path } = parsed.ref;
  return { host: domain, repository: `${domain}/${path}` };
}
