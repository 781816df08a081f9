import { CouldNotAsk, NotReached } from '../engine/answer.ts';
import {
  DOCKER_CFG,
  DOCKER_CONFIG_JSON,
  matchCredentials,
  readDockerConfig,
} from '../engine/credential-match.ts';
import { grantByLogin, grantByToken } from '../engine/distribution/grant.ts';
import { type Keyring, sentAs, type Who } from '../engine/distribution/identity.ts';
import { attemptManifest } from '../engine/distribution/manifest-attempt.ts';
import { manifestUrl } from '../engine/distribution/urls.ts';
import type { Probe, ProbeContext } from '../engine/probe.ts';
import type { ImageReference } from '../engine/reference.ts';
import { secretDigest, sourcesFor } from '../engine/secret-source.ts';
import { type ChallengeFact, challenge } from './challenge.ts';
import { pod } from './pod.ts';
import { reference } from './reference.ts';

/** Secrets that the pod does not bring, with what their login gets from the registry for this very image. */
export interface UsableSecretsFact {
  readonly secrets: readonly TriedSecret[];
}

export interface TriedSecret {
  readonly namespace: string;
  readonly name: string;
  /** The pod's service account names it today, other pods of the namespace do, or the operator lets it be copied. */
  readonly from: 'account' | 'pods' | 'source';
  /** `pulls`: the manifest was handed out to its login. `no-login`: none in it is for this image. */
  readonly state: 'pulls' | 'refused' | 'no-login' | 'absent' | 'unreadable';
  /** The system's own words. */
  readonly says: string;
  readonly username: string | null;
  /** See secretDigest; null where it could not be read. */
  readonly digest: string | null;
}

type Named = Pick<TriedSecret, 'namespace' | 'name' | 'from'>;

/** More would try a registry's patience with logins. */
const MOST = 8;

/** Asked only for remediations. Names come from pods, accounts and the configuration: Secrets are never listed. */
export const usableSecrets: Probe<UsableSecretsFact> = {
  id: 'usable-secrets',
  asks: () => 'trying the logins of other pull secrets',
  timeBoxMs: 15_000,
  rights: [
    { group: '', resource: 'pods', verb: 'list' },
    { group: '', resource: 'secrets', verb: 'get' },
    { group: '', resource: 'serviceaccounts', verb: 'get' },
  ],
  async ask(ctx) {
    const [{ pod: of }, parsed, challenged] = await Promise.all([
      ctx.need(pod),
      ctx.need(reference),
      ctx.need(challenge),
    ]);
    if (parsed.state === 'invalid') throw new NotReached('reference');
    if (challenged.scheme === 'none' || challenged.scheme === 'unknown') throw new NotReached('challenge');
    const { ref } = parsed;
    const named = await namedBeside(of, ctx);
    const secrets = await Promise.all(
      named.slice(0, MOST).map((one) => tried(one, { ref, challenged, ctx })),
    );
    return { secrets };
  },
};

async function namedBeside(
  of: {
    readonly namespace: string;
    readonly serviceAccount: string;
    readonly imagePullSecrets: readonly string[];
  },
  { cluster, secretSources }: ProbeContext,
): Promise<readonly Named[]> {
  if (!cluster) throw new CouldNotAsk('no cluster belongs to this question');
  const { namespace } = of;
  const [account, pods] = await Promise.all([
    cluster.serviceAccount(namespace, of.serviceAccount),
    cluster.pods(namespace),
  ]);
  const byAccount = account.ended === 'found' ? account.value.imagePullSecrets : [];
  const byPods = pods.ended === 'found' ? pods.value.flatMap((one) => one.imagePullSecrets) : [];
  const here = (from: 'account' | 'pods') => (name: string) => ({ namespace, name, from });
  const sources = sourcesFor(secretSources, { cluster: cluster.name, namespace });
  const all: readonly Named[] = [
    ...byAccount.map(here('account')),
    ...byPods.toSorted().map(here('pods')),
    ...sources.map(({ namespace: at, name }) => ({ namespace: at, name, from: 'source' as const })),
  ];
  const seen = new Set(of.imagePullSecrets.map((name) => `${namespace}/${name}`));
  return all.filter(({ namespace: at, name }) => {
    const key = `${at}/${name}`;
    return !seen.has(key) && seen.add(key);
  });
}

interface Trying {
  readonly ref: ImageReference;
  readonly challenged: ChallengeFact;
  readonly ctx: ProbeContext;
}

async function tried(named: Named, trying: Trying): Promise<TriedSecret> {
  const { cluster, vault } = trying.ctx;
  const { namespace, name } = named;
  const answer = await cluster?.secret(namespace, name);
  const unread = {
    ...named,
    username: null,
    digest: null,
    says: answer && answer.ended !== 'found' ? answer.says : '',
  };
  if (answer?.ended === 'not-found') return { ...unread, state: 'absent' };
  if (answer?.ended !== 'found') return { ...unread, state: 'unreadable' };
  const { type, data } = answer.value;
  const read = { ...named, digest: secretDigest({ type, data }) };
  const no = (says: string): TriedSecret => ({ ...read, state: 'no-login', says, username: null });
  if (type !== DOCKER_CONFIG_JSON && type !== DOCKER_CFG) return no(`its type is \`${type}\``);
  const config = readDockerConfig(type, data);
  if ('malformed' in config) return no(config.malformed);
  const entries = config.entries.flatMap(({ key, username, login }) =>
    login ? [{ key, username, login }] : [],
  );
  const { matching } = matchCredentials(trying.ref, entries);
  const [first] = matching;
  if (!first) return no(`it has no login for \`${trying.ref.domain}\``);
  let last: TriedSecret = no('');
  for (const { key, username, login } of matching) {
    const id = `${namespace}/${name}/${key}`;
    vault.keep(id, login);
    const attempt = await attempted({ kind: 'credential', id, username, secret: name }, trying);
    last = { ...read, ...attempt, username };
    if (last.state === 'pulls') return last;
  }
  return last;
}

async function attempted(
  who: Who,
  { ref, challenged, ctx }: Trying,
): Promise<Pick<TriedSecret, 'state' | 'says'>> {
  const { scheme, realm, service, url, ending } = challenged;
  const keyring: Keyring = { vault: ctx.vault, network: ctx.network, endpoint: ref.endpoint };
  const grant =
    scheme === 'bearer'
      ? await grantByToken(who, { realm: realm ?? '', service }, ref.path, keyring)
      : await grantByLogin(who, url, ending, keyring);
  if (grant.ended !== 'granted') return { state: 'refused', says: grant.says };
  const sent = sentAs(who, scheme === 'bearer' ? 'bearer' : 'basic', keyring);
  if (!sent) return { state: 'refused', says: grant.says };
  const harbor = ctx.network.settings(ref.endpoint).kind === 'harbor';
  const at = manifestUrl(new URL(url).origin, ref, ref.reference);
  const attempt = await attemptManifest(ctx.network, who, { url: at, behalf: ref.endpoint, sent, harbor });
  return { state: attempt.ended === 'found' ? 'pulls' : 'refused', says: attempt.says };
}
