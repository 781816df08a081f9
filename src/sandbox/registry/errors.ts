/** The distribution error envelope; messages as distribution 2.8 words them (registry/api/v2/errors.go). */
import { type Say, sayJson } from './exchange.ts';

export const ERRORS = {
  UNAUTHORIZED: [401, 'authentication required'],
  DENIED: [403, 'requested access to the resource is denied'],
  UNSUPPORTED: [405, 'The operation is unsupported.'],
  UNAVAILABLE: [503, 'service unavailable'],
  TOOMANYREQUESTS: [429, 'too many requests'],
  DIGEST_INVALID: [400, 'provided digest did not match uploaded content'],
  NAME_INVALID: [400, 'invalid repository name'],
  TAG_INVALID: [400, 'manifest tag did not match URI'],
  NAME_UNKNOWN: [404, 'repository name not known to registry'],
  MANIFEST_UNKNOWN: [404, 'manifest unknown'],
  BLOB_UNKNOWN: [404, 'blob unknown to registry'],
  RANGE_INVALID: [416, 'invalid content range'],
  PAGINATION_NUMBER_INVALID: [400, 'invalid number of results requested'],
} as const satisfies Record<string, readonly [number, string]>;
export type ErrorCode = keyof typeof ERRORS;

export interface ErrorDetails {
  readonly message?: string;
  readonly detail?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer with one error in the envelope. */
export function sayError(code: ErrorCode, more: ErrorDetails = {}): Say {
  const [status, usual] = ERRORS[code];
  const error = { code, message: more.message ?? usual, detail: more.detail ?? null };
  return sayJson(status, { errors: [error] }, { ...API_VERSION, ...more.headers });
}

export const API_VERSION = { 'docker-distribution-api-version': 'registry/2.0' } as const;
