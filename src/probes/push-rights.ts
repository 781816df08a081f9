import { NotReached } from '../engine/answer.ts';
import { grantByLogin, grantByToken } from '../engine/distribution/grant.ts';
import type { Keyring, Who } from '../engine/distribution/identity.ts';
import type { Probe } from '../engine/probe.ts';
import type { Authorization } from './authorization.ts';
import { challenge } from './challenge.ts';
import { reference } from './reference.ts';

/** Who may push here, as far as a token tells: nobody logged in, and our own login. Never the person who asked. */
export interface PushRightsFact {
  readonly scheme: 'none' | 'basic' | 'bearer';
  readonly asked: readonly { readonly grant: Authorization; readonly push: 'may' | 'may-not' | 'unknown' }[];
}

/** Asks for a token with `pull,push` and reads what it grants; nothing is ever pushed. */
export const pushRights: Probe<PushRightsFact> = {
  id: 'push-rights',
  asks: () => 'asking who may push',
  async ask({ pull, need, network, vault }) {
    if (pull.op !== 'push') throw new NotReached('reference');
    const [parsed, challenged] = await Promise.all([need(reference), need(challenge)]);
    if (parsed.state === 'invalid') throw new NotReached('reference');
    const { scheme, realm, service, url, ending } = challenged;
    if (scheme === 'unknown') throw new NotReached('challenge');
    if (scheme === 'none') return { scheme, asked: [] };
    const { endpoint, path } = parsed.ref;
    const keyring: Keyring = { vault, network, endpoint };
    const own = network.ownLogin(endpoint);
    const everyone: readonly Who[] = [
      { kind: 'anonymous' },
      ...(own ? [{ kind: 'own' as const, username: own.username }] : []),
    ];
    const grants = everyone.map((who) =>
      scheme === 'bearer'
        ? grantByToken(who, { realm: realm ?? '', service }, path, keyring, 'pull,push')
        : grantByLogin(who, url, ending, keyring),
    );
    return { scheme, asked: (await Promise.all(grants)).map((grant) => ({ grant, push: pushOf(grant) })) };
  },
};

/** Basic tells only whether the login is good, an opaque token only that there is one. */
function pushOf({ ended, actions }: Authorization): PushRightsFact['asked'][number]['push'] {
  if (actions !== null) return actions.includes('push') || actions.includes('*') ? 'may' : 'may-not';
  return ended === 'login-refused' || ended === 'login-needed' ? 'may-not' : 'unknown';
}
