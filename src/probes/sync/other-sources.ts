import { NotReached } from '../../engine/answer.ts';
import { type HasImage, hasImage } from '../../engine/distribution/has-image.ts';
import { originOf } from '../../engine/distribution/urls.ts';
import { toldBy } from '../../engine/installation-place.ts';
import {
  THERISEUNION_GROUP,
  THERISEUNION_USUAL,
  type TheriseunionRegistrySecret,
  theriseunionRegistrySecretOf,
} from '../../engine/kubernetes/theriseunion-registry-secret.ts';
import type { Probe, ProbeContext } from '../../engine/probe.ts';
import { pathOf, repositoryOf } from '../../engine/text/image-names.ts';
import { imageSync } from './image-sync.ts';

/** Sources beside the one that a Repository names, and whether they have its image. */
export type OtherSource = HasImage & { readonly name: string; readonly host: string };

/** Sources that are asked. */
const MOST = 6;
const FAILED = /fail|error|unhealthy|invalid|false|失败|异常/i;

/** Asked only for remediations. Of its own namespace: names of other namespaces may mean another one there. */
export const otherSources: Probe<readonly OtherSource[]> = {
  id: 'other-sources',
  asks: () => 'asking other sources for the image',
  timeBoxMs: 15_000,
  rights: [{ group: THERISEUNION_USUAL, resource: 'registrysecrets', verb: 'list' }],
  async ask(context) {
    const { object } = await context.need(imageSync);
    const reader = context.cluster;
    if (reader === null || object.repository === null) throw new NotReached('image-sync');
    const groups = (toldBy(await reader.groups()) ?? []).filter((one) => THERISEUNION_GROUP.test(one));
    const lists = await Promise.all(
      groups.map((group) => reader.objects({ group, plural: 'registrysecrets' }, object.namespace)),
    );
    const all = lists.flatMap((one) => toldBy(one) ?? []).map(theriseunionRegistrySecretOf);
    // A path that holds its tag too is read as it was meant.
    const image = {
      path: repositoryOf(pathOf(object.repository)),
      reference: object.tag ?? object.tagInPath ?? 'latest',
    };
    const well = all.filter(
      ({ name, domainFault, verifyStatus }) =>
        name !== object.registry && domainFault === null && !FAILED.test(verifyStatus ?? ''),
    );
    return Promise.all(well.slice(0, MOST).flatMap((one) => asked(one, image, context) ?? []));
  },
};

function asked(
  { name, host }: TheriseunionRegistrySecret,
  image: Parameters<typeof hasImage>[1],
  { network }: ProbeContext,
): Promise<OtherSource> | null {
  if (host === null || !URL.canParse(`https://${host}`)) return null;
  const { hostname, port } = new URL(`https://${host}`);
  const endpoint = { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 443) };
  const origin = originOf(endpoint, network.settings(endpoint).plainHttp ? 'http' : 'https');
  return hasImage(origin, image, endpoint, network).then((has) => ({ name, host, ...has }));
}
