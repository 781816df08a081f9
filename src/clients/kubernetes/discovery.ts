/** Which version of a group serves a kind, as the API server tells; remembered for a while. */
import { z } from 'zod';
import type { ClusterAnswer } from '../../engine/cluster.ts';
import type { ObjectKind } from '../../engine/kube-object.ts';
import type { Words } from '../../engine/words.ts';
import { askOne } from './answers.ts';
import { listOf } from './object.ts';
import type { Transport } from './transport.ts';

/** Operators are installed and upgraded under us; a discovered version holds this long. */
const KEPT_MS = 5 * 60_000;

const words: Words<{ notServed(name: string): string }> = {
  en: { notServed: (name) => `this cluster serves no ${name}` },
};

const groupVersion = z.object({ version: z.string() });
const groupShape = z.object({
  name: z.string(),
  versions: listOf(groupVersion),
  preferredVersion: groupVersion.nullish(),
});
const groupList = z.object({ groups: listOf(z.object({ name: z.string() })) });
const resourceList = z.object({ resources: listOf(z.object({ name: z.string(), kind: z.string() })) });

export interface ServedKind {
  /** `/api/v1`, `/apis/goharbor.io/v1beta1`. */
  readonly api: string;
  readonly apiVersion: string;
  readonly kind: string;
}

export interface Discovery {
  groups(): Promise<ClusterAnswer<readonly string[]>>;
  /** `not-found` where no version of the group serves it. */
  served(kind: ObjectKind): Promise<ClusterAnswer<ServedKind>>;
}

export function createDiscovery(transport: Transport): Discovery {
  const kept = new Map<string, { readonly kind: ServedKind; readonly until: number }>();
  const get = <T>(path: string, read: (json: unknown) => T) =>
    askOne(transport, { method: 'GET', path }, read);

  async function versionsOf(name: string): Promise<ClusterAnswer<readonly string[]>> {
    if (name === '') return { ended: 'found', value: ['v1'] };
    const answer = await get(`/apis/${encodeURIComponent(name)}`, (json) => groupShape.parse(json));
    if (answer.ended !== 'found') return answer;
    const { preferredVersion, versions } = answer.value;
    const all = [preferredVersion, ...versions].flatMap((one) => one?.version ?? []);
    return { ended: 'found', value: [...new Set(all)] };
  }

  /** Null where this version does not serve it. */
  async function inVersion({ group, plural }: ObjectKind, version: string) {
    const apiVersion = group === '' ? version : `${group}/${version}`;
    const api = group === '' ? `/api/${version}` : `/apis/${apiVersion}`;
    const answer = await get(api, (json) => resourceList.parse(json).resources);
    if (answer.ended === 'not-found') return null;
    if (answer.ended !== 'found') return answer;
    const found = answer.value.find((one) => one.name === plural);
    return found ? { ended: 'found' as const, value: { api, apiVersion, kind: found.kind } } : null;
  }

  async function find(kind: ObjectKind): Promise<ClusterAnswer<ServedKind>> {
    const { group, plural } = kind;
    const says = words.en.notServed(group === '' ? plural : `${plural}.${group}`);
    const versions = await versionsOf(group);
    if (versions.ended === 'not-found') return { ended: 'not-found', says };
    if (versions.ended !== 'found') return versions;
    for (const version of versions.value) {
      const answer = await inVersion(kind, version);
      if (answer) return answer;
    }
    return { ended: 'not-found', says };
  }

  return {
    async groups() {
      const answer = await get('/apis', (json) => groupList.parse(json).groups.map((one) => one.name));
      return answer.ended === 'found' ? { ended: 'found', value: ['', ...answer.value] } : answer;
    },
    async served(kind) {
      const key = `${kind.plural}.${kind.group}`;
      const known = kept.get(key);
      if (known && known.until > Date.now()) return { ended: 'found', value: known.kind };
      const answer = await find(kind);
      if (answer.ended === 'found') kept.set(key, { kind: answer.value, until: Date.now() + KEPT_MS });
      return answer;
    },
  };
}
