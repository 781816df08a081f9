/** `Status` errors in the API server's own words. */
import type { Resource } from './resources.ts';

export type Reason =
  | 'NotFound'
  | 'AlreadyExists'
  | 'Conflict'
  | 'Forbidden'
  | 'Unauthorized'
  | 'BadRequest'
  | 'Invalid'
  | 'Expired'
  | 'MethodNotAllowed'
  | 'UnsupportedMediaType'
  | 'TooManyRequests'
  | 'ServiceUnavailable';

const CODES: Readonly<Record<Reason, number>> = {
  NotFound: 404,
  AlreadyExists: 409,
  Conflict: 409,
  Forbidden: 403,
  Unauthorized: 401,
  BadRequest: 400,
  Invalid: 422,
  Expired: 410,
  MethodNotAllowed: 405,
  UnsupportedMediaType: 415,
  TooManyRequests: 429,
  ServiceUnavailable: 503,
};

/** What the API server refuses, as a `Status` object. */
export class StatusError extends Error {
  override readonly name = 'StatusError';
  readonly reason: Reason;
  readonly details: Readonly<Record<string, unknown>>;
  constructor(reason: Reason, message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.reason = reason;
    this.details = details;
  }
  get code(): number {
    return CODES[this.reason];
  }
  body(): Readonly<Record<string, unknown>> {
    return {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: this.message,
      reason: this.reason,
      details: this.details,
      code: this.code,
    };
  }
}

type Named = Pick<Resource, 'id' | 'group' | 'plural'>;

function detailsOf(resource: Named, name: string): Readonly<Record<string, unknown>> {
  return { name, ...(resource.group === '' ? {} : { group: resource.group }), kind: resource.plural };
}

export function notFound(resource: Named, name: string): StatusError {
  return new StatusError('NotFound', `${resource.id} "${name}" not found`, detailsOf(resource, name));
}

export function alreadyExists(resource: Named, name: string): StatusError {
  return new StatusError(
    'AlreadyExists',
    `${resource.id} "${name}" already exists`,
    detailsOf(resource, name),
  );
}

export function conflict(resource: Named, name: string, why?: string): StatusError {
  const modified =
    'the object has been modified; please apply your changes to the latest version and try again';
  const message = `Operation cannot be fulfilled on ${resource.id} "${name}": ${why ?? modified}`;
  return new StatusError('Conflict', message, detailsOf(resource, name));
}

export function invalid(resource: Resource, name: string, field: string, why: string): StatusError {
  const kind = resource.group === '' ? resource.kind : `${resource.kind}.${resource.group}`;
  return new StatusError('Invalid', `${kind} "${name}" is invalid: ${field}: ${why}`, {
    ...detailsOf(resource, name),
    kind: resource.kind,
    causes: [{ field, message: why }],
  });
}

export function badRequest(message: string): StatusError {
  return new StatusError('BadRequest', message);
}

/** What a path that leads nowhere gets. */
export function noSuchPath(): StatusError {
  return new StatusError('NotFound', 'the server could not find the requested resource');
}
