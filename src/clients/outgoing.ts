/** HTTP requests to what is asked about: each is timed, and traced by its method, host and path. */
import { endingOf, requestDuration, type System } from '../metrics/outgoing.ts';
import { secondsSince } from '../metrics/registry.ts';
import { traced } from '../tracing/trace.ts';

export interface Outgoing {
  readonly system: System;
  readonly method: string;
  /** Its login and its query are not told: they may hold secrets. */
  readonly url: URL;
}

/**
 * `statusOf`: of the answer, null where nobody gave one. Attributes are those of
 * https://opentelemetry.io/docs/specs/semconv/http/http-spans/#http-client-span
 */
export function outgoing<T>(
  { system, method, url }: Outgoing,
  put: () => Promise<T>,
  statusOf: (answer: T) => number | null,
): Promise<T> {
  return traced(
    () => ({
      name: method,
      kind: 'client',
      attributes: {
        'http.request.method': method,
        'url.full': `${url.origin}${url.pathname}`,
        'server.address': url.hostname,
        'server.port': Number(url.port || (url.protocol === 'https:' ? 443 : 80)),
        'registry_medic.system': system,
      },
    }),
    async (span) => {
      const started = performance.now();
      const end = (status: number | null): void => {
        requestDuration.observe({ system, ending: endingOf(status) }, secondsSince(started));
        if (status !== null) span.set({ 'http.response.status_code': status });
        if (status === null || status >= 400) span.fail(String(status ?? 'unanswered'));
      };
      try {
        const answer = await put();
        end(statusOf(answer));
        return answer;
      } catch (error) {
        end(null);
        throw error;
      }
    },
  );
}

/** The management API of Harbor lies beside the registry API of the same host. */
export function systemOf({ pathname }: URL): System {
  return pathname.startsWith('/api/') ? 'harbor' : 'registry';
}
