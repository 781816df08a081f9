/** What a pod does once its images are there, told by annotations: so that a sick pod can be shown. */
import type { Pod } from '../objects.ts';

/** `CrashLoopBackOff`, `NotReady`, `ContainerCreating`, `Completed`, `Error`; anything else: it runs. */
export const STATE_ANNOTATION = 'sandbox.acme.test/state';
/** Which container it is about; absent: all. */
export const CONTAINER_ANNOTATION = 'sandbox.acme.test/container';

/** How often it was started again; absent: 7 for one that crashes, else 0. */
export const RESTARTS_ANNOTATION = 'sandbox.acme.test/restarts';
/** Why the run before ended, `Error` or `OOMKilled`; absent: Error for one that crashes. */
export const LAST_REASON_ANNOTATION = 'sandbox.acme.test/last-reason';
/** With which code; absent: 137 for OOMKilled, else 1. */
export const LAST_EXIT_ANNOTATION = 'sandbox.acme.test/last-exit-code';

export type Behaviour = 'runs' | 'crashes' | 'not-ready' | 'hangs' | 'completes' | 'fails';

const BY_STATE: Readonly<Record<string, Behaviour>> = {
  CrashLoopBackOff: 'crashes',
  NotReady: 'not-ready',
  ContainerCreating: 'hangs',
  Completed: 'completes',
  Error: 'fails',
};

/** What the container went through before. */
export interface Past {
  readonly restarts: number;
  readonly reason: string;
  readonly exitCode: number;
}

/** Null: it was never started before. */
export function pastOf(pod: Pod, container: string): Past | null {
  const told = annotationsFor(pod, container);
  const crashes = behaviourOf(pod, container) === 'crashes';
  const restarts = Number(told[RESTARTS_ANNOTATION] ?? (crashes ? 7 : 0));
  if (restarts === 0 && told[LAST_REASON_ANNOTATION] === undefined) return null;
  const reason = told[LAST_REASON_ANNOTATION] ?? 'Error';
  const exitCode = Number(told[LAST_EXIT_ANNOTATION] ?? (reason === 'OOMKilled' ? 137 : 1));
  return { restarts: Math.max(restarts, 1), reason, exitCode };
}

/** Those of a pod that are about this container. */
function annotationsFor(pod: Pod, container: string): Readonly<Record<string, string>> {
  const annotations = pod.metadata.annotations ?? {};
  const about = annotations[CONTAINER_ANNOTATION];
  return about === undefined || about === container ? annotations : {};
}

export function behaviourOf(pod: Pod, container: string): Behaviour {
  const told = BY_STATE[annotationsFor(pod, container)[STATE_ANNOTATION] ?? ''];
  if (told) return told;
  return (pod.spec.restartPolicy ?? 'Always') === 'Always' ? 'runs' : 'completes';
}
