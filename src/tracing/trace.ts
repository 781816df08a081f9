/**
 * Spans, where the operator asked for them; else nothing at all: the code that makes them is then not loaded, and
 * each of these functions is one comparison. Who calls them knows no OpenTelemetry.
 */

/** `server`: somebody asks us; `consumer` and `producer`: a job; `client`: we ask. */
export type SpanKind = 'server' | 'consumer' | 'producer' | 'client' | 'internal';

export type Attributes = Readonly<Record<string, string | number | boolean>>;

export interface SpanStart {
  readonly name: string;
  readonly kind: SpanKind;
  /** Never a secret: no headers, no queries, no bodies. */
  readonly attributes: Attributes;
  /** `traceparent` of the span it follows from; absent: the one it is made in, if any. */
  readonly parent?: string | undefined;
}

export interface OpenSpan {
  set(attributes: Attributes): void;
  /** It failed; `type` is a word for how, never a message. */
  fail(type: string): void;
}

export interface Tracer {
  span<T>(start: SpanStart, work: (span: OpenSpan) => Promise<T>): Promise<T>;
  /** Of the span that is open here, as W3C Trace Context writes it. */
  traceparent(): string | undefined;
  /** Sends what is left within so many milliseconds. */
  stop(ms: number): Promise<void>;
}

let tracer: Tracer | null = null;

/** From here on spans are made; null: no more. */
export function traceWith(instead: Tracer | null): void {
  tracer = instead;
}

const NO_SPAN: OpenSpan = { set: () => {}, fail: () => {} };

/** Work under a span. `start` is only called where spans are made. */
export function traced<T>(start: () => SpanStart, work: (span: OpenSpan) => Promise<T>): Promise<T> {
  return tracer === null ? work(NO_SPAN) : tracer.span(start(), work);
}

/** What a job carries to the process that takes it: `{ traceparent }`, or nothing. */
export function carried(): { readonly traceparent?: string } {
  const traceparent = tracer?.traceparent();
  return traceparent === undefined ? {} : { traceparent };
}

/** https://www.w3.org/TR/trace-context/#traceparent-header */
const TRACEPARENT = /^[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

/** What a job carried; undefined for jobs of old, and for what is no such thing. */
export function carriedBy(data: unknown): string | undefined {
  if (tracer === null || typeof data !== 'object' || data === null || !('traceparent' in data))
    return undefined;
  const { traceparent } = data;
  return typeof traceparent === 'string' && TRACEPARENT.test(traceparent) ? traceparent : undefined;
}
