/** A configuration of the product under which the lab's registry is reached. */
import type { NetworkSource } from '../../../src/clients/network/sites.ts';
import { NetworkConfig, RegistryConfig } from '../../../src/config.ts';
import { PUSHER } from './push-login.ts';
import { LAB_PASSWORD } from './registry-settings.ts';

export interface ConfigChange {
  readonly network?: object;
  /** Null: the registry is not configured at all. */
  readonly registry?: object | null;
}

export interface ConfiguredLab {
  readonly domain: string;
  readonly resolver: string;
  readonly ca: string;
  readonly plain: boolean;
  readonly registry: object;
}

export function configOf(lab: ConfiguredLab, change: ConfigChange): NetworkSource {
  const registry = RegistryConfig.parse({
    name: 'lab',
    host: lab.domain,
    ca: lab.ca,
    plainHttp: lab.plain,
    ...lab.registry,
    ...change.registry,
  });
  const network = NetworkConfig.parse({
    resolvers: [lab.resolver],
    allowAddresses: ['127.0.0.0/8'],
    connectMs: 3_000,
    answerMs: 10_000,
    ...change.network,
  });
  const registries = change.registry === null ? [] : [registry];
  const secrets: Readonly<Record<string, string>> = { LAB_PASSWORD, PUSHER_PASSWORD: PUSHER.password };
  return { file: { registries, network }, secret: (name) => secrets[name] };
}
