/** The arguments of a Web API call: JSON or form, the token apart. */
import type { IncomingMessage } from 'node:http';
import { type Fields, isFields, parsed } from '../json.ts';
import { ApiError, refused } from './api-error.ts';

/** Arguments that forms carry as JSON text, and the error when they are no JSON. */
const STRUCTURED: Readonly<Record<string, string>> = {
  blocks: 'invalid_blocks_format',
  attachments: 'invalid_attachments',
  metadata: 'invalid_metadata_format',
  view: 'invalid_arguments',
};

export interface ApiCall {
  readonly token: string | undefined;
  readonly args: Fields;
}

/** Reads body and query. Throws ApiError where an argument cannot be read. */
export function readCall(request: IncomingMessage, url: URL, body: string): ApiCall {
  const json = /^application\/json/i.test(request.headers['content-type'] ?? '');
  const sent = json ? jsonBody(body) : Object.fromEntries(new URLSearchParams(body));
  const { token, ...args } = { ...Object.fromEntries(url.searchParams), ...sent };
  const header = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  return { token: header ?? (typeof token === 'string' ? token : undefined), args: structured(args) };
}

function jsonBody(body: string): Fields {
  if (body.trim() === '') return {};
  const value = parsed(body);
  if (isFields(value)) return value;
  throw new ApiError(value === undefined ? 'invalid_json' : 'json_not_object');
}

function structured(args: Fields): Fields {
  const entries = Object.entries(args).map(([name, value]) => {
    const error = STRUCTURED[name];
    if (!error || typeof value !== 'string') return [name, value] as const;
    if (value === '') return [name, undefined] as const;
    const inner = parsed(value);
    if (inner === undefined) throw new ApiError(error);
    return [name, inner] as const;
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined && value !== null));
}

/** A text argument that must be there. */
export function need(args: Fields, name: string): string {
  const value = args[name];
  if (typeof value === 'string' && value !== '') return value;
  throw refused('invalid_arguments', [`missing required field: ${name}`]);
}

export function flag(args: Fields, name: string): boolean {
  return args[name] === true || args[name] === 'true' || args[name] === '1';
}

export function number(args: Fields, name: string, fallback: number): number {
  const value = Number(args[name] ?? fallback);
  return Number.isFinite(value) ? value : fallback;
}
