import { z } from 'zod';
import { CouldNotAsk } from '../../engine/answer.ts';
import { askHarbor } from '../../engine/harbor/answers.ts';
import type { Probe, ProbeContext } from '../../engine/probe.ts';
import type { Endpoint, HttpEnding } from '../../engine/registry.ts';
import type { Words } from '../../engine/words.ts';
import { replicationPolicy } from './replication-policy.ts';

/** The other side of a policy as it looks from here, which need not be as it looks from the job service. */
export interface OtherSideFact {
  readonly origin: string;
  readonly host: string;
  /** What `GET /v2/` met, step by step: DNS, connection, TLS, answer. */
  readonly ended: HttpEnding['ended'];
  readonly status: number | null;
  readonly says: string;
  /** Which resolver was asked. */
  readonly resolver: string;
  /** Harbor's version there, where it tells it to us. */
  readonly version: string | null;
}

const words: Words<{ noUrl(url: string): string }> = {
  en: { noUrl: (url) => `the endpoint's address \`${url}\` is no URL of a registry` },
};

const System = z.object({ harbor_version: z.string().nullish() });

export const otherSide: Probe<OtherSideFact> = {
  id: 'other-side',
  asks: () => 'asking the other side from here',
  async ask(context) {
    const { endpoint } = await context.need(replicationPolicy);
    if (!/^https?:\/\/[^/]/.test(endpoint.url)) throw new CouldNotAsk(words.en.noUrl(endpoint.url));
    const url = new URL(endpoint.url);
    const { network } = context;
    const ending = await network.http({ method: 'GET', url: `${url.origin}/v2/` });
    if (ending.ended === 'not-allowed') throw new CouldNotAsk(ending.says);
    const answered = ending.ended === 'answered';
    return {
      origin: url.origin,
      host: url.host,
      ended: ending.ended,
      status: answered ? ending.status : null,
      says: answered ? `GET /v2/: ${ending.status}` : ending.says,
      resolver: network.resolver,
      version: answered && endpoint.type === 'harbor' ? await versionOf(context, url) : null,
    };
  },
};

/** Harbor 1.x tells it everybody, 2.x to those who log in. */
async function versionOf({ network }: ProbeContext, url: URL): Promise<string | null> {
  const login = network.ownLogin(endpointOf(url));
  const door = { http: network.http.bind(network), origin: url.origin, login };
  for (const path of ['/api/v2.0/systeminfo', '/api/systeminfo']) {
    const answer = await askHarbor(door, path, { schema: System });
    if (answer.ended !== 'found') continue;
    return /\d+\.\d+(?:\.\d+)?/.exec(answer.value.harbor_version ?? '')?.[0] ?? null;
  }
  return null;
}

export function endpointOf(url: URL): Endpoint {
  const usual = url.protocol === 'http:' ? 80 : 443;
  return { host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port || usual) };
}
