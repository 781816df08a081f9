/** `registry-medic doctor`: what is wrong with this installation and how to mend it. */

import { clustersOf } from '../../clients/kubernetes/clusters.ts';
import { withThisMachine } from '../../clients/kubernetes/this-machine.ts';
import { createNetworkAsker } from '../../clients/network/asker.ts';
import { type Config, ConfigError, loadConfig } from '../../config.ts';
import type { Check } from '../../engine/check.ts';
import type { Probe } from '../../engine/probe.ts';
import type { Words } from '../../engine/words.ts';
import { loadFolder } from '../../load.ts';
import { kubelet } from '../../probes/kubelet.ts';
import { node } from '../../probes/node.ts';
import { pod } from '../../probes/pod.ts';
import { DETAIL_PROBES } from '../details/probes.ts';
import { SLOW_PROBES } from '../slow/probes.ts';
import { askStatus } from '../status/ask-status.ts';
import { STATUS_PROBES } from '../status/see-installation.ts';
import { examineClusters } from './clusters.ts';
import { examineNode } from './node.ts';
import { examineRedis } from './redis.ts';
import { examineRegistries } from './registries.ts';
import { type DoctorLine, type DoctorReport, lineOf, reportOf } from './report.ts';
import { examineSlack } from './slack.ts';

export { renderDoctor } from './render.ts';
export type { DoctorLine, DoctorReport } from './report.ts';

const words: Words<{
  readonly valid: (file: string | undefined) => string;
  readonly rest: string;
}> = {
  en: {
    valid: (file) =>
      file
        ? `The environment and ${file} are valid.`
        : 'The environment is valid; no YAML file is named by REGISTRY_MEDIC_CONFIG.',
    rest: 'Slack, Redis, clusters and registries were not looked at, because the configuration is wrong.',
  },
};

/** Examines everything the environment leads to, side by side. Throws only for our own failures. */
export async function runDoctor(source: NodeJS.ProcessEnv): Promise<DoctorReport> {
  const config = configOf(source);
  if (Array.isArray(config)) return reportOf(config, new Date());
  return examine(config);
}

function configOf(source: NodeJS.ProcessEnv): Config | DoctorLine[] {
  try {
    return loadConfig(source);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const faults = error.message.split('\n').map((says) => lineOf('configuration', 'wrong', says));
    return [...faults, lineOf('configuration', 'could-not-look', words.en.rest)];
  }
}

async function examine(config: Config): Promise<DoctorReport> {
  const probes = await allProbes();
  const lines = await Promise.all([
    [lineOf('configuration', 'ok', words.en.valid(config.env.REGISTRY_MEDIC_CONFIG))],
    examineNode(config.env),
    examineSlack(config.env),
    examineRedis(config.env.REDIS_URL),
    examineClusters(config, probes),
    registryLines(config),
  ]);
  return reportOf(lines.flat(), new Date());
}

/** Every probe that a check needs, and those every diagnosis asks. */
export async function allProbes(): Promise<readonly Probe<unknown>[]> {
  const checks = await loadFolder<Check>(new URL('../../checks/', import.meta.url));
  return [
    ...new Set([
      pod,
      kubelet,
      node,
      ...DETAIL_PROBES,
      ...SLOW_PROBES,
      ...STATUS_PROBES,
      ...checks.flatMap((check) => check.probes),
    ]),
  ];
}

async function registryLines(config: Config): Promise<readonly DoctorLine[]> {
  try {
    const network = createNetworkAsker(reachable(config));
    try {
      const { registries } = config.file;
      // Only whether they can be asked: what is wrong inside them is the business of `status`.
      const means = { registries, network, clusters: readersOf(config), checks: [], now: () => new Date() };
      const report = await askStatus({ kind: 'status' }, means);
      const names = new Set(registries.map(({ name }) => name));
      return examineRegistries(report.registries.filter(({ name }) => names.has(name)));
    } finally {
      await network.close();
    }
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return [lineOf('configuration', 'wrong', error.message)];
  }
}

/** As diagnoses reach registries; a kubeconfig at fault is said elsewhere. */
function reachable(config: Config): Config {
  try {
    return withThisMachine(config);
  } catch (error) {
    if (error instanceof ConfigError) return config;
    throw error;
  }
}

/** A kubeconfig at fault is said where clusters are examined; here it only hides the pods. */
function readersOf(config: Config): ReturnType<typeof clustersOf>['clusters'] {
  try {
    return clustersOf(config).clusters;
  } catch (error) {
    if (error instanceof ConfigError) return new Map();
    throw error;
  }
}
