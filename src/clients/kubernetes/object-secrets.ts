/** Law 11 for objects of any kind: values of variables, and logins inside texts, are hidden at the door. */
import { masked, withoutLogins } from '../../engine/text/masked.ts';

const HIDDEN = '•••';
/** Variables and keys that hold secrets by their name: HARBOR_ADMIN_PASSWORD, CORE_SECRET, CSRF_KEY. */
const SECRET_NAME =
  /(?:pass(?:word|wd)?|secret|token|credential|(?:access|private|api|csrf|secret|encrypt\w*)[_-]?key)$/i;
/** Names that only sound so: they say where a secret is. */
const REFERENCE = /(?:Ref|Name|secretName|imagePullSecrets)$/;

/** A copy of a JSON value. `{name: 'CORE_SECRET', value}` and `CORE_SECRET: value` lose their value; no key is lost. */
export function withoutSecretText(value: unknown): unknown {
  if (typeof value === 'string') return worthLooking(value) ? withoutLogins(value) : value;
  if (Array.isArray(value)) return value.map(withoutSecretText);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value);
  const name = 'name' in value && typeof value.name === 'string' ? value.name : '';
  return Object.fromEntries(
    fields.map(([key, inner]) => {
      const isSecret = key === 'value' ? SECRET_NAME.test(name) : isSecretKey(key);
      return [key, isSecret && typeof inner === 'string' && inner !== '' ? HIDDEN : withoutSecretText(inner)];
    }),
  );
}

/** Texts of a ConfigMap: whole configuration files, in which a password is a line. */
export function withoutSecretLines(data: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const hidden = Object.entries(data).map(([key, text]) => [
    key,
    isSecretKey(key) && text !== '' ? HIDDEN : masked(withoutLogins(text)),
  ]);
  return Object.fromEntries(hidden);
}

/** `secret` itself names one where it is an object or a name; upper case is a variable's. */
function isSecretKey(key: string): boolean {
  return /^[A-Z][A-Z0-9_]*$/.test(key)
    ? SECRET_NAME.test(key)
    : /(?:password|passwd|Token)$/i.test(key) && !REFERENCE.test(key);
}

/** Most texts are short names; a login needs one of these. */
function worthLooking(text: string): boolean {
  return text.length > 8 && /[=:@<\s]|eyJ/.test(text);
}
