/** Which of our Harbors has a proxy project before the registry of an image: a cache that pulls could use. */
import type { ImageReference } from '../../engine/reference.ts';
import type { BlindSpot } from '../../engine/verdict.ts';
import { harborOf } from '../installation/harbor-of.ts';
import { joined } from '../installation/joined.ts';
import type { Surroundings } from '../surroundings.ts';

export interface ProxyProject {
  /** Host of the Harbor. */
  readonly harbor: string;
  readonly project: string;
  /** The same image through it. */
  readonly image: string;
}

export interface Proxies {
  /** How many Harbors were asked. */
  readonly asked: number;
  readonly found: readonly ProxyProject[];
  readonly couldNotLook: readonly BlindSpot[];
}

const MOST_PROJECTS = 100;
const ASK_MS = 8_000;
const HUB = /(?:^|\.)(?:docker\.io|docker\.com)$/;

export async function proxiesBefore(
  ref: ImageReference,
  { registries, network }: Pick<Surroundings, 'registries' | 'network'>,
): Promise<Proxies> {
  const harbors = joined(registries, []).filter(
    ({ product, host }) => product === 'harbor' && host !== ref.domain,
  );
  const asker = network.with({ signal: AbortSignal.timeout(ASK_MS) });
  const told = await Promise.all(
    harbors.map(async (installation) => {
      const reader = harborOf(installation, asker);
      if (reader === null || reader.identity === 'anonymous') return null;
      const [projects, endpoints] = await Promise.all([reader.projects(MOST_PROJECTS), reader.endpoints()]);
      if (projects.ended !== 'found' || endpoints.ended !== 'found') {
        const silent = projects.ended === 'found' ? endpoints : projects;
        const why = 'says' in silent ? silent.says : '';
        return { found: [], spot: { probe: `proxy projects of ${installation.name}`, why } };
      }
      const behind = new Map(endpoints.value.map(({ id, url }) => [id, hostIn(url)]));
      const mine = projects.value.items.filter(({ proxyOf }) =>
        leadsTo(behind.get(proxyOf ?? -1), ref.domain),
      );
      const harbor = installation.host ?? '';
      const found = mine.map(({ name }) => ({
        harbor,
        project: name,
        image: `${harbor}/${name}/${ref.path}${ref.digest ? `@${ref.digest}` : `:${ref.reference}`}`,
      }));
      return { found, spot: null };
    }),
  );
  const asked = told.filter((one) => one !== null);
  return {
    asked: asked.filter(({ spot }) => spot === null).length,
    found: asked.flatMap(({ found }) => found),
    couldNotLook: asked.flatMap(({ spot }) => spot ?? []),
  };
}

function hostIn(url: string): string {
  return URL.canParse(url) ? new URL(url).host : '';
}

/** Harbor knows Docker Hub as `https://hub.docker.com`. */
function leadsTo(host: string | undefined, domain: string): boolean {
  if (host === undefined || host === '') return false;
  return host === domain || (HUB.test(host) && HUB.test(domain));
}
