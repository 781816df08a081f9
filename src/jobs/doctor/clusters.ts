/** Each cluster: reachable, and which of the rights that probes need are granted. */
import { clustersOf } from '../../clients/kubernetes/clusters.ts';
import { type Config, ConfigError, servedBy } from '../../config.ts';
import type { ClusterReader, ClusterRight } from '../../engine/cluster.ts';
import { distinctRights } from '../../engine/harbor/call-rights.ts';
import type { HarborRight } from '../../engine/harbor/right.ts';
import type { Probe } from '../../engine/probe.ts';
import type { Words } from '../../engine/words.ts';
import { FIND_RIGHTS } from '../find-subject/rights.ts';
import { DISCOVERY_RIGHTS } from '../installation/rights.ts';
import { VERB_HARBOR_RIGHTS, VERB_RIGHTS, WATCH_RIGHTS } from '../verb-rights.ts';
import { type DoctorLine, lineOf } from './report.ts';

const words: Words<{
  readonly none: string;
  readonly agent: string;
  readonly unreachable: (says: string) => string;
  readonly mendUnreachable: string;
  readonly ok: (rights: number) => string;
  readonly missing: (right: string) => string;
  readonly secrets: string;
  readonly mendSecrets: string;
  readonly mend: (right: ClusterRight) => string;
  readonly mendConfig: string;
}> = {
  en: {
    none: 'No cluster is configured and there is no kubeconfig: only images can be asked about.',
    agent: 'Its agent looks at it; run `registry-medic doctor` there.',
    unreachable: (says) => `It cannot be asked: ${says}.`,
    mendUnreachable: 'log in again, or check the context and the way to its API server (`kubectl version`)',
    ok: (rights) => `It answers, and all ${rights} rights are granted.`,
    missing: (right) => `We may not \`${right}\`.`,
    secrets:
      'We may not `get secrets` in every namespace: which login a pod pulls with stays a blind spot but where a Role grants it.',
    mendSecrets:
      'nothing where the Role stands in all namespaces you ask about; `registry-medic rbac --namespaces <namespace>` prints it',
    mend: ({ verb, resource, group }) =>
      `grant it in a ClusterRole: apiGroups: ["${group}"], resources: ["${resource}"], verbs: ["${verb}"]`,
    mendConfig: 'mend the setting that it names',
  },
};

/** `probes`: all that any check needs; their rights are what the doctor asks for. */
export async function examineClusters(
  config: Config,
  probes: readonly Probe<unknown>[],
): Promise<readonly DoctorLine[]> {
  try {
    const readers = [...clustersOf(config).clusters.values()];
    if (readers.length === 0) return [lineOf('clusters', 'note', words.en.none)];
    const watched = new Set(config.file.alerts.watch.clusters);
    const rights = (reader: ClusterReader) => rightsOf(probes, watched.has(reader.name) ? WATCH_RIGHTS : []);
    const { elsewhere } = servedBy(config);
    const examine = (reader: ClusterReader) =>
      elsewhere.includes(reader.name)
        ? [lineOf(`cluster ${reader.name}`, 'note', words.en.agent)]
        : examineCluster(reader, rights(reader));
    return (await Promise.all(readers.map(examine))).flat();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return [lineOf('configuration', 'wrong', error.message, words.en.mendConfig)];
  }
}

/** Asks for every right by SelfSubjectAccessReview. */
export async function examineCluster(
  reader: ClusterReader,
  rights: readonly ClusterRight[],
): Promise<readonly DoctorLine[]> {
  const area = `cluster ${reader.name}`;
  const answers = await Promise.all(rights.map(async (right) => ({ right, may: await reader.may(right) })));
  const failed = answers.find(({ may }) => may.ended !== 'found')?.may;
  if (failed && failed.ended !== 'found')
    return [lineOf(area, 'wrong', words.en.unreachable(failed.says), words.en.mendUnreachable)];
  const missing = answers.flatMap(({ right, may }) => (may.ended === 'found' && !may.value ? [right] : []));
  if (missing.length === 0) return [lineOf(area, 'ok', words.en.ok(rights.length))];
  return missing.map((right) =>
    right.resource === 'secrets'
      ? lineOf(area, 'note', words.en.secrets, words.en.mendSecrets)
      : lineOf(area, 'wrong', words.en.missing(nameOf(right)), words.en.mend(right)),
  );
}

/** Distinct rights of the probes, of finding what is asked about, and of what verbs read themselves. */
export function rightsOf(
  probes: readonly Probe<unknown>[],
  more: readonly ClusterRight[] = [],
): readonly ClusterRight[] {
  const all = [
    ...FIND_RIGHTS,
    ...DISCOVERY_RIGHTS,
    ...VERB_RIGHTS,
    ...more,
    ...probes.flatMap((probe) => probe.rights ?? []),
  ];
  return [...new Map(all.map((right) => [nameOf(right), right])).values()];
}

/** What the robot of `login` reads in Harbor, all verbs together. */
export function harborReadsOf(probes: readonly Probe<unknown>[]): readonly HarborRight[] {
  return distinctRights([...VERB_HARBOR_RIGHTS, ...probes.flatMap((probe) => probe.harborRights ?? [])]);
}

function nameOf({ verb, resource, group }: ClusterRight): string {
  return `${verb} ${resource}${group ? `.${group}` : ''}`;
}
