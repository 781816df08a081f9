/** Spans by OpenTelemetry's SDK, sent as OTLP over HTTP. Loaded only where they are asked for. */
import { AsyncLocalStorage } from 'node:async_hooks';
import {
  type Context,
  SpanKind as OtelKind,
  ROOT_CONTEXT,
  type Span,
  type SpanContext,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import type { OpenSpan, SpanKind, Tracer } from './trace.ts';

export interface Sending {
  /** Of the receiver, without `/v1/traces`. */
  readonly endpoint: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly service: string;
  readonly version: string;
  readonly role: string;
  /** Of the traces that begin here, 0 to 1. */
  readonly ratio: number;
}

/** Spans are sent at the latest so long after they end, milliseconds. */
const SEND_EVERY_MS = 2_000;

const KINDS: Readonly<Record<SpanKind, OtelKind>> = {
  server: OtelKind.SERVER,
  client: OtelKind.CLIENT,
  producer: OtelKind.PRODUCER,
  consumer: OtelKind.CONSUMER,
  internal: OtelKind.INTERNAL,
};

export function openTracer({ endpoint, headers, service, version, role, ratio }: Sending): Tracer {
  const exporter = new OTLPTraceExporter({
    url: `${endpoint.replace(/\/+$/, '')}/v1/traces`,
    headers: { ...headers },
  });
  const provider = new TracerProvider({
    resource: resourceFromAttributes({
      'service.name': service,
      'service.version': version,
      'registry_medic.role': role,
    }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(ratio) }),
    spanProcessors: [new BatchSpanProcessor({ exporter, scheduledDelayMillis: SEND_EVERY_MS })],
  });
  const tracer = provider.getTracer('registry-medic', version);
  const open = new AsyncLocalStorage<Span>();

  function under(parent: string | undefined): Context {
    const here = open.getStore();
    if (parent !== undefined) return trace.setSpanContext(ROOT_CONTEXT, contextOf(parent));
    return here ? trace.setSpan(ROOT_CONTEXT, here) : ROOT_CONTEXT;
  }

  return {
    async span({ name, kind, attributes, parent }, work) {
      const span = tracer.startSpan(name, { kind: KINDS[kind], attributes }, under(parent));
      try {
        return await open.run(span, () => work(handle(span)));
      } catch (error) {
        // Its message may quote what a system said; the log has it.
        handle(span).fail(error instanceof Error ? error.name : 'thrown');
        throw error;
      } finally {
        span.end();
      }
    },
    traceparent() {
      const span = open.getStore()?.spanContext();
      return span === undefined ? undefined : `00-${span.traceId}-${span.spanId}-${flags(span.traceFlags)}`;
    },
    async stop(ms) {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((done) => {
        timer = setTimeout(done, ms);
      });
      await Promise.race([provider.shutdown().catch(() => {}), late]).finally(() => clearTimeout(timer));
    },
  };
}

function handle(span: Span): OpenSpan {
  return {
    set: (attributes) => void span.setAttributes({ ...attributes }),
    fail(type) {
      span.setAttribute('error.type', type);
      span.setStatus({ code: SpanStatusCode.ERROR });
    },
  };
}

/** The caller has made sure that it is one. */
function contextOf(traceparent: string): SpanContext {
  const [, traceId = '', spanId = '', flagged = '00'] = traceparent.split('-');
  return { traceId, spanId, traceFlags: Number.parseInt(flagged, 16) & 1, isRemote: true };
}

function flags(traceFlags: number): string {
  return traceFlags.toString(16).padStart(2, '0');
}
