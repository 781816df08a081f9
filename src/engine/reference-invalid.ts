/** Why a text is no image reference, in the distribution library's words, and what was probably meant. */
import type { ParsedReference } from './reference.ts';
import { digestFault } from './reference-digest.ts';
import { GRAMMAR, PATH_LIMIT, splitDomain } from './reference-grammar.ts';

export interface InvalidReference {
  readonly state: 'invalid';
  readonly why:
    | 'empty'
    | 'uppercase'
    | 'unexpanded-variable'
    | 'whitespace'
    | 'scheme'
    | 'bad-domain'
    | 'bad-path'
    | 'bad-tag'
    | 'bad-digest'
    | 'too-long';
  /** What the distribution library says of it: `invalid reference format: repository name must be lowercase`. */
  readonly says: string;
  /** A reference that would be valid and is probably meant. */
  readonly meant: string | null;
}

type Why = InvalidReference['why'];

/** `${TAG}`, `$(TAG)`, `$TAG`, `{{ .Values.tag }}`, `%TAG%`, `<tag>`. */
const VARIABLE = /\$\{|\$\(|\$[A-Za-z_]|\{\{|\}\}|%[A-Za-z_]+%|<[^<>/]+>/;
const SCHEME = /^[A-Za-z][A-Za-z0-9+.-]*:\/\//;

interface Parts {
  readonly domain: string;
  readonly path: string;
  readonly tag: string | null;
  readonly digest: string | null;
}

/** Explains a text that parseReference refused; `parse` tries what may be meant. */
export function invalidReference(given: string, parse: (text: string) => ParsedReference): InvalidReference {
  const why = reason(given);
  return { state: 'invalid', why, says: libraryWords(given), meant: meantBy(given, why, parse) };
}

function reason(given: string): Why {
  if (given.trim() === '') return 'empty';
  if (VARIABLE.test(given)) return 'unexpanded-variable';
  if (/\s/.test(given)) return 'whitespace';
  if (SCHEME.test(given)) return 'scheme';
  const { domain, path, tag, digest } = takeApart(given);
  if (!GRAMMAR.domain.test(domain) || !portExists(domain)) return 'bad-domain';
  if (path !== path.toLowerCase() && GRAMMAR.path.test(path.toLowerCase())) return 'uppercase';
  if (!GRAMMAR.path.test(path)) return 'bad-path';
  if (path.length > PATH_LIMIT) return 'too-long';
  if (tag !== null && !GRAMMAR.tag.test(tag)) return 'bad-tag';
  if (digest !== null && (!GRAMMAR.digest.test(digest) || digestFault(digest))) return 'bad-digest';
  return domain.startsWith('[') ? 'bad-domain' : 'bad-path';
}

/** Takes a text apart where the grammar would, however broken the parts are. */
function takeApart(given: string): Parts {
  const { domain, rest } = splitDomain(given);
  const at = rest.indexOf('@');
  const named = at < 0 ? rest : rest.slice(0, at);
  const colon = named.indexOf(':');
  return {
    domain,
    path: colon < 0 ? named : named.slice(0, colon),
    tag: colon < 0 ? null : named.slice(colon + 1),
    digest: at < 0 ? null : rest.slice(at + 1),
  };
}

function portExists(domain: string): boolean {
  const port = Number(/:([0-9]+)$/.exec(domain)?.[1] ?? 443);
  return port >= 1 && port <= 65_535;
}

/** ParseNormalizedNamed of normalize.go, from its first refusal to its last. */
function libraryWords(given: string): string {
  if (/^[a-f0-9]{64}$/.test(given))
    return `invalid repository name (${given}), cannot specify 64-byte hexadecimal strings`;
  const { rest } = splitDomain(given);
  const remote = rest.split(':', 1)[0] ?? '';
  if (remote !== remote.toLowerCase())
    return `invalid reference format: repository name (${remote}) must be lowercase`;
  const { domain, path, tag, digest } = takeApart(given);
  const formed =
    GRAMMAR.domain.test(domain) &&
    GRAMMAR.path.test(path) &&
    (tag === null || GRAMMAR.tag.test(tag)) &&
    (digest === null || GRAMMAR.digest.test(digest));
  if (!formed) return 'invalid reference format';
  if (path.length > PATH_LIMIT) return `repository name must not be more than ${PATH_LIMIT} characters`;
  if (digest !== null) return digestFault(digest) ?? 'invalid reference format';
  // The library lets such a port pass; these are the words of the dial (Go's net package).
  const port = /:([0-9]+)$/.exec(domain)?.[1];
  return portExists(domain) ? 'invalid reference format' : `address ${port}: invalid port`;
}

/** The nearest valid reference; null when mending would be guessing. */
function meantBy(given: string, why: Why, parse: (text: string) => ParsedReference): string | null {
  if (why === 'unexpanded-variable' || why === 'too-long' || why === 'empty') return null;
  let text = given
    .trim()
    .replace(SCHEME, '')
    .replace(/^\/+|\/+$/g, '');
  // Smart quotes and stray quotes come along when a line is copied out of YAML.
  text = text.replace(/^["'`\u201c\u201d\u2018\u2019]+|["'`\u201c\u201d\u2018\u2019]+$/gu, '');
  text = text.replace(/\s*([/:@])\s*/g, '$1').replace(/\/{2,}/g, '/');
  // `app:sha256:…` is a digest behind the wrong sign; `app@3f2a…` one without its algorithm.
  text = text.replace(/[:@](sha256:[a-fA-F0-9]{64})$/, (_, digest: string) => `@${digest.toLowerCase()}`);
  text = text.replace(/@([a-fA-F0-9]{64})$/, (_, hex: string) => `@sha256:${hex.toLowerCase()}`);
  text = text.replace(/[:@]+$/, '');
  const { domain, path, tag, digest } = takeApart(text);
  const shown = text.startsWith(`${domain}/`) ? `${domain}/` : '';
  const lower = shown || !path.startsWith('library/') ? path : path.replace(/^library\//, '');
  const mended = `${shown}${lower.toLowerCase()}${tag ? `:${tag}` : ''}${digest ? `@${digest}` : ''}`;
  return mended !== given && parse(mended).state === 'valid' ? mended : null;
}
