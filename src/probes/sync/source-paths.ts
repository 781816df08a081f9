import { type RegistryPath, walkTo } from '../../engine/distribution/registry-path.ts';
import type { TheriseunionRegistrySecret } from '../../engine/kubernetes/theriseunion-registry-secret.ts';
import type { Probe, ProbeContext } from '../../engine/probe.ts';
import { imageSyncs } from '../installation/image-syncs.ts';
import { imageSource } from './image-source.ts';

/** A source that the controller marks as not connected, with the way there as we find it. */
export interface TriedSource {
  readonly source: TheriseunionRegistrySecret;
  /** Null where its domain names no host, or more sources failed than are tried. */
  readonly path: RegistryPath | null;
}

/** The annotation's words: failed, unhealthy, 失败. */
const FAILED = /fail|error|unhealthy|invalid|false|失败|异常/i;
/** Sources that are tried. */
const MOST = 5;

/** Of the Repository that is asked about, else of the whole image controller. */
export const sourcePaths: Probe<readonly TriedSource[]> = {
  id: 'source-paths',
  asks: () => 'trying the sources that the image controller does not reach',
  timeBoxMs: 20_000,
  async ask(context) {
    const failed = (await sourcesOf(context)).filter(({ verifyStatus }) => FAILED.test(verifyStatus ?? ''));
    return Promise.all(
      failed.map(async (source, index) => {
        const host = index < MOST ? source.host : null;
        return {
          source,
          path: host === null ? null : await walkTo(host, context.network, context.now()),
        };
      }),
    );
  },
};

async function sourcesOf({ pull, need }: ProbeContext): Promise<readonly TheriseunionRegistrySecret[]> {
  // A domain that is written wrong is a cause of its own, and told by itself.
  if (pull.sync === undefined)
    return (await need(imageSyncs)).sources.filter(({ domainFault }) => domainFault === null);
  const { source } = await need(imageSource);
  return source ? [source] : [];
}
