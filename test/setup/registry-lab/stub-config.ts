import type { NetworkSource } from '../../../src/clients/network/sites.ts';
import { NetworkConfig, RegistryConfig } from '../../../src/config.ts';

/** A configuration that reaches a stub on `127.0.0.1:port` by plain HTTP. OWN_PASSWORD is `own-secret`. */
export function stubConfig(port: number, registry: object = {}, network: object = {}): NetworkSource {
  const settings = { name: 'stub', host: `127.0.0.1:${port}`, plainHttp: true, ...registry };
  return {
    file: {
      registries: [RegistryConfig.parse(settings)],
      network: NetworkConfig.parse({ allowAddresses: ['127.0.0.0/8'], connectMs: 3_000, ...network }),
    },
    secret: (name) => (name === 'OWN_PASSWORD' ? 'own-secret' : undefined),
  };
}

export const OWN_LOGIN = { username: 'medic', passwordEnv: 'OWN_PASSWORD' } as const;
