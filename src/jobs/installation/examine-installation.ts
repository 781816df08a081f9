/**
 * Looks at an installation from the inside: asks every probe its checks need, and runs all of them. With
 * `component-logs` among the probes, the log of a sick component proves causes as well.
 */
import { createAsking, type Step } from '../../engine/asking.ts';
import type { Check } from '../../engine/check.ts';
import { type Gathered, gatherAll } from '../../engine/gather.ts';
import type { Installation } from '../../engine/installation.ts';
import type { Probe } from '../../engine/probe.ts';
import type { SyncSubject } from '../../engine/subject.ts';
import { type HeardNoise, hear } from '../../engine/text/heard.ts';
import { factIn } from '../../facts/answered.ts';
import { currentRequest } from '../../log.ts';
import { componentHealth } from '../../probes/installation/component-health.ts';
import { componentLogs } from '../../probes/installation/component-logs.ts';
import { components } from '../../probes/installation/components.ts';
import type { Surroundings } from '../surroundings.ts';
import { harborOf } from './harbor-of.ts';
import { type Weighed, weigh, withLogs } from './weighed-logs.ts';

/** Over after this long, whatever is still open; milliseconds. */
const LONGEST_MS = 45_000;

export interface ToExamine {
  readonly checks: readonly Check[];
  /** Probes whose answers are wanted in any case. */
  readonly always?: readonly Probe<unknown>[];
  /** The sync that is asked about. */
  readonly sync?: SyncSubject;
  /** How long all of it may take, milliseconds; 45 s when absent. */
  readonly longestMs?: number;
}

export type ExamineSurroundings = Pick<Surroundings, 'clusters' | 'network' | 'checks' | 'now'>;

export interface Examined extends Gathered {
  /** What the logs of its components say, where they were asked for. */
  readonly heard: readonly Weighed[];
  readonly noise: readonly HeardNoise[];
}

/** Never throws for what an installation or a cluster says; what could not be asked is among the answers. */
export async function examineInstallation(
  installation: Installation,
  surroundings: ExamineSurroundings,
  { checks, always = [], sync, longestMs = LONGEST_MS }: ToExamine,
  onStep?: (step: Step) => void,
): Promise<Examined> {
  const signal = AbortSignal.timeout(longestMs);
  const requestId = currentRequest();
  const network = surroundings.network.with({ signal, ...(requestId === undefined ? {} : { requestId }) });
  const { host, name, place } = installation;
  const pull = { image: host ?? name, installation, ...(sync ? { sync } : {}) };
  const asking = createAsking({
    pull,
    cluster: place === null ? null : (surroundings.clusters.get(place.cluster) ?? null),
    network,
    harbor: harborOf(installation, network),
    signal,
    now: surroundings.now,
    ...(onStep ? { onStep } : {}),
  });
  const { results, answers } = await gatherAll(asking, checks, always, pull);
  const { causes, noise } = hear(factIn(answers, componentLogs)?.logs ?? [], surroundings.checks);
  const patient = {
    pods: factIn(answers, components)?.components ?? [],
    health: factIn(answers, componentHealth) ?? [],
  };
  const heard = weigh(causes, patient, surroundings.now());
  return { results: withLogs(results, heard, pull), answers, heard, noise };
}
