/** What probes of an installation need first: where it runs, and the way to ask there. */
import { CouldNotAsk, NotReached } from './answer.ts';
import type { ClusterAnswer, ClusterReader } from './cluster.ts';
import type { HarborAnswer } from './harbor/answers.ts';
import type { HarborReader } from './harbor/reader.ts';
import type { Installation, Place, Product } from './installation.ts';
import type { ProbeContext } from './probe.ts';
import type { Words } from './words.ts';

const words: Words<{
  noPlace(name: string): string;
  noCluster(name: string): string;
  readonly noHarbor: string;
  refused(says: string): string;
  readonly noLogin: string;
}> = {
  en: {
    noPlace: (name) => `where \`${name}\` runs is not configured (\`runsIn\`) and was not found in a cluster`,
    noCluster: (name) => `no cluster \`${name}\` is configured`,
    noHarbor: 'nothing tells the host under which it is reached',
    refused: (says) => `our login may not read it: ${says}`,
    noLogin: 'no login is configured for this registry',
  },
};

/** Throws NotReached where the question is about no installation, or one of another product. */
export function installationOf({ pull }: ProbeContext, ...products: readonly Product[]): Installation {
  const { installation } = pull;
  if (!installation || (products.length > 0 && !products.includes(installation.product)))
    throw new NotReached('product');
  return installation;
}

export interface Site extends Place {
  readonly reader: ClusterReader;
}

/** Throws CouldNotAsk where nothing tells the place. */
export function placeOf(context: ProbeContext): Place {
  const { name, place } = installationOf(context);
  if (place === null) throw new CouldNotAsk(words.en.noPlace(name));
  return place;
}

/**
 * Throws NotReached where nothing tells the place: that is said once, by the probe of its components.
 * Throws CouldNotAsk where its cluster is not configured.
 */
export function siteOf(context: ProbeContext, ...products: readonly Product[]): Site {
  const { place } = installationOf(context, ...products);
  if (place === null) throw new NotReached('components');
  if (context.cluster === null) throw new CouldNotAsk(words.en.noCluster(place.cluster));
  return { ...place, reader: context.cluster };
}

/** Throws NotReached where the installation is no Harbor. */
export function harborFrom(context: ProbeContext): HarborReader {
  installationOf(context, 'harbor');
  if (context.harbor === null) throw new CouldNotAsk(words.en.noHarbor);
  return context.harbor;
}

/** The value, or null where there is none; a refusal and silence are thrown as CouldNotAsk. */
export function toldBy<T>(answer: ClusterAnswer<T>): T | null {
  if (answer.ended === 'found') return answer.value;
  if (answer.ended === 'not-found') return null;
  throw new CouldNotAsk(answer.says);
}

/** What Harbor told; every other ending is thrown as CouldNotAsk with its words. */
export function toldByHarbor<T>(answer: HarborAnswer<T>, { identity }: HarborReader): T {
  if (answer.ended === 'found') return answer.value;
  if (answer.ended !== 'refused') throw new CouldNotAsk(answer.says);
  throw new CouldNotAsk(identity === 'anonymous' ? words.en.noLogin : words.en.refused(answer.says));
}
