/** Why the API server could not be asked, in its own words and without secrets. */
import type { Words } from '../../engine/words.ts';

type Why = 'dns' | 'refused' | 'reset' | 'network' | 'tls' | 'timeout' | 'exec' | 'other';

const words: Words<{
  readonly why: Readonly<Record<Why, (server: string, says: string) => string>>;
  unauthorized(server: string, says: string): string;
  status(server: string, status: number, says: string): string;
  notKubernetes(server: string, says: string): string;
}> = {
  en: {
    why: {
      dns: (server, says) => `the name of the API server ${server} does not resolve: ${says}`,
      refused: (server, says) => `the API server ${server} refuses connections: ${says}`,
      reset: (server, says) => `the connection to the API server ${server} was cut: ${says}`,
      network: (server, says) => `no way to the API server ${server}: ${says}`,
      tls: (server, says) => `TLS with the API server ${server} fails: ${says}`,
      timeout: (server, says) => `the API server ${server} did not answer: ${says}`,
      exec: (_server, says) => `the credential plugin of the kubeconfig failed: ${says}`,
      other: (server, says) => `the API server ${server} could not be asked: ${says}`,
    },
    unauthorized: (server, says) =>
      `the API server ${server} refuses our login (401 ${says}): its token or certificate has expired or is not valid there`,
    status: (server, status, says) => `the API server ${server} answered ${status}: ${says}`,
    notKubernetes: (server, says) => `${server} answered something that is no Kubernetes object: ${says}`,
  },
};

const BY_CODE: Readonly<Record<string, Why>> = {
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  EAI_FAIL: 'dns',
  ECONNREFUSED: 'refused',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  UND_ERR_SOCKET: 'reset',
  EHOSTUNREACH: 'network',
  ENETUNREACH: 'network',
  ETIMEDOUT: 'timeout',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  EPROTO: 'tls',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'tls',
};

/** Thrown when no headers or certificate could be had to ask with. */
export class CredentialError extends Error {
  override readonly name = 'CredentialError';
}

/** One sentence about a failed connection to this server. */
export function unreachableWords(server: string, error: unknown): string {
  return words.en.why[whyOf(error)](server, wordsOf(error));
}

export function unauthorizedWords(server: string, says: string): string {
  return words.en.unauthorized(server, withoutSecrets(says));
}

export function statusWords(server: string, status: number, says: string): string {
  return words.en.status(server, status, withoutSecrets(says));
}

export function notKubernetesWords(server: string, says: string): string {
  return words.en.notKubernetes(server, withoutSecrets(says));
}

/** True where the same question may succeed at once: the connection was cut under us. */
export function wasCut(error: unknown): boolean {
  return whyOf(error) === 'reset';
}

/** The words of the deepest cause of an error, without secrets, on one line of at most 300 characters. */
export function wordsOf(error: unknown): string {
  const deepest = deepestOf(error);
  const says =
    deepest instanceof Error ? deepest.message || codeOf(deepest) || deepest.name : String(deepest);
  return withoutSecrets(says);
}

/** Takes out what looks like a token, a key or a password; plugins print them in their complaints. */
export function withoutSecrets(says: string): string {
  return says
    .replace(/-----BEGIN [^-]+-----[\s\S]*?(-----END [^-]+-----|$)/g, '[removed]')
    .replace(/\beyJ[\w-]+(\.[\w-]*){0,2}/g, '[removed]')
    .replace(/\b(bearer|basic)\s+[\w.~+/=-]{8,}/gi, '$1 [removed]')
    .replace(/((?:token|password|passwd|secret|api[-_]?key)["']?\s*[:=]\s*)["']?[^\s"',;]+/gi, '$1[removed]')
    .replace(/(\w+:\/\/)[^\s/@]+@/g, '$1[removed]@')
    .replace(/[A-Za-z0-9+/_-]{64,}={0,2}/g, '[removed]')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 300);
}

function whyOf(error: unknown): Why {
  if (error instanceof CredentialError) return 'exec';
  const deepest = deepestOf(error);
  if (deepest instanceof Error && deepest.name === 'TimeoutError') return 'timeout';
  const code = codeOf(deepest);
  if (/^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|ERR_OSSL)/.test(code)) return 'tls';
  return BY_CODE[code] ?? 'other';
}

function deepestOf(error: unknown): unknown {
  if (error instanceof AggregateError && error.errors.length > 0) return deepestOf(error.errors[0]);
  return error instanceof Error && error.cause !== undefined ? deepestOf(error.cause) : error;
}

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}
