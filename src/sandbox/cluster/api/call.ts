/** One request as the handlers of the API see it. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { parse } from 'yaml';
import type { Identity } from '../access.ts';
import type { Resource } from '../resources.ts';
import { badRequest, StatusError } from '../status.ts';
import type { World } from '../world.ts';
import type { ResourcePath } from './path.ts';

export interface Call {
  readonly world: World;
  readonly identity: Identity;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly query: URLSearchParams;
  readonly body: string;
}

export interface ResourceCall extends Call {
  readonly path: ResourcePath;
  readonly resource: Resource;
}

export function sendJson(response: ServerResponse, code: number, body: unknown): void {
  if (response.headersSent || response.destroyed) return void response.end();
  const text = JSON.stringify(body);
  response.writeHead(code, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  response.end(text);
}

/** The body as an object, JSON or YAML. Throws 400. */
export function bodyObject(call: Pick<Call, 'body'>): Record<string, unknown> {
  const value = bodyValue(call);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw badRequest('the object provided is unrecognized (must be of type Object)');
  return value as Record<string, unknown>;
}

export function bodyValue({ body }: Pick<Call, 'body'>): unknown {
  try {
    return parse(body);
  } catch (error) {
    throw new StatusError(
      'BadRequest',
      `error decoding the body: ${error instanceof Error ? error.message : error}`,
    );
  }
}

/** `?dryRun=All`; anything else is refused as the API server does. */
export function isDryRun(query: URLSearchParams, body?: unknown): boolean {
  const fromBody = (body as { dryRun?: string[] } | undefined)?.dryRun ?? [];
  const asked = [...query.getAll('dryRun'), ...fromBody];
  const odd = asked.find((value) => value !== 'All');
  if (odd !== undefined)
    throw new StatusError('Invalid', `dryRun: Unsupported value: "${odd}": supported values: "All"`);
  return asked.length > 0;
}
