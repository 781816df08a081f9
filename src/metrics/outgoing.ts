/** HTTP requests to what is asked about. Hosts are no label: there are as many as people have images from. */
import { Histogram } from 'prom-client';
import { registry, SECONDS } from './registry.ts';

/** `harbor` is the management API of a registry; its registry API and token service are `registry`. */
export type System = 'registry' | 'harbor' | 'kubernetes';

/** Seconds. */
export const requestDuration = new Histogram({
  name: 'registry_medic_outgoing_request_duration_seconds',
  help: 'How long an HTTP request to a registry, Harbor or API server took, in seconds, by the first digit of its status (2xx) or unanswered.',
  labelNames: ['system', 'ending'],
  buckets: SECONDS,
  registers: [registry],
});

/** `null`: nobody answered. */
export function endingOf(status: number | null): string {
  return status === null ? 'unanswered' : `${Math.trunc(status / 100)}xx`;
}
