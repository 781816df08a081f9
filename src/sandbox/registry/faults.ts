/** Faults of the HTTP layer that are switched on and off while the registry runs. */
import { sayError } from './errors.ts';
import type { Ask, Say } from './exchange.ts';
import { routeOf } from './route.ts';

export type Fault =
  /** Docker Hub's answer to an account or address over its pull limit: manifests only. */
  | { readonly kind: 'rate-limited'; readonly retryAfterSeconds: number }
  /** 503 to everything. */
  | { readonly kind: 'maintenance'; readonly retryAfterSeconds: number }
  /** The manifest promises a blob that the storage has lost; every blob when none is named. */
  | { readonly kind: 'missing-blob'; readonly digest?: string };

export interface Place {
  /** Host name without port. */
  readonly host: string;
  /** Every repository of the host when absent. */
  readonly repository?: string;
}

export interface Faults {
  on(place: Place, fault: Fault): void;
  off(place: Place): void;
  /** The faulty answer to this request, or null. */
  answer(ask: Ask): Say | null;
}

export function createFaults(): Faults {
  const active = new Map<string, Fault>();
  const key = ({ host, repository }: Place): string => `${host}/${repository ?? '*'}`;
  return {
    on: (place, fault) => void active.set(key(place), fault),
    off: (place) => void active.delete(key(place)),
    answer(ask) {
      const route = routeOf(ask.path);
      const own = 'repository' in route ? active.get(key({ host: ask.host, ...route })) : undefined;
      const fault = own ?? active.get(key({ host: ask.host }));
      return fault ? faulty(fault, ask) : null;
    },
  };
}

function faulty(fault: Fault, ask: Ask): Say | null {
  const route = routeOf(ask.path);
  if (fault.kind === 'maintenance')
    return sayError('UNAVAILABLE', {
      message: 'the registry is down for maintenance',
      headers: { 'retry-after': String(fault.retryAfterSeconds) },
    });
  if (fault.kind === 'rate-limited') {
    if (route.at !== 'manifest') return null;
    return sayError('TOOMANYREQUESTS', {
      message: 'You have reached your unauthenticated pull rate limit.',
      headers: {
        'retry-after': String(fault.retryAfterSeconds),
        'ratelimit-limit': '100;w=21600',
        'ratelimit-remaining': '0;w=21600',
        'docker-ratelimit-source': '127.0.0.1',
      },
    });
  }
  if (route.at !== 'blob' || (fault.digest ?? route.reference) !== route.reference) return null;
  return sayError('BLOB_UNKNOWN', { detail: { digest: route.reference } });
}
