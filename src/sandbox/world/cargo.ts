/** Acme's Cargo: a Harbor 1.8 behind tengine that asks the platform's token service who somebody is. */
import { createHarbor, type Harbor } from '../harbor/harbor.ts';
import { basicOf } from '../registry/auth.ts';
import type { Ask, Handler } from '../registry/exchange.ts';
import { sayJson } from '../registry/exchange.ts';
import type { Gate } from '../registry/gate.ts';
import { LOGINS, OWN_LOGINS } from './logins.ts';

const PROXY = 'Tengine/2.3.3';
/** A name that no DNS knows any more. */
const OLD = '//cargo-devops.';
export const CARGO_PROJECT = 'apps';
const REPOSITORY = `${CARGO_PROJECT}/pipeline`;

/** Whom it asks: its cluster's token service, the one that is built in, or that of another cluster. */
export type TokenSource = 'cluster' | 'built-in' | 'elsewhere';

export interface Cargo {
  readonly harbor: Harbor;
  readonly handle: Handler;
  /** Where the cluster's token service listens. */
  readonly tokens: Gate;
  asks: TokenSource;
  /** The domain it sends its clients to: its own, or the one it was installed under. */
  realm: 'own' | 'old';
  /** What the cluster's token service wrote about those it was asked for. */
  readonly heard: readonly { readonly at: string; readonly text: string }[];
  /** Pushes the next build of the pipeline's image; no node has it. */
  build(): string;
}

export function createCargo(externalUrl: string, tokens: Gate): Cargo {
  const harbor = createHarbor({ externalUrl, version: 'v1.8.6' });
  const { username, password } = OWN_LOGINS.cargo;
  harbor.addUser(username, password, 'admin');
  harbor.addProject(CARGO_PROJECT, 'private');
  const ci = harbor.addUser(LOGINS.cargo.username, LOGINS.cargo.password);
  ci.memberOf.set(CARGO_PROJECT, 2);
  tokens.host('127.0.0.1', () => sayJson(401, { code: 401, message: 'who are you' }));
  const heard: { readonly at: string; readonly text: string }[] = [];
  let builds = 0;
  const cargo: Cargo = {
    harbor,
    tokens,
    heard,
    asks: 'cluster',
    realm: 'own',
    build() {
      builds += 1;
      const tag = `3.4.${builds}`;
      harbor.state.store.push({ repository: REPOSITORY, tags: [tag], layers: [{ 'etc/build': tag }] });
      return `${REPOSITORY}:${tag}`;
    },
    async handle(ask) {
      const user = basicOf(ask)?.username;
      const isPlatforms = user !== undefined && !harbor.state.users.get(user)?.admin;
      const strange = isPlatforms && cargo.asks !== 'cluster';
      if (isPlatforms && !strange) heard.push(lineAbout(user));
      const said = await harbor.handle(strange ? withoutLogin(ask) : ask);
      const headers = { ...said.headers, server: PROXY };
      const challenge = said.headers?.['www-authenticate'];
      if (cargo.realm === 'own' || challenge === undefined) return { ...said, headers };
      return { ...said, headers: { ...headers, 'www-authenticate': challenge.replace('//cargo.', OLD) } };
    },
  };
  return cargo;
}

/** Whom a token service does not know is nobody there. */
function withoutLogin(ask: Ask): Ask {
  return { ...ask, header: (name) => (/^authorization$/i.test(name) ? undefined : ask.header(name)) };
}

function lineAbout(user: string): Cargo['heard'][number] {
  return { at: new Date().toISOString(), text: `INFO token.go:88 token asked for user ${user}` };
}
