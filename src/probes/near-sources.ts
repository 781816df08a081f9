import { CouldNotAsk, NotReached } from '../engine/answer.ts';
import type { ClusterReader } from '../engine/cluster.ts';
import { type HasImage, hasImage } from '../engine/distribution/has-image.ts';
import { originOf } from '../engine/distribution/urls.ts';
import { toldBy } from '../engine/installation-place.ts';
import { CONFIG_MAPS } from '../engine/kubernetes/config-map.ts';
import { numberAt } from '../engine/kubernetes/fields.ts';
import {
  THERISEUNION_GROUP,
  THERISEUNION_USUAL,
  type TheriseunionRegistrySecret,
  theriseunionRegistrySecretOf,
} from '../engine/kubernetes/theriseunion-registry-secret.ts';
import type { Probe, ProbeContext } from '../engine/probe.ts';
import type { ImageReference } from '../engine/reference.ts';
import { reference } from './reference.ts';

/** The sources of an image controller beside the registry of the image: how far they are, and who has it too. */
export interface NearSourcesFact {
  readonly sources: readonly NearSource[];
  /** `max_concurrent_pulls` of the controller; null: not set. */
  readonly concurrentPulls: number | null;
}

export interface NearSource extends HasImage {
  readonly name: string;
  readonly host: string;
  /** Annotation of the controller's connection test. */
  readonly verifyStatus: string | null;
  /** A connection from here, milliseconds; null: none came about. */
  readonly connectMs: number | null;
}

const MOST = 6;
const CONTROLLER = 'image-controller';

export const nearSources: Probe<NearSourcesFact> = {
  id: 'near-sources',
  asks: () => 'asking other sources for the image',
  timeBoxMs: 15_000,
  rights: [
    { group: THERISEUNION_USUAL, resource: 'registrysecrets', verb: 'list' },
    { group: '', resource: 'pods', verb: 'list' },
    { group: '', resource: 'configmaps', verb: 'get' },
  ],
  async ask(context) {
    const { need, cluster } = context;
    const parsed = await need(reference);
    if (parsed.state === 'invalid') throw new NotReached('reference');
    if (!cluster) throw new NotReached('pod');
    const groups = (toldBy(await cluster.groups()) ?? []).filter((group) => THERISEUNION_GROUP.test(group));
    if (groups.length === 0) throw new NotReached('product');
    const { ref } = parsed;
    const all = await sourcesIn(cluster, groups);
    const byHost = new Map(all.flatMap((one) => (one.host === null ? [] : [[one.host, one] as const])));
    byHost.delete(ref.domain);
    const chosen = [...byHost].slice(0, MOST);
    return {
      sources: await Promise.all(chosen.map(([host, source]) => tried(host, source, ref, context))),
      concurrentPulls: await concurrentPulls(cluster),
    };
  },
};

async function sourcesIn(
  cluster: ClusterReader,
  groups: readonly string[],
): Promise<readonly TheriseunionRegistrySecret[]> {
  const lists = await Promise.all(
    groups.map((group) => cluster.objects({ group, plural: 'registrysecrets' }, null)),
  );
  return lists.flatMap((list) => toldBy(list) ?? []).map(theriseunionRegistrySecretOf);
}

async function tried(
  host: string,
  { name, verifyStatus }: TheriseunionRegistrySecret,
  { path, reference: wanted }: ImageReference,
  { network }: ProbeContext,
): Promise<NearSource> {
  if (!URL.canParse(`https://${host}`)) throw new CouldNotAsk(`\`${host}\` is no host`);
  const { hostname, port } = new URL(`https://${host}`);
  const endpoint = { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 443) };
  const lookup = await network.lookup(endpoint.host);
  const told = { name, host, verifyStatus };
  if (lookup.ended === 'failed') return { ...told, connectMs: null, has: 'unknown', says: lookup.says };
  const started = performance.now();
  const dial = await network.dial(lookup.addresses[0] ?? '', endpoint.port);
  const connectMs = dial.ended === 'open' ? Math.max(1, Math.round(performance.now() - started)) : null;
  if (dial.ended !== 'open') return { ...told, connectMs, has: 'unknown', says: dial.says };
  const origin = originOf(endpoint, network.settings(endpoint).plainHttp ? 'http' : 'https');
  return { ...told, connectMs, ...(await hasImage(origin, { path, reference: wanted }, endpoint, network)) };
}

async function concurrentPulls(cluster: ClusterReader): Promise<number | null> {
  const pods = toldBy(await cluster.pods(null, `app=${CONTROLLER}`)) ?? [];
  const [pod] = pods;
  if (!pod) return null;
  const map = toldBy(await cluster.object(CONFIG_MAPS, pod.namespace, `${CONTROLLER}-config`));
  return map ? numberAt(map.data, 'max_concurrent_pulls') : null;
}
