/** Brings up one pod: init containers in order, then the main ones, ephemeral ones as they come. */
import type { Container, Pod } from '../objects.ts';
import type { Store } from '../store.ts';
import { type ContainerRun, type Field, type RunParts, startContainer } from './container-run.ts';
import { waiting } from './container-states.ts';
import { type PodAddress, podStatus } from './pod-status.ts';

export interface PodWorker {
  sync(): void;
  retry(): void;
  stop(): void;
}

export interface WorkerParts extends Omit<RunParts, 'pod' | 'onChange'> {
  readonly store: Store;
  readonly address: PodAddress;
}

export function startPod(first: Pod, parts: WorkerParts): PodWorker {
  const { store } = parts;
  const { name, namespace = '', uid } = first.metadata;
  const runs: Record<Field, Map<string, ContainerRun>> = {
    initContainers: new Map(),
    containers: new Map(),
    ephemeralContainers: new Map(),
  };
  let latest = first;
  let stopped = false;
  /** The pod as the API has it, or as it last was. */
  const pod = (): Pod => {
    const found = store.get<Pod>('pods', namespace, name);
    if (found && found.metadata.uid === uid) latest = found;
    return latest;
  };

  const initialized = (): boolean =>
    (pod().spec.initContainers ?? []).every((container) => {
      const terminated = runs.initContainers.get(container.name)?.status.state['terminated'];
      return (terminated as { exitCode?: number } | undefined)?.exitCode === 0;
    });

  const start = (field: Field, container: Container): void => {
    if (runs[field].has(container.name)) return;
    runs[field].set(
      container.name,
      startContainer(field, container.name, { ...parts, pod, onChange: changed }),
    );
  };

  const advance = (): void => {
    const { initContainers = [], containers, ephemeralContainers = [] } = pod().spec;
    const nextInit = initContainers.find(
      ({ name: one }) => !('terminated' in (runs.initContainers.get(one)?.status.state ?? {})),
    );
    if (nextInit) start('initContainers', nextInit);
    if (!initialized()) return;
    for (const container of containers) start('containers', container);
    for (const container of ephemeralContainers) start('ephemeralContainers', container);
  };

  const statuses = (field: Field): readonly ContainerRun['status'][] => {
    const list = (pod().spec[field] ?? []) as readonly Container[];
    const before = (pod().spec.initContainers ?? []).length > 0 ? 'PodInitializing' : 'ContainerCreating';
    return list.map((container) => runs[field].get(container.name)?.status ?? waiting(container, before));
  };

  const write = (): void => {
    const found = store.get<Pod>('pods', namespace, name);
    if (!found || found.metadata.uid !== uid) return;
    const states = {
      init: statuses('initContainers'),
      main: statuses('containers'),
      ephemeral: statuses('ephemeralContainers'),
      initialized: initialized(),
    };
    store.replace('pods', { ...found, status: podStatus(found, states, parts.address) });
  };

  function changed(): void {
    if (stopped) return;
    advance();
    write();
  }

  const all = (): readonly ContainerRun[] => Object.values(runs).flatMap((map) => [...map.values()]);
  // Its first status comes back to whoever starts it, who must know of it by then.
  queueMicrotask(changed);
  return {
    sync: () => {
      advance();
      for (const run of all()) run.sync();
    },
    retry: () => {
      for (const run of all()) run.retry();
    },
    stop: () => {
      stopped = true;
      for (const run of all()) run.stop();
    },
  };
}
