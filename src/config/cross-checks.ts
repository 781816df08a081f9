/** Faults that no single setting shows: names used twice, names of nothing, files and variables that are not there. */
import { readFileSync } from 'node:fs';
import { nearest } from '../engine/nearest.ts';
import type { Words } from '../engine/words.ts';
import { authFaults, clustersNamed } from './alert-faults.ts';
import type { Fault } from './read-yaml.ts';
import type { ClusterConfig, FileConfig, RegistryConfig } from './shapes.ts';

const words: Words<{
  readonly twice: (what: string, name: string, first: string) => string;
  readonly twoDefaults: (first: string) => string;
  readonly contextAndInCluster: string;
  readonly agentAndMore: string;
  readonly unknownCluster: (name: string, near: string | undefined, known: readonly string[]) => string;
  readonly noVariable: (name: string) => string;
  readonly unreadable: (path: string, why: string) => string;
  readonly notPem: (path: string) => string;
}> = {
  en: {
    twice: (what, name, first) => `the ${what} \`${name}\` is already that of ${first}; write another`,
    twoDefaults: (first) => `\`${first}\` is the default already; only one cluster can be`,
    contextAndInCluster:
      'a cluster is either `inCluster: true` or has a `context` and `kubeconfig`; leave one out',
    agentAndMore:
      'a cluster with `agent: true` is asked by its agent alone; leave `inCluster`, `context` and `kubeconfig` out',
    unknownCluster: (name, near, known) =>
      known.length === 0
        ? `no cluster \`${name}\`: none is listed under \`clusters:\`; list it there`
        : `no cluster \`${name}\` under \`clusters:\`; write ${near ? `\`${near}\`` : known.map((one) => `\`${one}\``).join(' or ')}`,
    noVariable: (name) => `the variable ${name} is not set; put the password there`,
    unreadable: (path, why) => `${path} cannot be read (${why}); write the path of a PEM file`,
    notPem: (path) => `${path} holds no certificate in PEM form (-----BEGIN CERTIFICATE-----); convert it`,
  },
};

/** Every fault, in the order of the file. */
export function faultsBetween(
  file: FileConfig,
  secret: (name: string) => string | undefined,
): readonly Fault[] {
  return [
    ...clusterFaults(file.clusters),
    ...sameTwice(file.registries, 'registries', 'name'),
    ...sameTwice(file.registries, 'registries', 'host'),
    ...file.registries.flatMap((registry, index) => registryFaults(registry, index, file.clusters, secret)),
    ...misspeltClusters(file),
    ...sameTwice(file.alerts.channels, 'alerts.channels', 'channel'),
    ...sameTwice(file.alerts.webhooks, 'alerts.webhooks', 'name'),
    ...authFaults(file),
    ...file.network.ca.flatMap((path, index) => caFaults(path, ['network', 'ca', index])),
  ];
}

function clusterFaults(clusters: readonly ClusterConfig[]): readonly Fault[] {
  const defaults = clusters.flatMap((cluster, index) => (cluster.default ? [{ cluster, index }] : []));
  return [
    ...sameTwice(clusters, 'clusters', 'name'),
    ...defaults.slice(1).map(({ index }) => ({
      path: ['clusters', index, 'default'],
      says: words.en.twoDefaults(defaults[0]?.cluster.name ?? ''),
    })),
    ...clusters.flatMap(({ agent, inCluster, context, kubeconfig }, index) =>
      agent && (inCluster || (context ?? kubeconfig) !== undefined)
        ? [{ path: ['clusters', index, 'agent'], says: words.en.agentAndMore }]
        : [],
    ),
    ...clusters.flatMap(({ agent, inCluster, context, kubeconfig }, index) =>
      !agent && inCluster && (context ?? kubeconfig) !== undefined
        ? [{ path: ['clusters', index, 'inCluster'], says: words.en.contextAndInCluster }]
        : [],
    ),
  ];
}

function sameTwice<Key extends string>(
  list: readonly { readonly [K in Key]: string }[],
  section: string,
  key: Key,
): readonly Fault[] {
  const first = new Map<string, number>();
  return list.flatMap((one, index) => {
    const value = one[key].toLowerCase();
    const at = first.get(value);
    if (at === undefined) {
      first.set(value, index);
      return [];
    }
    return [
      { path: [...section.split('.'), index, key], says: words.en.twice(key, one[key], `${section}[${at}]`) },
    ];
  });
}

function registryFaults(
  { login, ca, runsIn }: RegistryConfig,
  index: number,
  clusters: readonly ClusterConfig[],
  secret: (name: string) => string | undefined,
): readonly Fault[] {
  const names = clusters.map((cluster) => cluster.name);
  const at = ['registries', index];
  return [
    ...(login && secret(login.passwordEnv) === undefined
      ? [{ path: [...at, 'login', 'passwordEnv'], says: words.en.noVariable(login.passwordEnv) }]
      : []),
    ...(runsIn && !names.includes(runsIn.cluster)
      ? [
          {
            path: [...at, 'runsIn', 'cluster'],
            says: words.en.unknownCluster(runsIn.cluster, nearest(runsIn.cluster, names, 1)[0], names),
          },
        ]
      : []),
    ...(ca === undefined ? [] : caFaults(ca, [...at, 'ca'])),
  ];
}

/** A rule for a cluster that is misspelt would silently fit nothing. Globs are not judged. */
function misspeltClusters({ clusters, remediations, alerts }: FileConfig): readonly Fault[] {
  const names = clusters.map((cluster) => cluster.name);
  const named = [
    ...remediations.approvers.flatMap((rule, index) =>
      (rule.clusters ?? []).map((name, at) => ({
        name,
        path: ['remediations', 'approvers', index, 'clusters', at],
      })),
    ),
    ...remediations.autopilot.map(({ cluster }, index) => ({
      name: cluster,
      path: ['remediations', 'autopilot', index, 'cluster'],
    })),
    ...remediations.secretSources.flatMap(({ cluster }, index) =>
      cluster === undefined
        ? []
        : [{ name: cluster, path: ['remediations', 'secretSources', index, 'cluster'] }],
    ),
    ...clustersNamed(alerts),
  ];
  return named
    .filter(({ name }) => !/[*?[\]]/.test(name) && !names.includes(name))
    .map(({ name, path }) => ({
      path,
      says: words.en.unknownCluster(name, nearest(name, names, 1)[0], names),
    }));
}

function caFaults(path: string, at: Fault['path']): readonly Fault[] {
  try {
    if (readFileSync(path, 'utf8').includes('-----BEGIN CERTIFICATE-----')) return [];
    return [{ path: at, says: words.en.notPem(path) }];
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return [{ path: at, says: words.en.unreadable(path, why) }];
  }
}
