import { NotReached } from '../../engine/answer.ts';
import type { Probe } from '../../engine/probe.ts';
import type { HttpEnding } from '../../engine/registry.ts';
import { harborCluster } from './harbor-cluster.ts';

export interface ExternalUrlFact {
  /** As the HarborCluster has it. */
  readonly url: string;
  /** What `/api/v2.0/ping` below it says; the body is cut short. */
  readonly ending: HttpEnding;
}

const BODY_CHARACTERS = 300;

/** Does the address answer that the HarborCluster tells the world? */
export const externalUrl: Probe<ExternalUrlFact> = {
  id: 'external-url',
  asks: () => 'asking the public address of its HarborCluster',
  async ask({ need, network }) {
    const cluster = await need(harborCluster);
    const url = cluster?.externalUrl ?? '';
    if (!URL.canParse(url)) throw new NotReached('harbor-cluster');
    const ending = await network.http({ method: 'GET', url: new URL('/api/v2.0/ping', url).href });
    return { url, ending: ending.ended === 'answered' ? shortened(ending) : ending };
  },
};

function shortened(ending: Extract<HttpEnding, { ended: 'answered' }>): HttpEnding {
  return { ...ending, body: ending.body.slice(0, BODY_CHARACTERS) };
}
