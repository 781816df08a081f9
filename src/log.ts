/** JSON logs on standard output: one request id on every line of one question, and no secrets. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { type DestinationStream, type Logger, pino } from 'pino';
import { redacted } from './redact.ts';

export type { Logger } from 'pino';

const requests = new AsyncLocalStorage<string>();

/** Runs work under a request id: every line logged in it, however deep, carries the id. */
export function withRequest<T>(requestId: string, work: () => T): T {
  return requests.run(requestId, work);
}

/** The id of the request being worked on, if one is. */
export function currentRequest(): string | undefined {
  return requests.getStore();
}

/** A logger that hides secrets by the name of their key and by their shape. */
export function createLogger(level: string, to?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    // The number alone tells nobody at 3 a.m. which line matters.
    formatters: {
      level: (label: string) => ({ level: label }),
      log: hide,
      bindings: hide,
    },
    mixin: () => {
      const requestId = currentRequest();
      return requestId === undefined ? {} : { requestId };
    },
    // Errors are made plain by `redacted`, which the default serializer would come before.
    serializers: { err: (error: unknown) => error },
    hooks: {
      logMethod(this: Logger, args: Parameters<Logger['info']>, method: Logger['info']) {
        method.apply(this, args.map((arg) => (typeof arg === 'string' ? redacted(arg) : arg)) as typeof args);
      },
    },
  };
  return to === undefined ? pino(options) : pino(options, to);
}

function hide(fields: Record<string, unknown>): Record<string, unknown> {
  // An object stays an object of the same keys; only values change.
  return redacted(fields) as Record<string, unknown>;
}
