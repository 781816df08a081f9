/** Where this process may write: with its own identity in clusters, with each registry's `writeLogin`. */
import { createAccess } from '../clients/kubernetes/access.ts';
import { clusterConfigs } from '../clients/kubernetes/clusters.ts';
import { loadKubeConfig } from '../clients/kubernetes/kube-config.ts';
import { createNetworkWriter } from '../clients/network/writer.ts';
import type { Config } from '../config.ts';
import { createHarborDoor, type HarborWriteDoor } from './harbor-door.ts';
import { createKubeDoor, type KubeDoor } from './kube-door.ts';

export interface Doors {
  /** Of a configured cluster; null: this process may not write there. */
  cluster(name: string): KubeDoor | null;
  /** Of a configured registry; null: no login for writing is configured. */
  harbor(registry: string): HarborWriteDoor | null;
  close(): Promise<void>;
}

/** Throws ConfigError where a `writeLogin` has no password in its variable. */
export function createDoors(config: Config): Doors {
  const writer = createNetworkWriter(config);
  const clusters = new Map(
    clusterConfigs(config).map((one) => [
      one.name,
      createKubeDoor(createAccess(() => loadKubeConfig(one, config.env))),
    ]),
  );
  const registries = new Map(
    config.file.registries.flatMap((one) => {
      const door = createHarborDoor(one, config, writer);
      return door ? [[one.name, door] as const] : [];
    }),
  );
  return {
    cluster: (name) => clusters.get(name) ?? null,
    harbor: (registry) => registries.get(registry) ?? null,
    close: () => writer.close(),
  };
}
