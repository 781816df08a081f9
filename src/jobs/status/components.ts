/** Each component's health, by its API beside its pods, so that a disagreement shows. */
import type { ClusterReader } from '../../engine/cluster.ts';
import { type ComponentPod, componentPods } from '../../engine/component-pods.ts';
import type { HarborAnswer } from '../../engine/harbor/answers.ts';
import type { HarborReader } from '../../engine/harbor/reader.ts';
import type { HarborComponent } from '../../engine/harbor/records.ts';
import type { Health, StatusLine } from '../../engine/status.ts';
import type { BlindSpot } from '../../engine/verdict.ts';
import type { Words } from '../../engine/words.ts';
import type { Seen } from './look.ts';
import { line } from './reach.ts';

/** Pulls need these; without the others something else waits. */
const PULLS_NEED: ReadonlySet<string> = new Set(['core', 'registry', 'database', 'redis', 'nginx']);

const words: Words<{
  readonly both: (component: string, pod: string, state: string) => string;
  readonly apiOnly: (component: string) => string;
  readonly apiOnlyPodRuns: (component: string, pod: string) => string;
  readonly podOnly: (component: string, pod: string, state: string) => string;
  readonly allHealthy: (count: number, pods: number) => string;
  readonly podsRun: (pods: number) => string;
  readonly noPods: (namespace: string) => string;
  readonly noRunsIn: string;
}> = {
  en: {
    both: (component, pod, state) => `${component} is not healthy; its pod \`${pod}\` is in \`${state}\`.`,
    apiOnly: (component) => `${component} is not healthy.`,
    apiOnlyPodRuns: (component, pod) => `${component} is not healthy, although its pod \`${pod}\` runs.`,
    podOnly: (component, pod, state) => `${component}: the pod \`${pod}\` is in \`${state}\`.`,
    allHealthy: (count, pods) =>
      pods > 0 ? `${count} components healthy, ${pods} of their pods run.` : `${count} components healthy.`,
    podsRun: (pods) => `${pods} of its pods run.`,
    noPods: (namespace) => `no component's pod in the namespace \`${namespace}\``,
    noRunsIn: 'where its components run is not configured (`runsIn`)',
  },
};

export interface Place {
  readonly reader: ClusterReader | null;
  readonly cluster: string;
  readonly namespace: string;
}

/** `harbor` null: no health API, so the pods alone. `place` null: `runsIn` is not configured. */
export async function seeComponents(harbor: HarborReader | null, place: Place | null): Promise<Seen> {
  const [health, pods] = await Promise.all([harbor?.health() ?? null, seePods(place)]);
  const api = health?.ended === 'found' ? health.value : [];
  const sick = api.filter((component) => !component.healthy);
  const troubles = [
    ...sick.map((component) => sayComponent(component, pods.list)),
    ...pods.list
      .filter((pod) => !pod.runs && !sick.some((component) => component.name === pod.component))
      .map((pod) => sayPod(pod, api)),
  ];
  const running = pods.list.filter((pod) => pod.runs).length;
  const note =
    api.length > 0
      ? words.en.allHealthy(api.length, running)
      : running > 0
        ? words.en.podsRun(running)
        : null;
  return {
    troubles,
    notes: troubles.length === 0 && note ? [line('components', 'healthy', note)] : [],
    couldNotLook: [...blindSpots(health), ...pods.blind],
  };
}

function sayComponent({ name, error }: HarborComponent, pods: readonly ComponentPod[]): StatusLine {
  const mine = pods.filter((pod) => pod.component === name);
  const down = mine.find((pod) => !pod.runs);
  const [first] = mine;
  const says = down
    ? words.en.both(name, down.pod, down.state)
    : first
      ? words.en.apiOnlyPodRuns(name, first.pod)
      : words.en.apiOnly(name);
  const quote = error ?? down?.says ?? undefined;
  return line(`component-${name}`, PULLS_NEED.has(name) ? 'down' : 'degraded', says, quote);
}

/** A pod that does not run while the API is well: one of several, or the API does not know it yet. */
function sayPod(pod: ComponentPod, api: readonly HarborComponent[]): StatusLine {
  const known = api.some((component) => component.name === pod.component);
  const health: Health = known ? 'warning' : PULLS_NEED.has(pod.component) ? 'down' : 'degraded';
  const says = words.en.podOnly(pod.component, pod.pod, pod.state);
  return line(`component-${pod.component}`, health, says, pod.says ?? undefined);
}

function blindSpots(health: HarborAnswer<unknown> | null): readonly BlindSpot[] {
  if (!health || health.ended === 'found') return [];
  return [{ probe: 'component health', why: health.says }];
}

async function seePods(
  place: Place | null,
): Promise<{ readonly list: readonly ComponentPod[]; readonly blind: readonly BlindSpot[] }> {
  const blind = (why: string) => ({ list: [], blind: [{ probe: 'component pods', why }] });
  if (!place) return blind(words.en.noRunsIn);
  if (!place.reader) return blind(`no cluster \`${place.cluster}\``);
  const answer = await place.reader.pods(place.namespace);
  if (answer.ended !== 'found') return blind(answer.says);
  const list = componentPods(answer.value);
  return list.length === 0 ? blind(words.en.noPods(place.namespace)) : { list, blind: [] };
}
