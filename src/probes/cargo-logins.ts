import { CouldNotAsk, NotReached } from '../engine/answer.ts';
import type { ClusterReader } from '../engine/cluster.ts';
import type { Authorization } from '../engine/distribution/grant.ts';
import type { Probe } from '../engine/probe.ts';
import { withoutLogins } from '../engine/text/masked.ts';
import { authorization } from './authorization.ts';
import { challenge } from './challenge.ts';
import { type CargoTokenFact, readCargoToken } from './installation/cargo-token.ts';

/** Whose logins a Cargo takes, and whether its cluster's token service was ever asked about those it refuses. */
export interface CargoLoginsFact {
  /** The proxy in front of it, by its own name: `Tengine/2.3.3`. */
  readonly proxy: string;
  /** `untried`: no login of an administrator is at hand. */
  readonly admin: 'accepted' | 'refused' | 'untried';
  /** Logins of others that were accepted, and those that were refused with the words. */
  readonly accepted: readonly string[];
  readonly refused: readonly { readonly username: string; readonly says: string; readonly by: string }[];
  readonly token: CargoTokenFact;
  /** Lines of the token service's log about those that were refused; null: it was not read. */
  readonly asked: readonly string[] | null;
}

const ADMIN = 'admin';
const LINES = 500;
const LIMIT = 256 * 1024;
/** By how much the clocks of the token service and of ours may differ. */
const SKEW_MS = 5_000;

/** Asked only where Cargo's proxy answers and somebody's login is refused. */
export const cargoLogins: Probe<CargoLoginsFact> = {
  id: 'cargo-logins',
  asks: () => 'comparing whose logins Cargo takes',
  rights: [
    { group: '', resource: 'services', verb: 'list' },
    { group: '', resource: 'nodes', verb: 'list' },
    { group: '', resource: 'pods', verb: 'list' },
    { group: '', resource: 'pods/log', verb: 'get' },
  ],
  async ask(context) {
    const { need, cluster, network } = context;
    const [{ ending }, tried] = await Promise.all([need(challenge), context.ask(authorization)]);
    if (tried.state !== 'known') throw new NotReached(authorization.id);
    const { asked } = tried.fact;
    const proxy = ending.ended === 'answered' ? (ending.headers['server'] ?? '') : '';
    const logins = asked.flatMap((one) => (one.who.kind === 'anonymous' ? [] : [{ ...one, who: one.who }]));
    const others = logins.filter(({ who }) => who.username !== ADMIN);
    const refused = others.filter(({ ended }) => ended === 'login-refused');
    if (!/tengine/i.test(proxy) || refused.length === 0) throw new NotReached('challenge');
    if (!cluster) throw new CouldNotAsk('no cluster belongs to this question');
    const token = await readCargoToken(cluster, network);
    return {
      proxy,
      admin: standingOf(logins.filter(({ who }) => who.username === ADMIN)),
      accepted: others.filter(isAccepted).map(({ who }) => who.username),
      refused: refused.map(({ who, says, by }) => ({ username: who.username, says, by })),
      token,
      asked: token.service
        ? await linesAbout(
            cluster,
            token.service.namespace,
            refused.map(({ who }) => who.username),
            Date.parse(tried.at) - SKEW_MS,
          )
        : null,
    };
  },
};

function standingOf(admins: readonly Authorization[]): CargoLoginsFact['admin'] {
  if (admins.some(isAccepted)) return 'accepted';
  return admins.some(({ ended }) => ended === 'login-refused') ? 'refused' : 'untried';
}

/** A login that may not pull is a good one. */
function isAccepted({ ended }: Authorization): boolean {
  return ended === 'granted' || ended === 'not-granted';
}

/** What the token service wrote about these users since they were tried (ms since 1970); null where its log cannot be read. */
async function linesAbout(
  cluster: ClusterReader,
  namespace: string,
  users: readonly string[],
  since: number,
): Promise<readonly string[] | null> {
  const pods = await cluster.pods(namespace, 'app=cargo-token');
  if (pods.ended !== 'found' || pods.value.length === 0) return null;
  const lines: string[] = [];
  for (const { name, containers } of pods.value) {
    const container = containers.find(({ kind }) => kind === 'main')?.name ?? 'cargo-token';
    const log = await cluster.log({
      namespace,
      pod: name,
      container,
      tailLines: LINES,
      limitBytes: LIMIT,
    });
    if (log.ended !== 'found') return null;
    for await (const { at, text } of log.value) {
      // What it was asked on better days says nothing of now.
      const isOld = at !== null && Date.parse(at) < since;
      if (!isOld && users.some((user) => text.includes(user))) lines.push(withoutLogins(text.slice(0, 300)));
    }
  }
  return lines.slice(-3);
}
