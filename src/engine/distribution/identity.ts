/** Who asks a registry, and with what: logins and tokens come out of the vault only to be sent. */
import type { Vault } from '../probe.ts';
import type { Endpoint, Login, NetworkAsker } from '../registry.ts';

/** Who asks: nobody, one of the pod's logins, or our own configured login. */
export type Who =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'credential'; readonly id: string; readonly username: string; readonly secret: string }
  | { readonly kind: 'own'; readonly username: string };

/** Where logins and tokens are kept, and which registry they are for. */
export interface Keyring {
  readonly vault: Vault;
  readonly network: NetworkAsker;
  readonly endpoint: Endpoint;
}

export type Scheme = 'none' | 'basic' | 'bearer';

/** The login of an identity; null for nobody, and for a login that the vault no longer holds. */
export function loginOf(who: Who, { vault, network, endpoint }: Keyring): Login | null {
  if (who.kind === 'anonymous') return null;
  return who.kind === 'own' ? network.ownLogin(endpoint) : (vault.login(who.id) ?? null);
}

export function keepToken(who: Who, token: string, { vault }: Keyring): void {
  vault.keep(tokenId(who), { username: '', password: token });
}

/** What to send so that the registry sees this identity; null when it has no token to show. */
export function sentAs(
  who: Who,
  scheme: Scheme,
  keyring: Keyring,
): { readonly bearer: string } | { readonly login: Login } | Record<string, never> | null {
  if (scheme === 'none') return {};
  if (scheme === 'bearer') {
    const token = keyring.vault.login(tokenId(who))?.password;
    return token === undefined ? null : { bearer: token };
  }
  if (who.kind === 'anonymous') return {};
  const login = loginOf(who, keyring);
  return login ? { login } : null;
}

function tokenId(who: Who): string {
  return who.kind === 'credential' ? `token:credential:${who.id}` : `token:${who.kind}`;
}
