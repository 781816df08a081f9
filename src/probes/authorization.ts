import { NotReached } from '../engine/answer.ts';
import { type Authorization, grantByLogin, grantByToken } from '../engine/distribution/grant.ts';
import type { Keyring, Who } from '../engine/distribution/identity.ts';
import { PULL_RIGHT } from '../engine/harbor/call-rights.ts';
import type { Probe, ProbeContext } from '../engine/probe.ts';
import { challenge } from './challenge.ts';
import { credentials } from './credentials.ts';
import { reference } from './reference.ts';

export type { Authorization } from '../engine/distribution/grant.ts';
export type { Who } from '../engine/distribution/identity.ts';

/** One entry per identity: each matching login in the kubelet's order, anonymous, our own. Tokens stay in the vault. */
export interface AuthorizationFact {
  readonly scheme: 'none' | 'basic' | 'bearer';
  readonly asked: readonly Authorization[];
}

export const authorization: Probe<AuthorizationFact> = {
  id: 'authorization',
  asks: () => 'trying its logins at the token service',
  harborRights: [PULL_RIGHT],
  async ask(ctx) {
    const [parsed, challenged] = await Promise.all([ctx.need(reference), ctx.need(challenge)]);
    if (parsed.state === 'invalid') throw new NotReached('reference');
    const { scheme, realm, service, url, ending } = challenged;
    if (scheme === 'unknown') throw new NotReached('challenge');
    if (scheme === 'none') return { scheme, asked: [open()] };
    const { endpoint, path } = parsed.ref;
    const keyring: Keyring = { vault: ctx.vault, network: ctx.network, endpoint };
    const grant = (who: Who): Promise<Authorization> =>
      scheme === 'bearer'
        ? grantByToken(who, { realm: realm ?? '', service }, path, keyring)
        : grantByLogin(who, url, ending, keyring);
    const everyone = await identities(ctx, keyring);
    return { scheme, asked: await Promise.all(everyone.map(grant)) };
  },
};

async function identities({ ask }: ProbeContext, { network, endpoint }: Keyring): Promise<readonly Who[]> {
  // Where the pod's logins cannot be known, what nobody and our own login may do is still worth knowing.
  const known = await ask(credentials);
  const matching = known.state === 'known' ? known.fact.matching : [];
  const own = network.ownLogin(endpoint);
  return [
    ...matching.map(({ id, username, secret }) => ({ kind: 'credential' as const, id, username, secret })),
    { kind: 'anonymous' },
    ...(own ? [{ kind: 'own' as const, username: own.username }] : []),
  ];
}

function open(): Authorization {
  return {
    who: { kind: 'anonymous' },
    ended: 'granted',
    status: 200,
    code: null,
    says: '200 OK, without a challenge',
    by: 'registry',
    actions: null,
  };
}
