/** Begins to make spans where the configuration names a receiver of them. */
import type { Environment } from '../config.ts';
import { traceWith } from './trace.ts';

/** Ends it within so many milliseconds; what was not sent by then is lost. */
export type StopTracing = (ms: number) => Promise<void>;

/** Without OTEL_EXPORTER_OTLP_ENDPOINT nothing is loaded. */
export async function startTracing(
  env: Pick<
    Environment,
    | 'OTEL_EXPORTER_OTLP_ENDPOINT'
    | 'OTEL_EXPORTER_OTLP_HEADERS'
    | 'OTEL_SERVICE_NAME'
    | 'OTEL_TRACES_SAMPLER_ARG'
    | 'REGISTRY_MEDIC_ROLE'
  >,
  version: string,
): Promise<StopTracing> {
  const endpoint = env.OTEL_EXPORTER_OTLP_ENDPOINT;
  if (endpoint === undefined) return async () => {};
  const { openTracer } = await import('./otel.ts');
  const tracer = openTracer({
    endpoint,
    headers: headersIn(env.OTEL_EXPORTER_OTLP_HEADERS ?? ''),
    service: env.OTEL_SERVICE_NAME ?? 'registry-medic',
    version,
    role: env.REGISTRY_MEDIC_ROLE,
    ratio: env.OTEL_TRACES_SAMPLER_ARG ?? 1,
  });
  traceWith(tracer);
  return async (ms) => {
    traceWith(null);
    await tracer.stop(ms);
  };
}

/** `name=value,other=value`, percent-encoded; https://opentelemetry.io/docs/specs/otel/protocol/exporter/ */
function headersIn(text: string): Readonly<Record<string, string>> {
  const pairs = text.split(',').filter((pair) => pair.trim() !== '');
  return Object.fromEntries(
    pairs.map((pair) => {
      const [name = '', ...value] = pair.split('=');
      return [name.trim(), decodeURIComponent(value.join('=').trim())];
    }),
  );
}
