import { NotReached } from '../engine/answer.ts';
import { chosenChallenge } from '../engine/distribution/challenge-header.ts';
import { askFollowing } from '../engine/distribution/redirect.ts';
import { originOf } from '../engine/distribution/urls.ts';
import type { Probe } from '../engine/probe.ts';
import type { HttpEnding } from '../engine/registry.ts';
import { reference } from './reference.ts';
import { type TlsFact, tls } from './tls.ts';

/** What `GET /v2/` without a login says: an open registry, a challenge, or something that is no registry. */
export interface ChallengeFact {
  readonly url: string;
  readonly ending: HttpEnding;
  readonly scheme: 'none' | 'basic' | 'bearer' | 'unknown';
  readonly realm: string | null;
  readonly service: string | null;
  /** False when the answer is not a registry's: HTML, a redirect to a login page, 404 without the API header. */
  readonly registry: boolean;
}

type Answered = Extract<HttpEnding, { readonly ended: 'answered' }>;

const BODY_CHARACTERS = 2_000;

export const challenge: Probe<ChallengeFact> = {
  id: 'challenge',
  asks: (pull) => `asking \`/v2/\` of the registry of \`${pull.image}\``,
  async ask({ need, network, now }) {
    const [parsed, spoke] = await Promise.all([need(reference), need(tls)]);
    if (parsed.state === 'invalid') throw new NotReached('reference');
    if (stopsPull(spoke, now())) throw new NotReached('tls');
    const { endpoint } = parsed.ref;
    const url = `${originOf(endpoint, spoke.spoken === 'tls' ? 'https' : 'http')}/v2/`;
    const { ending } = await askFollowing(network, { method: 'GET', url, behalf: endpoint }, 'never');
    if (ending.ended !== 'answered')
      return { url, ending, scheme: 'unknown', realm: null, service: null, registry: false };
    const wanted = ending.status === 401 ? chosenChallenge(ending.headers['www-authenticate']) : null;
    return {
      url,
      ending: shortened(ending),
      scheme: schemeOf(ending, wanted?.scheme),
      realm: wanted?.parameters['realm'] ?? null,
      service: wanted?.parameters['service'] ?? null,
      registry: isRegistry(ending, wanted !== null),
    };
  },
};

/** A pull stops at a certificate that is not trusted, not for this name or out of date; so do we. */
function stopsPull({ spoken, handshake }: TlsFact, now: Date): boolean {
  if (spoken === 'plain') return false;
  // Asked all the same, for the proxy's own answer.
  if (handshake?.ended === 'proxy') return false;
  if (handshake?.ended !== 'done') return true;
  const leaf = handshake.chain[0];
  const outOfDate = leaf !== undefined && (now < new Date(leaf.validFrom) || now > new Date(leaf.validTo));
  return handshake.untrusted !== null || handshake.mismatch !== null || outOfDate;
}

/** Whatever a portal serves there, its beginning is evidence enough. */
function shortened(ending: Answered): Answered {
  if (ending.body.length <= BODY_CHARACTERS) return ending;
  return { ...ending, body: ending.body.slice(0, BODY_CHARACTERS), truncated: true };
}

function schemeOf(ending: Answered, wanted: string | undefined): ChallengeFact['scheme'] {
  if (wanted === 'basic' || wanted === 'bearer') return wanted;
  return ending.status === 200 ? 'none' : 'unknown';
}

function isRegistry({ status, headers, body }: Answered, challenged: boolean): boolean {
  if (headers['docker-distribution-api-version'] || challenged) return true;
  // A proxy that is overloaded or has lost its backend says nothing about what stands behind it.
  if (status === 429 || status >= 500) return true;
  const html = /html/.test(headers['content-type'] ?? '') || /^\s*<(!doctype|html)/i.test(body);
  return status === 200 && !html;
}
