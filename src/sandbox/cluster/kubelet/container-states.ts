/** Container states as a pod's status shows them. */
import { randomBytes } from 'node:crypto';
import { type Container, type ContainerStatus, timestamp } from '../objects.ts';
import type { Past } from './behaviour.ts';
import type { PulledImage } from './containerd/pull.ts';

export function waiting(container: Container, reason: string, message?: string): ContainerStatus {
  return {
    name: container.name,
    state: { waiting: { reason, ...(message === undefined ? {} : { message }) } },
    lastState: {},
    ready: false,
    restartCount: 0,
    image: container.image,
    imageID: '',
    started: false,
  };
}

export function running(container: Container, image: PulledImage, ready: boolean): ContainerStatus {
  return {
    name: container.name,
    state: { running: { startedAt: timestamp() } },
    lastState: {},
    ready,
    restartCount: 0,
    image: container.image,
    imageID: image.imageId,
    containerID: `containerd://${randomBytes(32).toString('hex')}`,
    started: true,
  };
}

export function ended(
  status: ContainerStatus,
  exitCode: number,
  reason = exitCode === 0 ? 'Completed' : 'Error',
): ContainerStatus {
  const startedAt = (status.state['running'] as { startedAt?: string } | undefined)?.startedAt ?? timestamp();
  const terminated = {
    exitCode,
    reason,
    startedAt,
    finishedAt: timestamp(),
    containerID: status.containerID,
  };
  return { ...status, state: { terminated }, ready: exitCode === 0, started: false };
}

/** A container that runs again after what it went through. */
export function restarted(status: ContainerStatus, past: Past | null): ContainerStatus {
  if (!past) return status;
  const { state } = ended(status, past.exitCode, past.reason);
  return { ...status, lastState: state, restartCount: past.restarts };
}

/** Between two starts of a container that does not stay up. */
export function crashing(status: ContainerStatus, pod: string, past: Past): ContainerStatus {
  const { state } = ended(status, past.exitCode, past.reason);
  const message = `back-off 5m0s restarting failed container=${status.name} pod=${pod}`;
  return {
    ...status,
    state: { waiting: { reason: 'CrashLoopBackOff', message } },
    lastState: state,
    ready: false,
    started: false,
    restartCount: past.restarts,
  };
}
