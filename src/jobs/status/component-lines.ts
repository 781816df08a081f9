/** Each component's health, by Harbor's checker beside its pods, so that a disagreement shows. Pure. */
import type { ComponentPod } from '../../engine/component-pods.ts';
import type { HarborComponent } from '../../engine/harbor/records.ts';
import type { Health, StatusLine } from '../../engine/status.ts';
import type { Words } from '../../engine/words.ts';
import { clockOf } from './jobservice.ts';
import { line } from './reach.ts';

/** Pulls need these; without the others something else waits. */
export const PULLS_NEED: ReadonlySet<string> = new Set(['core', 'registry', 'database', 'redis', 'nginx']);
/** A restart this long ago still is worth a word. */
const RESTARTED_MS = 60 * 60_000;

const words: Words<{
  readonly both: (component: string, pod: string, state: string) => string;
  readonly apiOnly: (component: string) => string;
  readonly apiOnlyPodRuns: (component: string, pod: string) => string;
  readonly podOnly: (component: string, pod: string, state: string) => string;
  readonly bothNotReady: (component: string, pod: string) => string;
  readonly podNotReady: (component: string, pod: string) => string;
  readonly restarts: (count: number, how: string) => string;
  readonly restarted: (component: string, pod: string, at: string, how: string, count: number) => string;
  readonly ended: (reason: string, code: number | null) => string;
  readonly allHealthy: (count: number, pods: number) => string;
  readonly podsRun: (pods: number) => string;
}> = {
  en: {
    both: (component, pod, state) => `${component} is not healthy; its pod \`${pod}\` is in \`${state}\`.`,
    apiOnly: (component) => `${component} is not healthy.`,
    apiOnlyPodRuns: (component, pod) => `${component} is not healthy, although its pod \`${pod}\` runs.`,
    podOnly: (component, pod, state) => `${component}: the pod \`${pod}\` is in \`${state}\`.`,
    bothNotReady: (component, pod) => `${component} is not healthy; its pod \`${pod}\` is not ready.`,
    podNotReady: (component, pod) => `${component}: the pod \`${pod}\` is not ready.`,
    restarts: (count, how) =>
      `Restarted ${count} time${count === 1 ? '' : 's'}, the run before ended ${how}.`,
    restarted: (component, pod, at, how, count) =>
      `${component}: the pod \`${pod}\` was restarted at ${at} (${count} in all); the run before ended ${how}.`,
    ended: (reason, code) => (code === null ? `\`${reason}\`` : `\`${reason}\`, exit code ${code}`),
    allHealthy: (count, pods) =>
      pods > 0 ? `${count} components healthy, ${pods} of their pods run.` : `${count} components healthy.`,
    podsRun: (pods) => `${pods} of its pods run.`,
  },
};

export interface ComponentLine extends StatusLine {
  readonly component: string;
  /** How the pod is that the line is about. */
  readonly pod: 'not-ready' | 'ready' | 'unseen';
}

/** One line per component that is not well, and one for those that were restarted of late. */
export function componentLines(
  api: readonly HarborComponent[],
  pods: readonly ComponentPod[],
  now: Date,
): readonly ComponentLine[] {
  const sick = api.filter(({ healthy }) => !healthy);
  const told = new Set(sick.map(({ name }) => name));
  const waiting = pods.filter((pod) => !pod.ready && !told.has(pod.component));
  const shaky = pods.filter((pod) => pod.ready && isShaky(pod, now) && !told.has(pod.component));
  return [
    ...sick.map((component) => sayComponent(component, pods)),
    ...waiting.map((pod) => sayPod(pod, api)),
    ...shaky.map((pod) => sayRestarted(pod, now)),
  ];
}

/** What is told when nothing of them is wrong; null when nothing was seen. */
export function allWell(api: readonly HarborComponent[], pods: readonly ComponentPod[]): StatusLine | null {
  const running = pods.filter(({ runs }) => runs).length;
  if (api.length > 0) return line('components', 'healthy', words.en.allHealthy(api.length, running));
  return running > 0 ? line('components', 'healthy', words.en.podsRun(running)) : null;
}

function sayComponent({ name, error }: HarborComponent, pods: readonly ComponentPod[]): ComponentLine {
  const mine = pods.filter((pod) => pod.component === name);
  const down = mine.find((pod) => !pod.ready);
  const [first] = mine;
  const says = down
    ? `${down.runs ? words.en.bothNotReady(name, down.pod) : words.en.both(name, down.pod, down.state)}${restartsOf(down)}`
    : first
      ? words.en.apiOnlyPodRuns(name, first.pod)
      : words.en.apiOnly(name);
  const quote = error ?? down?.says ?? undefined;
  const health: Health = PULLS_NEED.has(name) ? 'down' : 'degraded';
  return {
    ...line(`component-${name}`, health, says, quote),
    component: name,
    pod: down ? 'not-ready' : first ? 'ready' : 'unseen',
  };
}

/** A pod that is not ready while the API is well: one of several, or the API does not know it yet. */
function sayPod(pod: ComponentPod, api: readonly HarborComponent[]): ComponentLine {
  const known = api.some((component) => component.name === pod.component);
  const health: Health = known ? 'warning' : PULLS_NEED.has(pod.component) ? 'down' : 'degraded';
  const { podNotReady, podOnly } = words.en;
  const how = pod.runs ? podNotReady(pod.component, pod.pod) : podOnly(pod.component, pod.pod, pod.state);
  const says = `${how}${restartsOf(pod)}`;
  const told = line(`component-${pod.component}`, health, says, pod.says ?? undefined);
  return { ...told, component: pod.component, pod: 'not-ready' };
}

function sayRestarted(pod: ComponentPod, now: Date): ComponentLine {
  const { component, last, restarts } = pod;
  const at = clockOf(new Date(last?.at ?? now), now);
  const how = words.en.ended(last?.reason ?? '?', last?.exitCode ?? null);
  const says = words.en.restarted(component, pod.pod, at, how, Math.max(restarts, 1));
  return { ...line(`component-${component}`, 'warning', says), component, pod: 'ready' };
}

function isShaky({ last }: ComponentPod, now: Date): boolean {
  return typeof last?.at === 'string' && now.getTime() - Date.parse(last.at) < RESTARTED_MS;
}

function restartsOf({ restarts, last }: ComponentPod): string {
  if (restarts === 0 || !last) return '';
  return ` ${words.en.restarts(restarts, words.en.ended(last.reason, last.exitCode))}`;
}
