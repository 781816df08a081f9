/** What this process is, and what Node tells of it: memory, event loop, file descriptors. */
import { collectDefaultMetrics, Gauge } from 'prom-client';
import { registry } from './registry.ts';

/** 1 for each process. */
const info = new Gauge({
  name: 'registry_medic_info',
  help: 'Always 1. The role and the version of this process.',
  labelNames: ['role', 'version'],
  registers: [registry],
});

let collects = false;

/** Once per process, however many times one is started in it. */
export function startProcessMetrics(role: string, version: string): void {
  info.reset();
  info.set({ role, version }, 1);
  if (collects) return;
  collects = true;
  collectDefaultMetrics({ register: registry });
}
