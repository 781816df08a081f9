/** Takes secrets out of anything that is about to be written down. Pure. */

const HIDDEN = '[hidden]';

/** Keys whose value is a secret, whatever it looks like. */
const SECRET_KEY =
  /(authorization|password|passwd|cookie|dockerconfigjson|dockercfg|secret|token|credential|api[-_]?key|response[-_]?urls?|^auth)$/i;

/** Secrets by their shape: Slack tokens and answer addresses, HTTP logins, logins and signatures in URLs, JWTs. */
const SECRET_TEXT: readonly (readonly [RegExp, string])[] = [
  [/\bxox[a-z]-[\w-]+|\bxapp-[\w-]+/g, HIDDEN],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]{6,}/gi, `$1 ${HIDDEN}`],
  [/([a-z][a-z0-9+.-]*:\/\/)[^\s/@:]*:[^\s/@]+@/gi, `$1${HIDDEN}@`],
  [/\bhttps?:\/\/hooks\.slack\.com\/\S+/g, `hooks.slack.com/${HIDDEN}`],
  [/\beyJ[\w-]{8,}\.[\w-]{4,}(\.[\w-]*)?/g, HIDDEN],
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
