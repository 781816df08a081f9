/** An OTLP/HTTP receiver on loopback: takes spans as JSON, as a collector does. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { z } from 'zod';

/** https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding */
const Attributes = z
  .array(
    z.object({
      key: z.string(),
      value: z.object({
        stringValue: z.string().optional(),
        intValue: z.union([z.string(), z.number()]).optional(),
        doubleValue: z.number().optional(),
        boolValue: z.boolean().optional(),
      }),
    }),
  )
  .default([])
  .transform((all) =>
    Object.fromEntries(
      all.map(({ key, value }) => [
        key,
        value.stringValue ?? value.boolValue ?? Number(value.intValue ?? value.doubleValue),
      ]),
    ),
  );
const Sent = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({ attributes: Attributes }),
      scopeSpans: z.array(
        z.object({
          spans: z.array(
            z.object({
              traceId: z.string().regex(/^[0-9a-f]{32}$/),
              spanId: z.string().regex(/^[0-9a-f]{16}$/),
              parentSpanId: z.string().optional(),
              name: z.string(),
              kind: z.int(),
              attributes: Attributes,
              status: z.object({ code: z.int().optional(), message: z.string().optional() }).optional(),
              events: z.array(z.unknown()).default([]),
            }),
          ),
        }),
      ),
    }),
  ),
});

type Attributes = z.infer<typeof Attributes>;
type Sent = z.infer<typeof Sent>['resourceSpans'][number]['scopeSpans'][number]['spans'][number];

export interface ReceivedSpan extends Sent {
  readonly resource: Attributes;
}

export interface Receiver {
  readonly url: string;
  readonly spans: readonly ReceivedSpan[];
  /** Bodies and headers as they came. */
  readonly raw: readonly string[];
  stop(): Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
  const spans: ReceivedSpan[] = [];
  const raw: string[] = [];
  const server = createServer(async (request, response) => {
    const body = await text(request);
    raw.push(`${request.method} ${request.url} ${JSON.stringify(request.headers)} ${body}`);
    for (const { resource, scopeSpans } of Sent.parse(JSON.parse(body)).resourceSpans)
      for (const span of scopeSpans.flatMap((scope) => scope.spans))
        spans.push({ ...span, resource: resource.attributes });
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    raw,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
