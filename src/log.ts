/** JSON logs on standard output: one request id on every line of one question, and no secrets. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { type DestinationStream, type Logger, type LoggerOptions, pino } from 'pino';

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
    hooks: { streamWrite: (line) => `${printable(JSON.stringify(redacted(JSON.parse(line))))}\n` },
  };
  return to === undefined ? pino(options) : pino(options, to);
}

/** Logs are read in terminals: what would turn text around or move the cursor is written as its number. */
function printable(json: string): string {
  return json.replace(/[\u007f-\u009f\p{Cf}\u2028\u2029]/gu, (one) =>
    [...Array(one.length).keys()]
      .map((at) => `\\u${one.charCodeAt(at).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}

const HIDDEN = '[hidden]';

/** Keys whose value is a secret, whatever it looks like. */
const SECRET_KEY =
  /(authorization|password|passwd|cookie|dockerconfigjson|dockercfg|secret|token|credential|api[-_]?key|response[-_]?urls?|^auth)$/i;

/** Secrets by their shape: Slack tokens and answer addresses, HTTP logins, logins and signatures in URLs, JWTs. */
const SECRET_TEXT: readonly (readonly [RegExp, string])[] = [
  [/\bxox[a-z]-[\w-]+|\bxapp-[\w-]+/g, HIDDEN],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]{6,}/gi, `$1 ${HIDDEN}`],
  // Bounded: a long line without any address would be gone through once for each of its letters.
  [/\b([a-z][a-z0-9+.-]{1,20}:\/\/)[^\s/@:]{0,300}:[^\s/@]{1,300}@/gi, `$1${HIDDEN}@`],
  [/\bhttps?:\/\/hooks\.slack\.com\/\S+/g, `hooks.slack.com/${HIDDEN}`],
  [/(?<![\w-])eyJ[\w-]{8,}\.[\w-]{4,}(\.[\w-]*)?/g, HIDDEN],
  [
    /([?&](?:X-Amz-Signature|X-Amz-Credential|sig|signature|token|access_token|password)=)[^&\s"]+/gi,
    `$1${HIDDEN}`,
  ],
];

/** Deepest nesting looked into; deeper things are left out rather than trusted. */
const DEEPEST = 8;

/** A copy of a JSON value with every secret replaced. */
export function redacted(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return withoutSecrets(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= DEEPEST) return '[deep]';
  if (Array.isArray(value)) return value.map((item) => redacted(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      SECRET_KEY.test(key) && inner !== null && inner !== undefined ? HIDDEN : redacted(inner, depth + 1),
    ]),
  );
}

/** Text with what looks like a secret replaced. */
export function withoutSecrets(text: string): string {
  return SECRET_TEXT.reduce((kept, [pattern, instead]) => kept.replace(pattern, instead), text);
}
