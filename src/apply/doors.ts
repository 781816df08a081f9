/** Where this process may write: with its own identity in clusters, with each registry's `writeLogin`. */
import { createAccess } from '../clients/kubernetes/access.ts';
import { clusterConfigs } from '../clients/kubernetes/clusters.ts';
import { loadKubeConfig } from '../clients/kubernetes/kube-config.ts';
import { createNetworkWriter, type NetworkWriter } from '../clients/network/writer.ts';
import { type Config, ConfigError, type RegistryConfig } from '../config.ts';
import type { HarborWriteDoor } from './harbor.ts';
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
      const door = harborDoor(one, config, writer);
      return door ? [[one.name, door] as const] : [];
    }),
  );
  return {
    cluster: (name) => clusters.get(name) ?? null,
    harbor: (registry) => registries.get(registry) ?? null,
    close: () => writer.close(),
  };
}

function harborDoor(
  { name, host, plainHttp, writeLogin }: RegistryConfig,
  { secret }: Config,
  writer: NetworkWriter,
): HarborWriteDoor | null {
  if (!writeLogin) return null;
  const password = secret(writeLogin.passwordEnv);
  if (password === undefined)
    throw new ConfigError(
      `registry \`${name}\`: the variable ${writeLogin.passwordEnv} is not set; put the password there`,
    );
  const login = { username: writeLogin.username, password };
  const origin = `${plainHttp ? 'http' : 'https'}://${host}`;
  return {
    async put({ method, path, json }) {
      const ending = await writer.put({
        method,
        url: `${origin}/api/v2.0${path}`,
        headers: { accept: 'application/json' },
        login,
        ...(json === undefined ? {} : { json }),
      });
      if (ending.ended !== 'answered') return { ended: 'unsure', says: ending.says };
      return { ended: 'answered', status: ending.status, body: ending.body };
    },
  };
}
