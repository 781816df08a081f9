/** Runs every controller after changes, many changes together. */
import type { Desk } from './controller.ts';
import { daemonSets } from './daemon-sets.ts';
import { deployments } from './deployments.ts';
import { garbage } from './garbage.ts';
import { jobs } from './jobs.ts';
import { replicaSets } from './replica-sets.ts';
import { scheduler } from './scheduler.ts';
import { serviceAccounts } from './service-accounts.ts';
import { statefulSets } from './stateful-sets.ts';

const CONTROLLERS = [
  serviceAccounts,
  deployments,
  replicaSets,
  statefulSets,
  daemonSets,
  jobs,
  scheduler,
  garbage,
];

export interface Loop {
  stop(): void;
}

/** What a timer of Node's can hold. */
const LONGEST_MS = 2 ** 31 - 1;

export function startControllers(given: Omit<Desk, 'again'>, onError: (error: unknown) => void): Loop {
  const alarms = new Map<number, NodeJS.Timeout>();
  const desk: Desk = {
    ...given,
    again(ms) {
      // Whole seconds, as Kubernetes counts: many looks at the same Job are one alarm.
      const at = Math.ceil((Date.now() + Math.max(0, ms)) / 1000);
      if (ms > LONGEST_MS || alarms.has(at)) return;
      const ring = (): void => {
        alarms.delete(at);
        turn();
      };
      alarms.set(at, setTimeout(ring, Math.max(0, at * 1000 - Date.now())));
    },
  };
  let queued = false;
  let stopped = false;
  const turn = (): void => {
    queued = false;
    if (stopped) return;
    try {
      for (const controller of CONTROLLERS) controller(desk);
    } catch (error) {
      onError(error);
    }
  };
  const unsubscribe = desk.store.onChange((change) => {
    // A pod may be created right after its namespace, and needs the service account then.
    if (change.resource === 'namespaces' && change.type === 'ADDED') serviceAccounts(desk);
    if (queued || change.resource === 'events') return;
    queued = true;
    setImmediate(turn);
  });
  turn();
  return {
    stop: () => {
      stopped = true;
      for (const alarm of alarms.values()) clearTimeout(alarm);
      unsubscribe();
    },
  };
}
