/** A pod's status from its containers' states. */
import { type Condition, type ContainerStatus, type Pod, timestamp } from '../objects.ts';

export interface PodStates {
  readonly init: readonly ContainerStatus[];
  readonly main: readonly ContainerStatus[];
  readonly ephemeral: readonly ContainerStatus[];
  readonly initialized: boolean;
}

export interface PodAddress {
  readonly hostIP: string;
  readonly podIP: string;
}

export function podStatus(pod: Pod, states: PodStates, address: PodAddress): NonNullable<Pod['status']> {
  const phase = phaseOf(pod, states.main);
  const { init, main, ephemeral } = states;
  const started = (pod.status?.['startTime'] as string | undefined) ?? timestamp();
  return {
    ...pod.status,
    phase,
    startTime: started,
    hostIP: address.hostIP,
    podIP: address.podIP,
    podIPs: [{ ip: address.podIP }],
    conditions: conditionsOf(pod, phase, states),
    containerStatuses: main,
    ...(init.length > 0 ? { initContainerStatuses: init } : {}),
    ...(ephemeral.length > 0 ? { ephemeralContainerStatuses: ephemeral } : {}),
  };
}

function phaseOf(pod: Pod, main: readonly ContainerStatus[]): string {
  const codes = main.map(({ state }) => (state['terminated'] as { exitCode?: number } | undefined)?.exitCode);
  const allEnded = codes.length > 0 && codes.every((code) => code !== undefined);
  if (allEnded && pod.spec.restartPolicy !== 'Always')
    return codes.every((code) => code === 0) ? 'Succeeded' : 'Failed';
  const anyStarted = main.some(({ state, restartCount }) => 'running' in state || restartCount > 0);
  const anyWaiting = main.some(({ state, restartCount }) => 'waiting' in state && restartCount === 0);
  return anyStarted && !anyWaiting ? 'Running' : 'Pending';
}

function conditionsOf(pod: Pod, phase: string, states: PodStates): readonly Condition[] {
  const unready = states.main.filter(({ ready }) => !ready).map(({ name }) => name);
  const allReady = unready.length === 0 && phase === 'Running';
  const done = phase === 'Succeeded';
  const why = done
    ? { reason: 'PodCompleted' }
    : { reason: 'ContainersNotReady', message: `containers with unready status: [${unready.join(' ')}]` };
  const pending = states.init.filter(({ state }) => !('terminated' in state)).map(({ name }) => name);
  const notInitialized = {
    reason: 'ContainersNotInitialized',
    message: `containers with incomplete status: [${pending.join(' ')}]`,
  };
  return [
    dated(pod, { type: 'PodReadyToStartContainers', status: 'True' }),
    dated(pod, {
      type: 'Initialized',
      status: flag(states.initialized),
      ...(states.initialized ? {} : notInitialized),
    }),
    dated(pod, { type: 'Ready', status: flag(allReady), ...(allReady ? {} : why) }),
    dated(pod, { type: 'ContainersReady', status: flag(allReady), ...(allReady ? {} : why) }),
    dated(pod, { type: 'PodScheduled', status: 'True' }),
  ];
}

function flag(value: boolean): string {
  return value ? 'True' : 'False';
}

/** The time of a condition moves only when its status does. */
function dated(pod: Pod, condition: Condition): Condition {
  const before = (pod.status?.conditions ?? []).find(({ type }) => type === condition.type);
  const unchanged = before?.status === condition.status ? before.lastTransitionTime : undefined;
  return { ...condition, lastTransitionTime: unchanged ?? timestamp() };
}
