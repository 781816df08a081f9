/** What the runtime says when a pull breaks: Go's words, with the code it hands to the kubelet. */
export type RpcCode = 'Unknown' | 'NotFound' | 'DeadlineExceeded' | 'FailedPrecondition';

export class GoError extends Error {
  override readonly name = 'GoError';
  readonly code: RpcCode;
  constructor(message: string, code: RpcCode = 'Unknown') {
    super(message);
    this.code = code;
  }
}

/** `prefix: what it says`, keeping the code. */
export function wrap(prefix: string, error: unknown): GoError {
  if (error instanceof GoError) return new GoError(`${prefix}: ${error.message}`, error.code);
  return new GoError(`${prefix}: ${error instanceof Error ? error.message : String(error)}`);
}

/** A system call's errno, as Go prints it. */
const ERRNO: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection reset by peer',
  EHOSTUNREACH: 'no route to host',
  ENETUNREACH: 'network is unreachable',
  EPIPE: 'broken pipe',
  EACCES: 'permission denied',
  ETIMEDOUT: 'connection timed out',
};

export function errnoWords(code: string): string {
  return ERRNO[code] ?? code.toLowerCase();
}

export function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
