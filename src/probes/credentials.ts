import { NotReached } from '../engine/answer.ts';
import { keyHost, matchCredentials } from '../engine/credential-match.ts';
import type { Probe, ProbeContext } from '../engine/probe.ts';
import { dns } from './dns.ts';
import { type PullSecret, pullSecrets } from './pull-secrets.ts';
import { reference } from './reference.ts';

/** Which logins the kubelet would send for this image, in its order, and which it passes over. */
export interface CredentialsFact {
  readonly matching: readonly Credential[];
  readonly passedOver: readonly PassedOver[];
  /** Secrets that are named and do not exist. */
  readonly missingSecrets: readonly string[];
  /** Secrets that exist but give no login: wrong type or malformed, with why. */
  readonly unusableSecrets: readonly { readonly name: string; readonly why: string }[];
  /** Secrets we may not read: the kubelet may send a login we do not know. */
  readonly unreadableSecrets: readonly string[];
}

export interface Credential {
  /** Vault id. */
  readonly id: string;
  readonly secret: string;
  readonly key: string;
  readonly username: string;
}

export interface PassedOver extends Credential {
  /**
   * `port`, `path`, `wildcard`: same host, but that part keeps it from matching. `same-address`: another
   * name of the same address. `sibling`: a host under the same domain. `foreign`: nothing in common.
   */
  readonly why: 'port' | 'path' | 'wildcard' | 'same-address' | 'sibling' | 'foreign';
}

type Read = Extract<PullSecret, { readonly state: 'read' }>;

/** How many other hosts are looked up to see whether they are the same address. */
const MOST_LOOKUPS = 8;

const words = {
  en: {
    wrongType: (type: string) => `its type is \`${type}\``,
    entry: (key: string, why: string) => `\`${key}\`: ${why}`,
  },
} as const;

export const credentials: Probe<CredentialsFact> = {
  id: 'credentials',
  asks: () => 'matching its logins as the kubelet does',
  async ask(ctx) {
    const parsed = await ctx.need(reference);
    if (parsed.state === 'invalid') throw new NotReached('reference');
    const secrets = ctx.pull.pod === undefined ? [] : (await ctx.need(pullSecrets)).secrets;
    const named = (state: PullSecret['state']) =>
      secrets.filter((secret) => secret.state === state).map(({ name }) => name);
    const read = secrets.filter((secret): secret is Read => secret.state === 'read');
    const usable = read.flatMap(({ name, entries }) =>
      entries
        .filter(({ unusable }) => unusable === undefined)
        .map(({ key, username, credential }) => ({ id: credential, secret: name, key, username })),
    );
    const { matching, passedOver } = matchCredentials(parsed.ref, usable);
    const others = passedOver.map(({ entry, why }) => ({ ...entry, why }));
    return {
      matching,
      passedOver: await markSameAddress(others, ctx),
      missingSecrets: named('missing'),
      unusableSecrets: secrets.flatMap(unusableOf),
      unreadableSecrets: named('unreadable'),
    };
  },
};

function unusableOf(secret: PullSecret): CredentialsFact['unusableSecrets'] {
  const say = words.en;
  const { name } = secret;
  if (secret.state === 'wrong-type') return [{ name, why: say.wrongType(secret.type) }];
  if (secret.state === 'malformed') return [{ name, why: secret.says }];
  if (secret.state !== 'read') return [];
  return secret.entries.flatMap(({ key, unusable }) =>
    unusable === undefined ? [] : [{ name, why: say.entry(key, unusable) }],
  );
}

/** Another name of the registry's own address tells that the login was meant for it. */
async function markSameAddress(
  others: readonly PassedOver[],
  { ask, network }: ProbeContext,
): Promise<readonly PassedOver[]> {
  const far = others.filter(({ why }) => why === 'sibling' || why === 'foreign');
  const hosts = [...new Set(far.flatMap(({ key }) => keyHost(key) ?? []))].slice(0, MOST_LOOKUPS);
  if (hosts.length === 0) return others;
  const [own, ...found] = await Promise.all([ask(dns), ...hosts.map((host) => network.lookup(host))]);
  if (own.state !== 'known' || own.fact.lookup.ended !== 'found') return others;
  const addresses = new Set(own.fact.lookup.addresses);
  const same = new Set(
    hosts.filter((_, at) => {
      const lookup = found[at];
      return lookup?.ended === 'found' && lookup.addresses.some((address) => addresses.has(address));
    }),
  );
  return others.map((each) => (same.has(keyHost(each.key) ?? '') ? { ...each, why: 'same-address' } : each));
}
