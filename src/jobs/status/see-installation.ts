/** An installation from the inside: its components, what checks find in it, what their logs say. */
import type { Answer } from '../../engine/answer.ts';
import type { AnswersByProbe, Check } from '../../engine/check.ts';
import type { Installation } from '../../engine/installation.ts';
import type { Probe } from '../../engine/probe.ts';
import type { StatusLine } from '../../engine/status.ts';
import type { BlindSpot } from '../../engine/verdict.ts';
import type { Words } from '../../engine/words.ts';
import { factIn } from '../../facts/answered.ts';
import { attachFailures } from '../../probes/installation/attach-failures.ts';
import { cargoToken } from '../../probes/installation/cargo-token.ts';
import { componentHealth } from '../../probes/installation/component-health.ts';
import { componentLogs } from '../../probes/installation/component-logs.ts';
import { componentWorkloads } from '../../probes/installation/component-workloads.ts';
import { components } from '../../probes/installation/components.ts';
import { controllerEgress } from '../../probes/installation/controller-egress.ts';
import { externalUrl } from '../../probes/installation/external-url.ts';
import { frontIngress } from '../../probes/installation/front-ingress.ts';
import { harborCluster } from '../../probes/installation/harbor-cluster.ts';
import { harborInfo } from '../../probes/installation/harbor-info.ts';
import { hostedHarbors } from '../../probes/installation/hosted-harbors.ts';
import { hostingCluster } from '../../probes/installation/hosting-cluster.ts';
import { imageSyncs } from '../../probes/installation/image-syncs.ts';
import { integrationPaths } from '../../probes/installation/integration-paths.ts';
import { integrations } from '../../probes/installation/integrations.ts';
import { latestPush } from '../../probes/installation/latest-push.ts';
import { registryWorkloads } from '../../probes/installation/registry-workloads.ts';
import { nodeDisks } from '../../probes/storage/node-disks.ts';
import { swiftAddress } from '../../probes/storage/swift-address.ts';
import { controllerLevel } from '../../probes/sync/controller-level.ts';
import { sourcePaths } from '../../probes/sync/source-paths.ts';
import {
  type Examined,
  type ExamineSurroundings,
  examineInstallation,
} from '../installation/examine-installation.ts';
import { withCauses } from './causes.ts';
import { allWell, componentLines } from './component-lines.ts';
import type { Seen } from './look.ts';
import { syncLines } from './sync-lines.ts';

/** What a glance may ask; checks that need more (listings, histories) have verbs of their own. */
export const STATUS_PROBES: readonly Probe<unknown>[] = [
  attachFailures,
  cargoToken,
  components,
  componentHealth,
  componentLogs,
  componentWorkloads,
  controllerEgress,
  controllerLevel,
  externalUrl,
  frontIngress,
  harborCluster,
  harborInfo,
  hostedHarbors,
  hostingCluster,
  imageSyncs,
  integrationPaths,
  integrations,
  latestPush,
  nodeDisks,
  registryWorkloads,
  sourcePaths,
  swiftAddress,
];

const words: Words<{
  readonly names: Readonly<Record<string, string>>;
  readonly noPods: (namespace: string) => string;
}> = {
  en: {
    names: { components: 'component pods' },
    noPods: (namespace) => `no component's pod in the namespace \`${namespace}\``,
  },
};

export async function examineForStatus(
  installation: Installation,
  surroundings: ExamineSurroundings,
  longestMs: number,
): Promise<Examined> {
  const checks = surroundings.checks.filter(isOfGlance);
  return examineInstallation(installation, surroundings, { checks, always: STATUS_PROBES, longestMs });
}

/** Only words, or only what is asked at a glance. */
function isOfGlance({ scope, probes }: Check): boolean {
  return scope === 'component' && probes.every(({ id }) => STATUS_PROBES.some((probe) => probe.id === id));
}

export function seeInstallation(
  installation: Installation,
  examined: Examined,
  checks: readonly Check[],
  now: Date,
): Seen {
  const { answers, results, heard, offers } = examined;
  const pods = factIn(answers, components)?.components ?? [];
  const health = factIn(answers, componentHealth) ?? [];
  const logs = factIn(answers, componentLogs)?.logs ?? [];
  const pull = { image: installation.host ?? installation.name, installation };
  const lines = componentLines(health, pods, now);
  const { troubles, notes } = withCauses(lines, { results, heard, checks, pull, offers, logs });
  const syncs = factIn(answers, imageSyncs);
  const synced = syncs === null ? { troubles: [], notes: [] } : syncLines(syncs, checks, now);
  // What a question proved tells more than the object's own mark.
  const marked = synced.troubles.filter(({ cause }) => !troubles.some((one) => one.cause === cause));
  const well = troubles.some(({ id }) => id.startsWith('component-')) ? null : allWell(health, pods);
  return {
    troubles: [...troubles, ...marked].map((one) => named(one, installation)),
    notes: [...(well ? [well] : []), ...synced.notes, ...notes].map((one) => named(one, installation)),
    couldNotLook: blindSpots(answers),
  };
}

/** Steps are written for any installation; of this one the names are known. */
function named(line: StatusLine, { place }: Installation): StatusLine {
  if (place === null || !line.steps) return line;
  const fill = (step: string): string => {
    const filled = step.replaceAll('<namespace>', place.namespace);
    return place.instance === null ? filled : filled.replaceAll('<release>', place.instance);
  };
  return { ...line, steps: line.steps.map(fill) };
}

function blindSpots(answers: AnswersByProbe): readonly BlindSpot[] {
  const names = new Map(Object.entries(words.en.names));
  const unknown = [...answers].flatMap(([id, answer]: [string, Answer<unknown>]) =>
    // That Harbor does not tell its version is said where it is asked for.
    answer.state === 'unknown' && id !== harborInfo.id
      ? [{ probe: names.get(id) ?? id.replaceAll('-', ' '), why: answer.why }]
      : [],
  );
  const found = factIn(answers, components);
  const none =
    found?.components.length === 0
      ? [{ probe: 'component pods', why: words.en.noPods(found.namespace) }]
      : [];
  return [...unknown, ...none, ...unreadLogs(answers)];
}

/** A container that waits has no log, and its state says why; the log of one that runs should be readable. */
function unreadLogs(answers: AnswersByProbe): readonly BlindSpot[] {
  const runs = new Set(
    (factIn(answers, components)?.components ?? []).filter(({ ready }) => ready).map(({ pod }) => pod),
  );
  const unread = (factIn(answers, componentLogs)?.unread ?? []).filter(({ pod }) => runs.has(pod));
  return [...new Set(unread.map(({ why }) => why))]
    .slice(0, 2)
    .map((why) => ({ probe: 'component logs', why }));
}
