/** JSON logs on standard output: one request id on every line of one question, and no secrets. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { type DestinationStream, type Logger, type LoggerOptions, pino } from 'pino';
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
  const options: LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    // The number alone tells nobody at 3 a.m. which line matters.
    formatters: { level: (label) => ({ level: label }) },
    mixin: () => {
      const requestId = currentRequest();
      return requestId === undefined ? {} : { requestId };
    },
    // The last door before the line is written: fields, bindings of children and errors all pass it.
    hooks: { streamWrite: (line) => `${JSON.stringify(redacted(JSON.parse(line)))}\n` },
  };
  return to === undefined ? pino(options) : pino(options, to);
}
