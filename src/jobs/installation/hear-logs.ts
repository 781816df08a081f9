/** What the logs of an installation's components say, weighed by who is sick. Pure. */
import type { AnswersByProbe, Check } from '../../engine/check.ts';
import type { Probe } from '../../engine/probe.ts';
import { type HeardNoise, hear } from '../../engine/text/heard.ts';
import { factIn } from '../../facts/answered.ts';
import { componentHealth } from '../../probes/installation/component-health.ts';
import { componentLogs } from '../../probes/installation/component-logs.ts';
import { components } from '../../probes/installation/components.ts';
import { sickOf, type Weighed, weigh } from './weighed-logs.ts';

/** Whoever judges a cause by logs asks these. */
export const LOG_PROBES: readonly Probe<unknown>[] = [components, componentHealth, componentLogs];

export interface HeardLogs {
  readonly heard: readonly Weighed[];
  readonly noise: readonly HeardNoise[];
  /** The components that are not well; null where the logs could not be read. */
  readonly sick: ReadonlySet<string> | null;
}

/** Nothing is heard where `component-logs` was not answered. `now` tells how old a line is. */
export function hearLogs(answers: AnswersByProbe, checks: readonly Check[], now: Date): HeardLogs {
  const logs = factIn(answers, componentLogs);
  const { causes, noise } = hear(logs?.logs ?? [], checks);
  const patient = {
    pods: factIn(answers, components)?.components ?? [],
    health: factIn(answers, componentHealth) ?? [],
  };
  return { heard: weigh(causes, patient, now), noise, sick: logs && sickOf(patient, now) };
}
