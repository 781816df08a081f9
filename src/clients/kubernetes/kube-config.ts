/** One KubeConfig object per cluster: credential caches of the client collide when they are shared. */
import { accessSync, existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { type ClusterConfig, ConfigError } from '../../config.ts';
import { KubeConfig } from './client.ts';
import { wordsOf } from './error-words.ts';

const SERVICE_ACCOUNT_TOKEN = '/var/run/secrets/kubernetes.io/serviceaccount/token';

export interface KubeSource {
  readonly KUBECONFIG?: string | undefined;
}

/** Loads the configuration of one cluster, set to its context. Throws ConfigError with what to write. */
export function loadKubeConfig(cluster: ClusterConfig, env: KubeSource): KubeConfig {
  const where = `cluster \`${cluster.name}\``;
  if (cluster.inCluster) return loadInCluster(where);
  const files = kubeconfigFiles(cluster.kubeconfig ?? env.KUBECONFIG);
  const config = mergeFiles(files, where);
  if (cluster.context !== undefined) {
    const names = config.getContexts().map((context) => context.name);
    if (!names.includes(cluster.context))
      throw new ConfigError(
        `${where}: no context \`${cluster.context}\` in ${files.join(', ')}. Write one of: ${list(names)}.`,
      );
    config.setCurrentContext(cluster.context);
  }
  checkContext(config, `${where} (${files.join(', ')})`);
  return config;
}

/** The cluster that is meant when the YAML file names none: the kubeconfig's current context, else in-cluster, else none. */
export function ambientCluster(env: KubeSource): ClusterConfig | null {
  const inCluster = { name: 'in-cluster', inCluster: true, default: true };
  const files = kubeconfigFiles(env.KUBECONFIG);
  if (env.KUBECONFIG || files.some((file) => existsSync(file))) {
    const context = mergeFiles(files, 'the kubeconfig').getCurrentContext();
    if (!context)
      throw new ConfigError(
        `${files.join(', ')}: no current-context. Run \`kubectl config use-context <name>\`, or name clusters in the YAML file.`,
      );
    return { name: context, context, inCluster: false, default: true };
  }
  return existsSync(SERVICE_ACCOUNT_TOKEN) ? inCluster : null;
}

function kubeconfigFiles(given: string | undefined): readonly string[] {
  const files = (given ?? '').split(delimiter).filter((file) => file !== '');
  if (files.length === 0) return [join(homedir(), '.kube', 'config')];
  return files.map((file) => (file.startsWith('~/') ? join(homedir(), file.slice(2)) : file));
}

function mergeFiles(files: readonly string[], where: string): KubeConfig {
  const merged = new KubeConfig();
  for (const file of files) {
    const one = readFile(file, where);
    // As kubectl merges: the first file that defines a name, or the current context, wins.
    merged.currentContext ||= one.currentContext;
    merged.clusters.push(...absent(one.clusters, merged.clusters));
    merged.users.push(...absent(one.users, merged.users));
    merged.contexts.push(...absent(one.contexts, merged.contexts));
  }
  // The client refuses http:// unless verification is off; without TLS there is nothing to verify.
  merged.clusters = merged.clusters.map((entry) =>
    entry.server.startsWith('http:') ? { ...entry, skipTLSVerify: true } : entry,
  );
  return merged;
}

function readFile(file: string, where: string): KubeConfig {
  try {
    accessSync(file);
  } catch (error) {
    throw new ConfigError(
      `${where}: the kubeconfig ${file} cannot be read (${wordsOf(error)}). Set KUBECONFIG or \`kubeconfig:\` to a file that exists.`,
      { cause: error },
    );
  }
  const config = new KubeConfig();
  try {
    config.loadFromFile(file);
  } catch (error) {
    throw new ConfigError(`${where}: ${file} is no kubeconfig: ${wordsOf(error)}`, { cause: error });
  }
  return config;
}

function loadInCluster(where: string): KubeConfig {
  const config = new KubeConfig();
  config.loadFromCluster();
  const server = config.getCurrentCluster()?.server ?? '';
  if (!existsSync(SERVICE_ACCOUNT_TOKEN) || server.includes('undefined'))
    throw new ConfigError(
      `${where}: \`inCluster: true\`, but this process does not run in a pod with a service account. Write \`context:\` instead.`,
    );
  return config;
}

function checkContext(config: KubeConfig, where: string): void {
  if (!config.getCurrentContext())
    throw new ConfigError(`${where}: no current-context. Write \`context:\` with the one to use.`);
  if (!config.getCurrentCluster())
    throw new ConfigError(
      `${where}: context \`${config.getCurrentContext()}\` names a cluster that is not there.`,
    );
  if (!config.getCurrentUser())
    throw new ConfigError(
      `${where}: context \`${config.getCurrentContext()}\` names a user that is not there.`,
    );
}

function absent<T extends { readonly name: string }>(from: readonly T[], held: readonly T[]): readonly T[] {
  const names = new Set(held.map((one) => one.name));
  return from.filter((one) => !names.has(one.name));
}

function list(names: readonly string[]): string {
  return names.length === 0 ? '(it has none)' : names.map((name) => `\`${name}\``).join(', ');
}
