/** The only reader of the environment and of the YAML file. */
import { ConfigError } from './config/config-error.ts';
import { faultsBetween } from './config/cross-checks.ts';
import { Environment } from './config/environment.ts';
import { environmentFaults, fileFaults } from './config/faults.ts';
import { readYaml } from './config/read-yaml.ts';
import { FileConfig } from './config/shapes.ts';

export type {
  AlertChannelConfig,
  AlertsConfig,
  WebhookAuth,
  WebhookConfig,
  WebhookKind,
} from './config/alerts.ts';
export { ConfigError } from './config/config-error.ts';
export { Environment } from './config/environment.ts';
export { RemediationsConfig } from './config/remediations.ts';
export { type Served, servedBy } from './config/served.ts';
export { ClusterConfig, FileConfig, NetworkConfig, RegistryConfig } from './config/shapes.ts';

export interface Config {
  readonly env: Environment;
  readonly file: FileConfig;
  /** Value of a variable that the YAML file names, e.g. a registry password. */
  secret(name: string): string | undefined;
}

/**
 * Reads the environment and the YAML file REGISTRY_MEDIC_CONFIG names. Throws a ConfigError that lists every
 * fault, each with where it is and what to write.
 */
export function loadConfig(source: NodeJS.ProcessEnv = process.env): Config {
  // An empty variable is how .env files and Helm charts write "not set".
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value?.trim() !== ''));
  const env = Environment.safeParse(present);
  if (!env.success) throw new ConfigError(environmentFaults(env.error).join('\n'));
  const yaml = readYaml(env.data.REGISTRY_MEDIC_CONFIG);
  const file = FileConfig.safeParse(yaml.value);
  if (!file.success) throw new ConfigError(fileFaults(file.error, yaml).join('\n'));
  const secret = (name: string): string | undefined => present[name];
  const faults = faultsBetween(file.data, secret);
  if (faults.length > 0) throw new ConfigError(faults.map(yaml.locate).join('\n'));
  return { env: env.data, file: file.data, secret };
}
