/** What told of trouble, the troubles that are open, and our own watch of pods. */
import { Counter, Gauge } from 'prom-client';
import { registry, untoldGauge } from './registry.ts';

export const sightings = new Counter({
  name: 'registry_medic_sightings_total',
  help: 'What told of trouble, by source (a channel, a webhook, our own watch, sweep or look) and status; taken is new or known (told before).',
  labelNames: ['source', 'status', 'taken'],
  registers: [registry],
});

export const troublesOpen = untoldGauge('registry_medic_troubles_open', 'Troubles that are open.');

export const watchConnected = new Gauge({
  name: 'registry_medic_watch_connected',
  help: '1 in the process that watches the pods of a cluster, while it is connected; else 0. Over all workers: take the max.',
  labelNames: ['cluster'],
  registers: [registry],
});

/** Unix time, seconds. */
export const watchHeard = new Gauge({
  name: 'registry_medic_watch_last_event_timestamp_seconds',
  help: 'When the watch of a cluster last heard of it, be it a bookmark, which comes each minute; Unix time in seconds.',
  labelNames: ['cluster'],
  registers: [registry],
});

export function watchHears(cluster: string): void {
  watchConnected.set({ cluster }, 1);
  watchHeard.set({ cluster }, Date.now() / 1000);
}

export function watchIsLost(cluster: string): void {
  watchConnected.set({ cluster }, 0);
}
