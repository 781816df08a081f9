/** What a pod does once its images are there, told by annotations: so that a sick pod can be shown. */
import type { Pod } from '../objects.ts';

/** `CrashLoopBackOff`, `NotReady`, `ContainerCreating`, `Completed`, `Error`; anything else: it runs. */
export const STATE_ANNOTATION = 'sandbox.acme.test/state';
/** Which container it is about; absent: all. */
export const CONTAINER_ANNOTATION = 'sandbox.acme.test/container';

export type Behaviour = 'runs' | 'crashes' | 'not-ready' | 'hangs' | 'completes' | 'fails';

const BY_STATE: Readonly<Record<string, Behaviour>> = {
  CrashLoopBackOff: 'crashes',
  NotReady: 'not-ready',
  ContainerCreating: 'hangs',
  Completed: 'completes',
  Error: 'fails',
};

export function behaviourOf(pod: Pod, container: string): Behaviour {
  const annotations = pod.metadata.annotations ?? {};
  const about = annotations[CONTAINER_ANNOTATION];
  const state = about === undefined || about === container ? annotations[STATE_ANNOTATION] : undefined;
  const told = BY_STATE[state ?? ''];
  if (told) return told;
  return (pod.spec.restartPolicy ?? 'Always') === 'Always' ? 'runs' : 'completes';
}
