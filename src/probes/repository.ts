import { NotReached } from '../engine/answer.ts';
import { errorWords } from '../engine/distribution/error-words.ts';
import { type Keyring, loginOf, sentAs } from '../engine/distribution/identity.ts';
import { catalogueNeighbours, harborNeighbours, type Neighbours } from '../engine/distribution/neighbours.ts';
import { listTags, type TagList } from '../engine/distribution/tags.ts';
import { tagsUrl } from '../engine/distribution/urls.ts';
import type { Probe, ProbeContext } from '../engine/probe.ts';
import type { ImageReference } from '../engine/reference.ts';
import { type AuthorizationFact, authorization, type Who } from './authorization.ts';
import { manifest } from './manifest.ts';
import { reference } from './reference.ts';

/** Does the repository exist, and which tags does it hold? Asked only when the manifest was not had. */
export type RepositoryFact =
  | {
      readonly state: 'exists';
      readonly who: Who;
      readonly tags: readonly string[];
      /** False when the list was cut at the limit. */
      readonly complete: boolean;
      readonly says: string;
    }
  | {
      readonly state: 'absent';
      readonly who: Who;
      readonly says: string;
      /** Harbor: the project itself does not exist. */
      readonly project: 'absent' | 'exists' | 'unknown';
      /** Repositories of the same project or registry with a like name, nearest first. */
      readonly nearest: readonly string[];
    }
  /** Everyone who asked was refused, so nobody can tell. */
  | { readonly state: 'hidden'; readonly says: string };

const MOST_TAGS = 10_000;
const PAGE = 1_000;
/** A list of tags only adds to what the manifest told, and a certain cause waits for it; milliseconds. */
const LIST_MS = 4_000;

interface Asking {
  readonly ref: ImageReference;
  readonly origin: string;
  readonly scheme: AuthorizationFact['scheme'];
  readonly keyring: Keyring;
}

export const repository: Probe<RepositoryFact> = {
  id: 'repository',
  asks: () => 'asking whether the repository exists',
  async ask(ctx) {
    const [parsed, { found, url }] = await Promise.all([ctx.need(reference), ctx.need(manifest)]);
    if (parsed.state === 'invalid') throw new NotReached('reference');
    if (found) throw new NotReached('manifest');
    const { scheme, asked } = await authorized(ctx);
    const { ref } = parsed;
    const keyring: Keyring = { vault: ctx.vault, network: ctx.network, endpoint: ref.endpoint };
    const asking: Asking = { ref, origin: new URL(url).origin, scheme, keyring };
    const refusals: string[] = [];
    for (const who of bestFirst(asked)) {
      const list = await tagsAs(who, asking);
      if (!list) continue;
      if (list.listed) return existing(who, list);
      const { status, says } = errorWords(list.ending);
      if (status === 404) return { state: 'absent', who, says, ...(await neighbours(who, asking)) };
      refusals.push(says);
      // Who does not answer one of them answers none.
      if (list.ending.ended === 'timeout') break;
    }
    return hiddenOrAbsent(refusals[0] ?? 'no login was accepted', asking);
  },
};

async function authorized({ ask }: ProbeContext): Promise<AuthorizationFact> {
  const answer = await ask(authorization);
  if (answer.state === 'known') return answer.fact;
  throw new NotReached(answer.state === 'unreached' ? answer.after : 'authorization');
}

/** Our own login sees most; then those who may pull; then the rest, whose refusal still has words. */
function bestFirst(asked: AuthorizationFact['asked']): readonly Who[] {
  const rank = ({ who, ended }: AuthorizationFact['asked'][number]): number =>
    who.kind === 'own' ? 0 : ended === 'granted' ? 1 : 2;
  return asked.toSorted((a, b) => rank(a) - rank(b)).map(({ who }) => who);
}

async function tagsAs(who: Who, { ref, origin, scheme, keyring }: Asking): Promise<TagList | null> {
  const sent = sentAs(who, scheme, keyring);
  if (!sent) return null;
  const question = { url: tagsUrl(origin, ref, PAGE), behalf: ref.endpoint, timeoutMs: LIST_MS, ...sent };
  return listTags(keyring.network, question, MOST_TAGS);
}

function existing(who: Who, { tags, complete }: Extract<TagList, { listed: true }>): RepositoryFact {
  const count = complete ? `${tags.length}` : `more than ${tags.length}`;
  const says = `200 OK: ${count} ${tags.length === 1 && complete ? 'tag' : 'tags'}`;
  return { state: 'exists', who, tags, complete, says };
}

async function neighbours(who: Who, { ref, origin, scheme, keyring }: Asking): Promise<Neighbours> {
  const { network, endpoint } = keyring;
  const own = network.ownLogin(endpoint);
  if (own && network.settings(endpoint).kind === 'harbor')
    return harborNeighbours(network, origin, ref.path, own, endpoint);
  // A token for one repository does not open the catalogue.
  const login = loginOf(who, keyring);
  if (scheme === 'bearer') return { project: 'unknown', nearest: [] };
  return catalogueNeighbours(network, origin, ref.path, login ? { login } : {}, endpoint);
}

/** Harbor refuses whoever asks for a project that does not exist; only its API tells the two apart. */
async function hiddenOrAbsent(says: string, asking: Asking): Promise<RepositoryFact> {
  const { network, endpoint } = asking.keyring;
  const own = network.ownLogin(endpoint);
  if (!own || network.settings(endpoint).kind !== 'harbor') return { state: 'hidden', says };
  const { project, nearest } = await harborNeighbours(network, asking.origin, asking.ref.path, own, endpoint);
  if (project !== 'absent') return { state: 'hidden', says };
  const who: Who = { kind: 'own', username: own.username };
  const name = asking.ref.path.split('/', 1)[0];
  return {
    state: 'absent',
    who,
    says: `404 Not Found: HEAD /projects?project_name=${name}`,
    project,
    nearest,
  };
}
