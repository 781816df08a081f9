/** ConfigMaps: settings by key, and the hosts that a cluster's DNS is taught. Pure. */
import type { KubeObject } from '../kube-object.ts';
import { mapAt } from './fields.ts';
import { type Keeper, keeperOf } from './keeper.ts';

export const CONFIG_MAPS = { group: '', plural: 'configmaps' } as const;

export interface ConfigMapObject {
  readonly namespace: string;
  readonly name: string;
  readonly data: Readonly<Record<string, string>>;
  readonly keeper: Keeper | null;
}

export function configMapOf({ metadata, data }: KubeObject): ConfigMapObject {
  return {
    namespace: metadata.namespace ?? '',
    name: metadata.name,
    data: mapAt(data),
    keeper: keeperOf(metadata),
  };
}

export interface HostEntry {
  readonly host: string;
  readonly address: string;
}

/** Lines of a hosts file or of CoreDNS's `hosts` block, `10.0.0.5 harbor.acme.io reg.acme.io`, in any text. */
export function hostEntriesIn(text: string): readonly HostEntry[] {
  return text.split('\n').flatMap((line) => {
    const [address = '', ...hosts] = line.replace(/#.*/, '').trim().split(/\s+/);
    if (!/^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]*:[0-9a-f:.]+)$/i.test(address)) return [];
    return hosts.filter((host) => /^[a-z0-9][\w.-]*$/i.test(host)).map((host) => ({ host, address }));
  });
}
