/** Container states as a pod's status shows them. */
import { randomBytes } from 'node:crypto';
import { type Container, type ContainerStatus, timestamp } from '../objects.ts';
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

export function ended(status: ContainerStatus, exitCode: number): ContainerStatus {
  const startedAt = (status.state['running'] as { startedAt?: string } | undefined)?.startedAt ?? timestamp();
  const reason = exitCode === 0 ? 'Completed' : 'Error';
  const terminated = {
    exitCode,
    reason,
    startedAt,
    finishedAt: timestamp(),
    containerID: status.containerID,
  };
  return { ...status, state: { terminated }, ready: exitCode === 0, started: false };
}

/** Between two starts of a container that does not stay up. */
export function crashing(status: ContainerStatus, pod: string, restarts: number): ContainerStatus {
  const { state } = ended(status, 1);
  const message = `back-off 5m0s restarting failed container=${status.name} pod=${pod}`;
  return {
    ...status,
    state: { waiting: { reason: 'CrashLoopBackOff', message } },
    lastState: state,
    ready: false,
    started: false,
    restartCount: restarts,
  };
}
